import { datesIn } from '../phrases/phrases-in.js';
import { unitOf } from '../proposals/place-tables.js';
import { asIndicator } from '../proposals/table-names.js';
import { BESIDE, isDone, isPlanned, kindsOf, PLANNED, type Kinds } from '../proposals/table-kinds.js';
import { namesNothing, YEAR, type Column } from '../proposals/table-heads.js';
import type { Table } from '../proposals/table-rows.js';
import type { DocumentStructure, Passage } from '../structure.js';
import type { AsOf } from './as-of.js';

/** A column of results. */
export interface Result {
  readonly at: number;
  /** What it measures; null where each row names that. */
  readonly indicator: string | null;
  readonly unit: string | null;
  /** The day that its head names. */
  readonly asOf: AsOf | null;
  /** The columns of its plan and, for a rate, of what was done: `Kế hoạch`, `Thực hiện`. */
  readonly plan: number | null;
  readonly done: number | null;
  /** Told only where it is what was done of the plan: `Tỷ lệ (%)`, which says not of what. */
  readonly mustBeShare: boolean;
}

export interface Results {
  readonly kinds: Kinds;
  readonly columns: readonly Result[];
}

const RATE = /^(?:tỷ lệ|tỉ lệ|đạt|so sánh|so với (?:kế hoạch|kh|dự toán|chỉ tiêu)|th ?\/ ?kh|thực hiện ?\/ ?kế hoạch)(?!\p{L})|^$/u;
const BEFORE = /cùng kỳ|năm trước|năm ngoái|tăng|giảm|bình quân/u;

/** The columns of results of a table, by their heads; null for a table that tells none. */
export function resultsOf(structure: DocumentStructure, table: Table, { mood }: Passage): Results | null {
  const kinds = kindsOf(table);
  if (kinds === null) return null;
  const behind = table.columns.filter(({ at }) => at > kinds.name.at && at !== kinds.unit && at !== kinds.due);
  const levels = behind.filter(isDone).map((done) => levelOf(structure, table, kinds, done));
  const told = levels.length > 0 || mood === 'report';
  const rates = told ? behind.filter(isRate).map((rate) => rateOf(structure, table, kinds, rate, mood)) : [];
  const others =
    mood === 'report' && kinds.rows === 'places' ? behind.filter(isMeasure).map((one) => measureOf(structure, table, one)) : [];
  const columns = [...levels, ...rates, ...others].flatMap((one) => one ?? []).sort((a, b) => a.at - b.at);
  return columns.length === 0 ? null : { kinds, columns };
}

const isRate = (one: Column): boolean => one.unit === '%' && !isDone(one) && RATE.test(one.words) && !BEFORE.test(one.words);
const isMeasure = (one: Column): boolean =>
  !isDone(one) &&
  !isRate(one) &&
  !PLANNED.test(one.words) &&
  !BESIDE.test(one.words) &&
  !BEFORE.test(one.words) &&
  !/so sánh|so với/u.test(one.words);

function levelOf(structure: DocumentStructure, table: Table, kinds: Kinds, done: Column): Result | null {
  const plan = planOf(table, kinds, done);
  const unit = unitOf(structure.prepared, table, done);
  const common = { at: done.at, unit, asOf: dayOf(structure, done), plan: plan?.at ?? null, done: null, mustBeShare: false };
  if (kinds.rows === 'indicators') return { ...common, indicator: null };
  const deed = deedOf(done);
  const whole = plan === null ? null : nounOf(structure, plan);
  const named =
    deed !== null && whole !== null ? `${whole} đã ${deed}` : namesNothing(done.words) ? null : asIndicator(structure.prepared, done.head);
  const indicator = kinds.rows === 'cases' ? table.topic : (named ?? (unit === '%' ? shareOf(table.topic) : table.topic) ?? 'thực hiện');
  return unit === null || indicator === null ? null : { ...common, indicator };
}

