import type { TargetProgress } from '../../contract/progress.js';
import { shown, isDecimalText } from '../../domain/kernel/decimal.js';
import type { Refolded } from './refold.js';

/** A member of an answer that is not what the events say; values as JSON, `undefined` where there is none. */
export interface Difference {
  /** `row.status`, `points.2.actual`. */
  readonly field: string;
  readonly stands: string | undefined;
  readonly ought: string | undefined;
}

/** What a roll-up decides where the target has no figure of its own. */
const ROLLED_UP: ReadonlySet<string> = new Set([
  ...(['status', 'reason', 'late', 'source', 'actual', 'expected', 'ratio', 'percent', 'numerator', 'denominator'] as const),
  ...(['staleDays', 'nextMilestone'] as const),
]);

/** True where a status rests on what the localities beneath add up to, which the target's own events do not tell. */
export const restsOnRollUp = ({ row }: TargetProgress): boolean => row.source === 'roll_up';

/** Where an answer is not what the events say. An answer that rests on a roll-up is compared as far as the target itself goes. */
export function differencesFrom(answer: TargetProgress, { hasFigure, row, ...series }: Refolded): readonly Difference[] {
  const found: Difference[] = [];
  const isRolledUp = !hasFigure && restsOnRollUp(answer);
  for (const [name, ought] of Object.entries(row)) {
    if (isRolledUp && ROLLED_UP.has(name)) continue;
    collect(`row.${name}`, answer.row[name as keyof typeof answer.row], ought, found);
  }
  for (const [name, ought] of Object.entries(series)) collect(name, answer[name as keyof typeof series], ought, found);
  return found;
}

/** Every member of `ought` that `stands` does not have so; members beyond it are nobody's business here but in lists. */
export function collect(field: string, stands: unknown, ought: unknown, into: Difference[]): void {
  if (Array.isArray(ought) && Array.isArray(stands)) {
    for (let i = 0; i < Math.max(ought.length, stands.length); i++) collect(`${field}.${i}`, stands[i], ought[i], into);
  } else if (isRecord(ought) && isRecord(stands)) {
    for (const [name, value] of Object.entries(ought)) collect(`${field}.${name}`, stands[name], value, into);
  } else if (textOf(stands) !== textOf(ought)) into.push({ field, stands: textOf(stands), ought: textOf(ought) });
}

/** `55.10` and `55.1` say the same. */
function textOf(value: unknown): string | undefined {
  return JSON.stringify(typeof value === 'string' && isDecimalText(value) ? shown(value) : value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
