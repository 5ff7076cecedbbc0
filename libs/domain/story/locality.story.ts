import type { Sentence } from '../alert/alert.events.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { LocalityEvent } from '../locality/locality.events.js';
import { localityDecider, type LocalityState } from '../locality/locality.state.js';
import type { KnownThen } from './known-then.js';
import { changesBetween, type Field, type Happened, type Told } from './story.js';
import { amount, both, dated, dateText, field, inSentence } from './story.words.js';

const NAME = {
  name: { vi: 'tên', en: 'name' },
  code: { vi: 'mã', en: 'code' },
  parent: { vi: 'trực thuộc', en: 'part of' },
  validFrom: { vi: 'hiệu lực từ', en: 'in force from' },
  validTo: { vi: 'hiệu lực đến hết', en: 'in force until' },
  successor: { vi: 'kế thừa bởi', en: 'succeeded by' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** A locality's event in words. */
export function tellLocality({ id, event, actor: { name } }: Happened<LocalityEvent>, known: KnownThen): Told {
  const before = known.locality(id);
  const { data } = event;
  const said = saidOf(event, known);
  const basis = data.legalBasis === null ? { vi: '', en: '' } : { vi: ` theo ${data.legalBasis}`, en: ` by ${data.legalBasis}` };
  return {
    about: { kind: 'locality', id },
    on: dayOf(event),
    changes: changesBetween(fieldsOf(before, known), fieldsOf(localityDecider.evolve(before, event), known)),
    reason: data.legalBasis,
    directive: null,
    sentence: both((language) => `${name} ${said[language]}${basis[language]}.`),
  };
}

function dayOf({ type, data }: LocalityEvent): CivilDate | null {
  if (type === 'LocalityRegistered') return data.validFrom;
  return type === 'LocalityReassigned' ? data.from : data.effectiveOn;
}

function saidOf(event: LocalityEvent, known: KnownThen): Sentence {
  if (event.type === 'LocalityRegistered') {
    const { fullName, nameEn, name, parentId } = event.data;
    const above = parentId === null ? null : known.localityName(parentId);
    return {
      vi: `đăng ký ${inSentence(fullName)}${above ? ` thuộc ${above.vi}` : ''}`,
      en: `registered ${nameEn ?? name}${above ? `, part of ${above.en}` : ''}`,
    };
  }
  const place = known.localityName(event.data.localityId);
  const day = dayOf(event) ?? '';
  const from = { vi: `từ ngày ${dateText(day, 'vi')}`, en: `from ${dateText(day, 'en')}` };
  switch (event.type) {
    case 'LocalityMerged':
    case 'LocalityRenamed': {
      const into = known.localityName(event.data.into);
      const [vi, en] = event.type === 'LocalityMerged' ? ['sáp nhập', 'merged into'] : ['đổi tên', 'renamed'];
      return {
        vi: `ghi nhận ${place.vi} ${vi} thành ${into.vi} ${from.vi}`,
        en: `recorded that ${place.en} is ${en} ${into.en} ${from.en}`,
      };
    }
    case 'LocalitySplit':
      return both((language) => {
        const parts = event.data.parts.map(({ localityId, share }) => {
          const name = known.localityName(localityId)[language];
          return share === null ? name : `${name} (${amount(share, '')[language]})`;
        });
        const verb = language === 'vi' ? `ghi nhận ${place.vi} được chia thành` : `recorded that ${place.en} is split into`;
        return `${verb} ${parts.join(', ')} ${from[language]}`;
      });
    case 'LocalityAbolished':
      return { vi: `ghi nhận ${place.vi} kết thúc hoạt động ${from.vi}`, en: `recorded that ${place.en} is abolished ${from.en}` };
    case 'LocalityReassigned': {
      const above = known.localityName(event.data.parentId);
      return { vi: `chuyển ${place.vi} về ${above.vi} ${from.vi}`, en: `moved ${place.en} to ${above.en} ${from.en}` };
    }
  }
}

function fieldsOf(state: LocalityState | null, known: KnownThen): readonly Field[] {
  if (!state) return [];
  const parent = state.parents.at(-1)?.parentId ?? null;
  const { validFrom, validTo } = state;
  return [
    field('name', NAME.name, state.fullName, { vi: state.fullName, en: state.nameEn ?? state.name }),
    field('code', NAME.code, state.code || null, null),
    field('parent', NAME.parent, parent, parent === null ? null : known.localityName(parent)),
    field('validFrom', NAME.validFrom, validFrom, validFrom === null ? null : dated(validFrom)),
    field('validTo', NAME.validTo, validTo, validTo === null ? null : dated(validTo)),
    ...state.successors.map(({ localityId }) =>
      field(`successor.${localityId}`, NAME.successor, localityId, known.localityName(localityId)),
    ),
  ];
}
