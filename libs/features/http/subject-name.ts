import type { HistoryKind } from '../../contract/histories.js';
import { measurementKeyOf } from '../../contract/measurement-id.js';
import type { Sentence } from '../../domain/alert/alert.events.js';
import { asWritten, both, BASIS_WORDS, dateText } from '../../domain/story/story.words.js';
import type { KnownThen } from '../../domain/story/known-then.js';

/** What a story is about, by its name: “Mục tiêu giải ngân vốn đầu tư công, Tỉnh Tuyên Quang”. */
export function subjectName(kind: HistoryKind, id: string, known: KnownThen): Sentence {
  switch (kind) {
    case 'target': {
      const target = known.target(id);
      return target ? prefixed('Mục tiêu', 'Target', target.indicatorId, target.localityId, known) : asWritten(id);
    }
    case 'alert': {
      const episode = known.episode(id);
      return episode ? prefixed('Cảnh báo', 'Alert', episode.indicatorId, episode.localityId, known) : asWritten(id);
    }
    case 'measurement': {
      const key = measurementKeyOf(id);
      if (!key) return asWritten(id);
      const name = prefixed('Số liệu', 'Figure', key.indicatorId, key.localityId, known);
      return both((language) => `${name[language]}, ${dateText(key.asOf, language)} (${BASIS_WORDS[key.basis][language]})`);
    }
    case 'directive':
      return capital(known.directiveName(id));
    case 'locality':
      return capital(known.localityName(id));
  }
}

function prefixed(vi: string, en: string, indicatorId: string, localityId: string, known: KnownThen): Sentence {
  const [indicator, place] = [known.indicatorWords(indicatorId).name, known.localityName(localityId)];
  return { vi: `${vi} ${indicator.vi}, ${place.vi}`, en: `${en}: ${indicator.en}, ${place.en}` };
}

const capital = (name: Sentence): Sentence => both((language) => name[language].charAt(0).toUpperCase() + name[language].slice(1));
