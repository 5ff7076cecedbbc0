import { exact, Exact, type DecimalText } from '../kernel/decimal.js';
import type { Severity } from '../alert/alert.events.js';
import type { Direction } from '../indicator/indicator.events.js';
import type { Comparator } from '../target/target.events.js';

/** What is worth an auditor's look. None of it is wrong by itself: each has a question that somebody should answer. */
export const FINDING_KINDS = [
  /** A milestone was changed or dropped when it was already due. */
  'revised_after_due',
  /** A milestone was changed or dropped shortly before it was due, when the figure known then did not meet it. */
  'revised_before_miss',
  /** A figure was corrected or withdrawn after somebody had verified it. */
  'corrected_after_verification',
  /** A figure was corrected or withdrawn after an alert had been raised because of it. */
  'corrected_after_alert',
  /** An estimate that no actual or settled figure ever followed. */
  'estimate_unsettled',
  /** A figure that was recorded long after its date. */
  'back_dated',
  /** A cumulative figure that is smaller than the one before it. */
  'cumulative_fell',
  /** Somebody verified what he had recorded or corrected himself. */
  'self_verified',
  /** An alert that nobody has acknowledged for long. */
  'alert_unacknowledged',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** From when on something is worth a look, in days. */
export interface FindingTerms {
  /** A milestone changed so many days before it is due, or fewer. */
  readonly beforeDue: number;
  /** A figure recorded more days after its date. */
  readonly late: number;
  /** An estimate that is older. */
  readonly unsettled: number;
  /** An alert that has been open for longer. */
  readonly unacknowledged: number;
}

/**
 * A month and a half past the date of a monthly figure its report is due under any calendar (Nghị định 09/2019/NĐ-CP: the 25th);
 * half a year after its date a figure should be more than an estimate.
 */
export const FINDING_TERMS: FindingTerms = { beforeDue: 15, late: 45, unsettled: 180, unacknowledged: 14 };

/**
 * True when a value falls short of a milestone with a number. A bare number is a floor, a ceiling where less is better (DESIGN §2). false
 * for milestones without a number; no value at all falls short of any. The statement that looks for findings is held to this by a test.
 */
export function fallsShort(value: DecimalText | null, comparator: Comparator, limit: DecimalText | null, direction: Direction): boolean {
  if (limit === null || !['>', '>=', '<', '<=', '='].includes(comparator)) return false;
  if (value === null) return true;
  const [is, asked] = [new Exact(value), exact(limit)];
  switch (comparator) {
    case '>':
      return is.lte(asked);
    case '<':
      return is.gte(asked);
    case '<=':
      return is.gt(asked);
    default:
      return direction === 'decreasing' && comparator === '=' ? is.gt(asked) : is.lt(asked);
  }
}

/** The share by which a cumulative figure fell above which it is more than a touch-up. */
const GREAT_FALL = '0.05';

/** What tells how grave a finding is: days late, values from and to, the severity of an alert. */
export interface FindingWeight {
  readonly days: number | null;
  readonly from: DecimalText | null;
  readonly to: DecimalText | null;
  readonly alert: Severity | null;
}

/** How much a finding asks for a look. What changed after the fact weighs most; what is only late, least. */
export function findingSeverity(kind: FindingKind, { days, from, to, alert }: FindingWeight, terms: FindingTerms): Severity {
  switch (kind) {
    case 'revised_after_due':
      return 'critical';
    case 'alert_unacknowledged':
      return alert ?? 'notice';
    case 'back_dated':
      return days !== null && days > 3 * terms.late ? 'warning' : 'notice';
    case 'estimate_unsettled':
      return days !== null && days > 2 * terms.unsettled ? 'warning' : 'notice';
    case 'cumulative_fell':
      return isGreat(from, to) ? 'warning' : 'notice';
    default:
      return 'warning';
  }
}

function isGreat(from: DecimalText | null, to: DecimalText | null): boolean {
  if (from === null || to === null) return false;
  return new Exact(from).minus(to).gt(new Exact(from).abs().times(GREAT_FALL));
}
