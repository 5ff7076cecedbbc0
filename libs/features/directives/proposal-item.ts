import type { ProposalItem, ProposalOutcome, ProposalSuggestions } from '../../contract/proposals.reads.js';
import { meantComparator } from '../../domain/directive/proposed-milestones.js';
import type { NumberedProposal } from '../../domain/directive/proposal.js';
import { recurringDays } from '../../domain/directive/recurring-days.js';

/** A proposal with the last decision about it. */
export interface ProposalRow {
  readonly proposal: NumberedProposal;
  readonly readerVersion: string;
  readonly state: ProposalItem['state'];
  /** As it was decided, whether or not that was withdrawn since. */
  readonly decided: ProposalItem['state'];
  readonly targetId: string | null;
  readonly measurementId: string | null;
  readonly together: readonly number[] | null;
  readonly edited: boolean | null;
  readonly how: NonNullable<ProposalItem['decision']>['how'];
  readonly reason: string | null;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly decidedAt: string | null;
  readonly gone: boolean;
}

const NOT_OF_A_TARGET = {
  ...{ head: null, kind: null, comparator: null, valueTo: null, valueText: null, deadline: null },
  ...{
    recurrence: null,
    recurrenceText: null,
    days: [],
    period: null,
    responsible: null,
    strength: null,
    direction: null,
    incremental: false,
    base: null,
  },
};

/** What is shown beside a proposal. */
export interface Beside {
  readonly around: ProposalItem['around'];
  readonly suggestions: ProposalSuggestions;
  readonly outcome: ProposalOutcome | null;
}

/** A proposal as it is shown. */
export function proposalItemOf(row: ProposalRow, { around, suggestions, outcome }: Beside): ProposalItem {
  const { proposal, state, readerVersion } = row;
  const { n, type, quote, clause, indicator, value, unit, locality, series, confidence, reason } = proposal;
  const common = { n, type, state, quote, around, clause, indicator, value, unit, locality, series, confidence, reason };
  return { ...common, readerVersion, ...meaningOf(proposal), suggestions, decision: decisionOf(row, outcome) };
}

type Meaning = Omit<typeof NOT_OF_A_TARGET, never>;

function meaningOf(proposal: NumberedProposal): Pick<ProposalItem, keyof Meaning | 'numerator' | 'denominator' | 'due'> {
  if (proposal.type === 'measurement') {
    const { numerator, denominator, asOf } = proposal;
    return { ...NOT_OF_A_TARGET, numerator, denominator, due: asOf };
  }
  const { head, kind, valueTo, valueText, deadline, deadlineImplied } = proposal;
  const { recurrence, recurrenceText, period, responsible, strength, direction, incremental, base } = proposal;
  return {
    ...{ head, kind, valueTo, valueText, recurrence, recurrenceText, period, responsible, strength, direction, incremental, base },
    ...{ comparator: meantComparator(proposal), days: [...recurringDays(proposal)] },
    deadline: deadline && { ...deadline, expanded: [...deadline.expanded] },
    due: deadline?.date ?? deadlineImplied,
    ...{ numerator: null, denominator: null },
  };
}

function decisionOf(
  { decided, decidedAt, actorId, actorName, ...row }: ProposalRow,
  outcome: ProposalOutcome | null,
): ProposalItem['decision'] {
  if (decided === 'open' || decidedAt === null) return null;
  const { reason, how, targetId, measurementId, together, edited, gone } = row;
  return {
    ...{ at: decidedAt, actor: { id: actorId ?? '', name: actorName ?? '' }, reason, how, targetId, measurementId, outcome },
    ...{ together: [...(together ?? [])], isEdited: edited ?? false, isWithdrawn: gone },
  };
}
