import { addDays, type CivilDate } from '../kernel/civil-date.js';
import type { TargetState } from '../target/target.state.js';
import type { Duty } from './calendar.js';

/** A standing figure, neither withdrawn nor returned, and the day on which it came (again). */
export interface Receipt {
  readonly asOf: CivilDate;
  readonly recordedOn: CivilDate;
}

/** The days on which a period may end of which a report is owed: after `after`, until `until`. */
export interface OwedSpan {
  readonly after: CivilDate;
  readonly until: CivilDate;
}

type Owing = Pick<TargetState, 'baseline' | 'milestones' | 'graceDays' | 'withdrawn'>;

/**
 * For how long a target is owed reports: of the periods that end after its baseline and not before the day on which it was set (of what was
 * over by then nobody could know), until its last milestone and its grace, or the day before its withdrawal. `setOn`: null where not known.
 */
export function owedSpan({ baseline, milestones, graceDays, withdrawn }: Owing, setOn: CivilDate | null): OwedSpan {
  const last = milestones.at(-1);
  const end = last ? addDays(last.due, graceDays - (last.dueOp === '<' ? 1 : 0)) : baseline.on;
  const [start, until] = [setOn && addDays(setOn, -1), withdrawn && addDays(withdrawn.on, -1)];
  return { after: start && start > baseline.on ? start : baseline.on, until: until && until < end ? until : end };
}

/** The part of a span in which the locality exists; null: without end. */
export function inLife({ after, until }: OwedSpan, from: CivilDate | null, to: CivilDate | null): OwedSpan {
  const start = from && addDays(from, -1);
  return { after: start && start > after ? start : after, until: to && to < until ? to : until };
}

export interface Awaiting {
  /** Date of the newest figure that stands. */
  readonly newest: CivilDate | null;
  /** Each period counts for itself: a later figure holds nothing of an earlier period. */
  readonly isFlow: boolean;
  /** The target was withdrawn; one that is achieved or missed owes on, for Nghị định 09/2019/NĐ-CP knows no release. */
  readonly isWithdrawn: boolean;
}

/**
 * The part of a span whose reports are still awaited where they have not come: none of a target that is withdrawn, and none that a newer
 * figure already holds. What is missing of it raises `report_overdue`.
 */
export function awaitedSpan({ after, until }: OwedSpan, { newest, isFlow, isWithdrawn }: Awaiting): OwedSpan | null {
  if (isWithdrawn) return null;
  const before = newest === null || isFlow ? after : addDays(newest, -1);
  return { after: before > after ? before : after, until };
}

/** True when the duty's period ends in the span. */
export function isOwed({ cutOff }: Pick<Duty, 'cutOff'>, span: OwedSpan | null): boolean {
  return span !== null && cutOff > span.after && cutOff <= span.until;
}

/**
 * True when a figure is the report of the duty: one of its period whenever it came, or, where figures go on from one another, a newer one
 * that came by the due day, for it holds what the period would have said.
 */
export function fulfils({ from, cutOff, dueOn }: Duty, { asOf, recordedOn }: Receipt, isFlow: boolean): boolean {
  return asOf >= from && (asOf <= cutOff || (!isFlow && recordedOn <= dueOn));
}
