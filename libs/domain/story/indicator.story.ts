import type { Sentence } from '../alert/alert.events.js';
import { indicatorDecider, type IndicatorState } from '../indicator/indicator.decide.js';
import type { IndicatorEvent } from '../indicator/indicator.events.js';
import type { KnownThen } from './known-then.js';
import { changesBetween, type Field, type Happened, type Told } from './story.js';
import { both, field } from './story.words.js';

const NAME = {
  name: { vi: 'tên', en: 'name' },
  unit: { vi: 'đơn vị tính', en: 'unit' },
  base: { vi: 'cơ sở tính tỷ lệ', en: 'base' },
  calendar: { vi: 'chế độ báo cáo', en: 'reporting calendar' },
  profile: { vi: 'lộ trình theo mùa', en: 'seasonal profile' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** An indicator's event in words. */
export function tellIndicator({ id, event, actor: { name } }: Happened<IndicatorEvent>, known: KnownThen): Told {
  const before = known.indicator(id);
  const after = indicatorDecider.evolve(before, event);
  const said = saidOf(event, known);
  return {
    about: { kind: 'indicator', id },
    on: null,
    changes: changesBetween(fieldsOf(before), fieldsOf(after)),
    reason: null,
    directive: null,
    sentence: both((language) => `${name} ${said[language]}.`),
  };
}

function saidOf(event: IndicatorEvent, known: KnownThen): Sentence {
  if (event.type === 'IndicatorDefined') {
    const { name, nameEn } = event.data;
    return { vi: `định nghĩa chỉ tiêu “${name}”`, en: `defined the indicator “${nameEn}”` };
  }
  const { name } = known.indicatorWords(event.data.indicatorId);
  if (event.type === 'ReportingCalendarSet')
    return { vi: `đặt chế độ báo cáo của chỉ tiêu ${name.vi}`, en: `set the reporting calendar of ${name.en}` };
  return {
    vi: `đặt lộ trình theo mùa “${event.data.name}” cho chỉ tiêu ${name.vi}`,
    en: `set the seasonal profile “${event.data.nameEn}” of ${name.en}`,
  };
}

function fieldsOf(state: IndicatorState): readonly Field[] {
  if (!state) return [];
  return [
    field('name', NAME.name, state.name, { vi: state.name, en: state.nameEn }),
    field('unit', NAME.unit, state.unit || null, null),
    field('base', NAME.base, state.base, null),
    field('calendar', NAME.calendar, state.calendar && JSON.stringify(state.calendar), null),
    ...Object.entries(state.profiles).map(([id, { name, nameEn, shares }]) =>
      field(`profile.${id}`, NAME.profile, JSON.stringify(shares), { vi: name, en: nameEn }),
    ),
  ];
}