/** `Tỷ lệ giải ngân (%)`; `Tỷ lệ (%)` of what was done of the plan. */
function rateOf(structure: DocumentStructure, table: Table, kinds: Kinds, rate: Column, mood: Passage['mood']): Result | null {
  const done = table.columns.findLast((one) => one.at < rate.at && isDone(one)) ?? null;
  const plan = done === null ? null : planOf(table, kinds, done);
  const isBare = namesNothing(rate.words);
  if (isBare && plan === null) return null;
  const common = { at: rate.at, asOf: dayOf(structure, done ?? rate), plan: plan?.at ?? null, done: done?.at ?? null };
  const mustBeShare = isBare || mood !== 'report';
  if (!isBare && kinds.rows === 'places')
    return { ...common, indicator: asIndicator(structure.prepared, rate.head), unit: '%', mustBeShare };
  if (kinds.rows === 'indicators') return { ...common, indicator: null, unit: '% kế hoạch', mustBeShare: true };
  const deed = done === null ? null : deedOf(done);
  const whole = plan === null ? null : nounOf(structure, plan);
  if (kinds.rows === 'places' && deed !== null)
    return { ...common, indicator: `tỷ lệ ${whole === null ? deed : `${deed} ${whole}`}`, unit: '%', mustBeShare };
  const indicator = table.topic ?? (kinds.rows === 'places' ? 'thực hiện' : null);
  return indicator === null ? null : { ...common, indicator: `${indicator} so với kế hoạch`, unit: '% kế hoạch', mustBeShare: true };
}

function measureOf(structure: DocumentStructure, table: Table, column: Column): Result | null {
  const unit = unitOf(structure.prepared, table, column);
  if (unit === null || namesNothing(column.words)) return null;
  const indicator = asIndicator(structure.prepared, column.head);
  return { at: column.at, indicator, unit, asOf: dayOf(structure, column), plan: null, done: null, mustBeShare: false };
}

const shareOf = (topic: string | null): string =>
  topic === null ? 'tỷ lệ thực hiện' : /^(?:tỷ (?:lệ|trọng|suất)|mức|độ|tốc độ)(?!\p{L})/u.test(topic) ? topic : `tỷ lệ ${topic}`;

/** The one column that plans what was done: before it, in its unit and of its year, beneath the same head if it has one. */
function planOf({ columns }: Table, { name }: Kinds, done: Column): Column | null {
  const year = YEAR.exec(done.words)?.[0];
  const plans = columns.filter((one) => {
    const own = YEAR.exec(one.words)?.[0];
    const isBefore = one.at > name.at && one.at < done.at && one.unit === done.unit;
    return isBefore && isPlanned(one) && (own === undefined || year === undefined || own === year);
  });
  const beside = plans.filter(({ head }) => head.from === done.head.from);
  const [plan, other] = beside.length > 0 ? beside : plans;
  return plan === undefined || other !== undefined ? null : plan;
}

/** `giải ngân` of `Đã giải ngân năm 2024`; null where the head says no more than that it is done. */
function deedOf({ words }: Column): string | null {
  const deed = words.replace(/^(?:số )?(?:(?:đã|lũy kế|ước|được|kết quả|thực hiện)(?!\p{L}) *)+/u, '').replace(WHEN, '');
  return deed === '' || namesNothing(deed) ? null : deed;
}

/** `vốn đầu tư công` of `Kế hoạch vốn đầu tư công năm 2024`. */
function nounOf({ prepared }: DocumentStructure, { head }: Column): string | null {
  const words = asIndicator(prepared, head)
    .replace(/^(?:kế hoạch|KH|chỉ tiêu|dự toán) */iu, '')
    .replace(WHEN, '')
    .replace(/(?:^| )(?:được )?giao$/u, '');
  return words === '' || namesNothing(words.toLowerCase()) ? null : words;
}

const WHEN = / *(?:đến |hết |cả )*(?:năm|tháng|quý|ngày|\d) ?[\divx].*$/u;

/** `Thực hiện năm 2023`, `Ước thực hiện 9 tháng năm 2023`, `TH 2023`; null where the head says no time. */
function dayOf({ prepared, time }: DocumentStructure, { time: { from, to }, words }: Column): AsOf | null {
  const date = datesIn(prepared, from, to, time.year).findLast((one) => one.date !== null && one.role !== 'comparison')?.date;
  const year = YEAR.exec(words)?.[0];
  const asOf = date ?? (year === undefined ? null : `${year}-12-31`);
  return asOf === null ? null : { asOf, asOfSource: 'inferred' };
}
