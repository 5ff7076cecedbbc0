import type { CivilDate } from '../kernel/civil-date.js';
import { refuse, reject } from '../kernel/errors.js';
import { sameUnit } from '../kernel/text.js';
import type { IndicatorDefinition } from '../indicator/indicator.events.js';
import type { Comparator, Milestone } from '../target/target.events.js';
import type { ReviewedProposal } from './directive.state.js';
import type { NumberedProposal, TargetProposal } from './proposal.js';
import { recurringDays, yearlyDays } from './recurring-days.js';

type Proposed = NumberedProposal & TargetProposal;

/**
 * The milestones that targets propose, in the order of their days. Throws `proposal_without_due` where no deadline was read,
 * `unit_does_not_fit` where the number is in another unit than the indicator's, and `proposal_incremental` where it says by how much a
 * level is to rise and not to which.
 */
export function milestonesFrom(
  named: readonly ReviewedProposal[],
  indicator: IndicatorDefinition,
  issuedOn: string | null,
): readonly Milestone[] {
  const milestones = named.flatMap(({ proposal }) => (proposal.type === 'target' ? milestonesOf(proposal, indicator, issuedOn) : []));
  return milestones.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

/** A duty that returns is so many reports, by each of its days one more; a level that is to be kept every year is due in each. */
function milestonesOf(proposal: Proposed, indicator: IndicatorDefinition, issuedOn: string | null): readonly Milestone[] {
  const { deadline, value } = proposal;
  const days = recurringDays(proposal);
  if (days.length < 2 || value !== null || indicator.shape !== 'count') {
    const last = milestoneOf(proposal, indicator, days);
    return value === null ? [last] : yearlyDays(proposal, last.due, issuedOn).map((due) => ({ ...last, due }));
  }
  const common = { dueOp: deadline?.op ?? '<=', dueSource: sourceOf(proposal), comparator: '>=', upper: null } as const;
  return days.map((due, sent) => ({ ...common, due, value: String(sent + 1) }));
}

const COMPARATORS: Readonly<Partial<Record<TargetProposal['comparator'], Comparator>>> = { range: 'between', about: '=' };

/** What is only to be kept as it is has no number. */
export function meantComparator({ comparator, value, direction }: Pick<TargetProposal, 'comparator' | 'value' | 'direction'>): Comparator {
  if (value === null && direction === 'maintain') return 'maintain';
  return COMPARATORS[comparator] ?? (comparator as Comparator);
}

function milestoneOf(proposal: Proposed, indicator: IndicatorDefinition, days: readonly CivilDate[]): Milestone {
  const { n, deadline, deadlineImplied, value } = proposal;
  const due = deadline?.date ?? days.at(-1) ?? deadlineImplied ?? reject('proposal_without_due', { n });
  if (value !== null) checkValue(proposal, indicator);
  return { due, dueSource: sourceOf(proposal), ...demandOf(proposal) };
}

function demandOf(proposal: TargetProposal): Omit<Milestone, 'due' | 'dueSource'> {
  const { deadline, value, valueTo } = proposal;
  const comparator = meantComparator(proposal);
  return {
    dueOp: deadline?.date ? deadline.op : '<=',
    comparator,
    value: comparator === 'complete' || comparator === 'improve' ? null : value,
    upper: comparator === 'between' ? valueTo : null,
  };
}

/** What a target is read to ask for by one day, whatever its unit; null where that is of several days or none. */
export function aimOf(proposal: TargetProposal): Omit<Milestone, 'dueSource'> | null {
  const due = proposal.deadline?.date ?? proposal.deadlineImplied;
  return due === null || proposal.recurrence !== null ? null : { due, ...demandOf(proposal) };
}

const sourceOf = ({ deadline }: Proposed): Milestone['dueSource'] => (deadline?.date && !deadline.inherited ? 'printed' : 'inherited');

/** `Số xã … thêm trong năm`: an indicator of what is added says so in its name, and may fall all the same. */
const COUNTS_MORE = /(?:^|\s)(?:thêm|tăng)(?:\s|$)/iu;

function checkValue(proposal: Proposed, indicator: IndicatorDefinition): void {
  checkUnit(proposal, indicator);
  const isLevel = indicator.accumulation === 'level' && indicator.shape !== 'task' && !COUNTS_MORE.test(indicator.name.normalize('NFC'));
  if (proposal.incremental && isLevel)
    refuse('proposal_incremental', { n: proposal.n, value: changeOf(proposal), unit: proposal.unit ?? '' });
}

/** `5`, `2-3` */
const changeOf = ({ value, valueTo }: Proposed): string => [value, valueTo].filter((one) => one !== null).join('-');

/** A share of something is a percentage, whatever it is a share of; all else must be in the indicator's own unit. Throws `unit_does_not_fit`. */
export function checkUnit({ unit }: NumberedProposal, indicator: Pick<IndicatorDefinition, 'indicatorId' | 'shape' | 'unit'>): void {
  const fits =
    indicator.shape === 'ratio' ? unit?.startsWith('%') : indicator.shape === 'index' || (unit !== null && sameUnit(unit, indicator.unit));
  if (fits) return;
  const own = indicator.shape === 'ratio' ? '%' : indicator.unit;
  refuse('unit_does_not_fit', { indicatorId: indicator.indicatorId, unit: own, given: unit ?? '' });
}
