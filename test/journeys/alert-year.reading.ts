import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { INDICATORS, TARGETS, type TargetRow } from './alert-year.table.js';

/** A figure as the table has it: dated `asOf`, sent on `sent`. */
export interface Cell {
  readonly target: string;
  readonly indicatorId: string;
  readonly localityId: string;
  readonly asOf: CivilDate;
  readonly sent: CivilDate;
  readonly value: string;
}

/** `18/05` of 2025, `31/01/26` of another year. */
export function dayOf(text: string): CivilDate {
  const [day = '', month = '', year = '25'] = text.split('/');
  return `20${year}-${month}-${day}`;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

export function cellsOf({ id, indicator, at, figures }: TargetRow): readonly Cell[] {
  if (figures === '') return [];
  return figures.split(' ').flatMap((text, index) => {
    const [, dated, value = '', sent] = /^(?:([\d/]+)=)?(.*?)(?:@(.*))?$/.exec(text) ?? [];
    if (value === '.') return [];
    const isYearEnd = index === 12;
    const asOf = dated ? dayOf(dated) : isYearEnd ? '2025-12-31' : `2025-${twoDigits(index + 1)}-14`;
    const usual = isYearEnd ? '2026-01-12' : `2025-${twoDigits(index + 1)}-18`;
    return [{ target: id, indicatorId: indicator, localityId: at, asOf, sent: sent ? dayOf(sent) : usual, value }];
  });
}

/** All figures by the day on which they are sent. */
export function figuresBySent(rows: readonly TargetRow[] = TARGETS): ReadonlyMap<CivilDate, readonly Cell[]> {
  const days = new Map<CivilDate, Cell[]>();
  for (const cell of rows.flatMap(cellsOf)) days.set(cell.sent, [...(days.get(cell.sent) ?? []), cell]);
  return days;
}

const SHAPES = new Map(INDICATORS.map(([id, , , shape]) => [id, shape]));

export function figureOf(indicatorId: string, value: string): object {
  const shape = SHAPES.get(indicatorId);
  if (shape === 'ratio') return { shape: 'rate', percent: value };
  if (shape === 'task') return { shape: 'done', on: value === 'no' ? null : dayOf(value) };
  return { shape, value };
}

/** `40 on 30/06 → >=46 31/12, …`, without an arrow: milestones alone, from no baseline. */
export function planOf(text: string): { readonly baseline: object; readonly milestones: readonly object[] } {
  const [demands = '', start = ''] = text.split(' → ').toReversed();
  const [value = '', on = '31/12/24'] = start.split(' on ');
  return {
    baseline: { value: value === '' ? null : value, on: dayOf(on) },
    milestones: demands.split(', ').map(milestoneOf),
  };
}

function milestoneOf(text: string): object {
  const [demand = '', ...rest] = text.split(' ');
  const due = rest.at(-1) ?? '';
  if (demand === 'maintain') return { comparator: 'maintain', due: dayOf(due) };
  if (demand === 'complete') return { comparator: 'complete', due: dayOf(due.replace('<', '')), dueOp: due.startsWith('<') ? '<' : '<=' };
  if (demand === 'between') {
    const [value, upper] = (rest[0] ?? '').split('..');
    return { comparator: 'between', value, upper, due: dayOf(due) };
  }
  const [, comparator, value] = /^([<>]=?)(.*)$/.exec(demand) ?? [];
  return { comparator, value, due: dayOf(due) };
}
