import { askToConfirm, refuse } from '../kernel/errors.js';
import { dateText } from '../kernel/spoken.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { Figure } from '../measurement/figure.js';
import { Exact } from '../kernel/decimal.js';
import { percentOf, sameFigure } from '../measurement/figure-value.js';
import type { RecordMeasurement } from '../measurement/measurement.decide.js';
import { entryAt, type MeasurementState } from '../measurement/measurement.state.js';
import type { SetTarget } from '../target/target.decide.js';
import type { Milestone } from '../target/target.events.js';
import type { TargetState } from '../target/target.state.js';

/** Names for the sentences of a refusal. */
export interface SpokenOf {
  readonly indicator: IndicatorDefinition;
  /** Full name of the locality. */
  readonly place: string;
}

/** What a milestone asks for by when. */
export type Aim = Pick<Milestone, 'due' | 'dueOp' | 'comparator' | 'value' | 'upper'>;

/** True where milestones that stand ask for the very same by the very same days; there may be more of them. */
export function askTheSame(standing: readonly Aim[], proposed: readonly Aim[]): boolean {
  return proposed.length > 0 && proposed.every((one) => standing.some((other) => isSameAim(one, other)));
}

function isSameAim(a: Aim, b: Aim): boolean {
  const isSameDemand = a.due === b.due && a.dueOp === b.dueOp && a.comparator === b.comparator;
  return isSameDemand && isSameNumber(a.value, b.value) && isSameNumber(a.upper, b.upper);
}

const isSameNumber = (a: string | null, b: string | null): boolean => a === b || (a !== null && b !== null && new Exact(a).eq(b));

/** The target among these that is of this indicator and locality and asks for the same; null where none does. */
export function sameTarget(command: SetTarget, standing: readonly (TargetState | null)[]): TargetState | null {
  const { indicatorId, localityId, milestones } = command;
  const isSame = (other: TargetState): boolean =>
    !other.withdrawn && other.indicatorId === indicatorId && other.localityId === localityId && askTheSame(other.milestones, milestones);
  return standing.find((other) => other !== null && isSame(other)) ?? null;
}

/**
 * Asks before a target is set beside one that is probably the same: of this indicator and locality, with a milestone on the same day or from
 * the same clause of the same directive. Throws `target_stands` (to be confirmed).
 */
export function confirmBeside(
  command: SetTarget,
  standing: readonly TargetState[],
  { indicator, place }: SpokenOf,
  confirm: readonly string[],
): void {
  if (confirm.includes('target_stands')) return;
  const dues = new Set(command.milestones.map(({ due }) => due));
  for (const other of standing) {
    if (other.withdrawn || other.indicatorId !== command.indicatorId || other.localityId !== command.localityId) continue;
    const sameDay = other.milestones.find(({ due }) => dues.has(due));
    const due = sameDay ?? (isFromSameClause(command, other) ? other.milestones.at(-1) : undefined);
    if (!due || other.targetId === command.targetId) continue;
    askToConfirm('target_stands', { targetId: other.targetId, indicator: indicator.name, place, due: dateText(due.due, 'vi') });
  }
}

function isFromSameClause({ provenance: ours }: SetTarget, { provenance: theirs }: TargetState): boolean {
  return ours != null && theirs != null && ours.directiveId === theirs.directiveId && ours.clause !== null && ours.clause === theirs.clause;
}

/**
 * True where the very figure stands already, whoever entered it: nothing is to be recorded, only the words tied to it. Throws
 * `figure_stands` where another one stands for this day.
 */
export function standsAlready(command: RecordMeasurement, state: MeasurementState, { indicator, place }: SpokenOf): boolean {
  const entry = entryAt(state, command);
  if (!entry || entry.status === 'withdrawn') return false;
  if (isSameFigure(entry.figure, command.figure)) return true;
  const [standing, proposed] = [figureText(entry.figure, indicator), figureText(command.figure, indicator)];
  return refuse('figure_stands', { indicator: indicator.name, place, asOf: dateText(command.asOf, 'vi'), standing, proposed });
}

/** True for the same number in the same shape, or where one is the percentage of the other as documents print it. */
export const isSameFigure = (a: Figure, b: Figure): boolean => sameFigure(a, b) || sameAsPrinted(a, b);

/** True where one is the percentage of the other as documents print it, rounded: 44 % of 37/84. */
function sameAsPrinted(a: Figure, b: Figure): boolean {
  const [rate, ratio] = a.shape === 'rate' ? [a, b] : [b, a];
  if (rate.shape !== 'rate' || ratio.shape !== 'ratio') return false;
  const places = rate.percent.split('.')[1]?.length ?? 0;
  return percentOf(ratio)?.toDecimalPlaces(places, Exact.ROUND_HALF_UP).eq(rate.percent) ?? false;
}

/** As it was entered, `37/84`, `44 %`, `12 hộ`. */
function figureText(figure: Figure, { unit }: IndicatorDefinition): string {
  if (figure.shape === 'ratio') return `${figure.numerator}/${figure.denominator}`;
  if (figure.shape === 'rate') return `${figure.percent} %`;
  if (figure.shape === 'done') return figure.on === null ? '–' : dateText(figure.on, 'vi');
  return `${figure.value} ${unit}`.trim();
}
