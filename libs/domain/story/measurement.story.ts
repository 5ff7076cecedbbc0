import type { Sentence } from '../alert/alert.events.js';
import type { MeasurementEvent, MeasurementKey } from '../measurement/measurement.events.js';
import { entryAt, measurementDecider, type MeasurementEntry, type MeasurementStatus } from '../measurement/measurement.state.js';
import type { KnownThen } from './known-then.js';
import { changesBetween, type Field, type Happened, type IndicatorWords, type Told } from './story.js';
import { BASIS_WORDS, because, both, dateText, field } from './story.words.js';
import { sourceText } from './target.story.js';

const NAME = {
  status: { vi: 'trạng thái', en: 'state' },
  justification: { vi: 'giải trình', en: 'justification' },
  note: { vi: 'ghi chú', en: 'note' },
} as const satisfies Readonly<Record<string, Sentence>>;

const STATUS: Readonly<Record<MeasurementStatus, Sentence>> = {
  recorded: { vi: 'chưa thẩm tra', en: 'not verified' },
  verified: { vi: 'đã thẩm tra', en: 'verified' },
  returned: { vi: 'trả lại', en: 'returned' },
  withdrawn: { vi: 'đã rút', en: 'withdrawn' },
};

/** `<indicator>.<locality>.<year>.<asOf>.<basis>` */
export const measurementIdOf = ({ indicatorId, localityId, year, asOf, basis }: MeasurementKey): string =>
  `${indicatorId}.${localityId}.${year}.${asOf}.${basis}`;

/** A figure's event in words. */
export function tellMeasurement({ id, event, actor: { name } }: Happened<MeasurementEvent>, known: KnownThen): Told {
  const { data } = event;
  const state = known.measurements(id);
  const before = entryAt(state, data);
  const after = entryAt(measurementDecider.evolve(state, event), data);
  const words = known.indicatorWords(data.indicatorId);
  const source = event.type === 'MeasurementRecorded' ? event.data.source : null;
  const said = saidOf(event, before, after, known);
  return {
    about: { kind: 'measurement', id: measurementIdOf(data) },
    on: data.asOf,
    changes: changesBetween(fieldsOf(before, words, known), fieldsOf(after, words, known)),
    reason: 'reason' in data ? data.reason : null,
    directive: source && { id: source.directiveId, clause: source.clause },
    sentence: both((language) => `${name} ${said[language]}.`),
  };
}

function saidOf(
  event: MeasurementEvent,
  before: MeasurementEntry | undefined,
  after: MeasurementEntry | undefined,
  known: KnownThen,
): Sentence {
  const { data } = event;
  const [words, place, basis] = [known.indicatorWords(data.indicatorId), known.localityName(data.localityId), BASIS_WORDS[data.basis]];
  const its = {
    vi: `số liệu ${basis.vi} ${words.name.vi} của ${place.vi} tính đến ${dateText(data.asOf, 'vi')}`,
    en: `the ${basis.en} figure of ${place.en} for ${words.name.en} as of ${dateText(data.asOf, 'en')}`,
  };
  const textOf = (entry: MeasurementEntry | undefined) => entry && known.figures.of(entry.figure, words).text;
  const [old, now] = [textOf(before), textOf(after)];
  return both((language) => {
    const isVietnamese = language === 'vi';
    const [what, was, is] = [its[language], old?.[language] ?? '–', now?.[language] ?? '–'];
    switch (event.type) {
      case 'MeasurementRecorded': {
        const by = sourceText(event.data.source, known);
        const from = by ? `${isVietnamese ? ', lấy từ' : ', taken from'} ${by[language]}` : '';
        return `${isVietnamese ? 'ghi' : 'recorded'} ${what}: ${is}${from}`;
      }
      case 'MeasurementCorrected': {
        const change =
          was === is ? `${isVietnamese ? 'giữ nguyên' : 'kept'} ${is}` : isVietnamese ? `từ ${was} thành ${is}` : `from ${was} to ${is}`;
        return `${isVietnamese ? 'sửa' : 'corrected'} ${what}: ${change}${because(event.data.reason, language)}`;
      }
      case 'MeasurementWithdrawn':
        return `${isVietnamese ? 'rút' : 'withdrew'} ${what} (${was})${because(event.data.reason, language)}`;
      case 'MeasurementVerified':
        return `${isVietnamese ? 'thẩm tra và xác nhận' : 'verified'} ${what}: ${is}`;
      case 'MeasurementReturned':
        return `${isVietnamese ? 'trả lại' : 'returned'} ${what} (${was}) ${isVietnamese ? 'để sửa' : 'for correction'}${because(event.data.reason, language)}`;
    }
  });
}

function fieldsOf(entry: MeasurementEntry | undefined, words: IndicatorWords, known: KnownThen): readonly Field[] {
  if (!entry) return [];
  const { status, justification, note } = entry;
  return [
    ...known.figures.of(entry.figure, words).fields,
    field('status', NAME.status, status, STATUS[status]),
    field('justification', NAME.justification, justification, null),
    field('note', NAME.note, note, null),
  ];
}
