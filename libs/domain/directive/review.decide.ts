import { givenReason } from '../kernel/checks.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import type { Acceptance, DirectiveEvent, DirectiveHead } from './directive.events.js';
import { activeDirective, standingDirective, uploadedText } from './directive.decide.js';
import type { Review, ReviewedProposal } from './directive.state.js';
import type { NumberedProposal, Proposal } from './proposal.js';
import { notProposedBefore } from './proposed-before.js';

/** Characters of proposals, written as JSON, that one event takes at most. */
const EVENT_LENGTH = 100_000;

export interface MakeProposals {
  readonly directiveId: string;
  readonly readerVersion: string;
  readonly head: DirectiveHead;
  readonly proposals: readonly Proposal[];
}

/**
 * Adds what a reading found and no earlier one did (`notProposedBefore`); what was decided stays decided, and what is no longer found stays. The same
 * reading again is nothing new, unless it broke off; to one that was withdrawn meanwhile nothing is added. Throws `directive_unknown`,
 * `directive_without_text`.
 */
export function makeProposals(command: MakeProposals, { directive, proposals }: Review): readonly DirectiveEvent[] {
  const { directiveId, readerVersion, head } = command;
  uploadedText(directiveId, directive);
  if (directive?.withdrawn != null) return [];
  const last = Math.max(0, ...proposals.keys());
  const standing = [...proposals.values()].map(({ proposal }) => proposal);
  const added = notProposedBefore(command.proposals, standing).map((proposal, index) => ({ ...proposal, n: last + 1 + index }));
  const isDone = directive?.reading?.readerVersion === readerVersion && directive.reading.isComplete;
  if (isDone && added.length === 0) return [];
  const portions = portionsOf(added);
  return portions.map((portion, index) => ({
    type: 'ProposalsMade',
    data: { directiveId, readerVersion, head, proposals: portion, isComplete: index === portions.length - 1 },
  }));
}

function portionsOf(proposals: readonly NumberedProposal[]): readonly (readonly NumberedProposal[])[] {
  const portions: NumberedProposal[][] = [[]];
  let length = 0;
  for (const proposal of proposals) {
    const own = JSON.stringify(proposal).length;
    if (length > 0 && length + own > EVENT_LENGTH) {
      portions.push([]);
      length = 0;
    }
    portions.at(-1)?.push(proposal);
    length += own;
  }
  return portions;
}

export interface AcceptProposals {
  readonly directiveId: string;
  /** In the order in which the sender named them, the one of the address first. */
  readonly proposals: readonly number[];
  readonly acceptance: Acceptance;
  readonly isEdited: boolean;
}

/**
 * Records what became of proposals. `isWithdrawn` says of an earlier acceptance that its target or figure has been withdrawn
 * since: the proposal counts as open again, and that is put on record first. The same acceptance again is nothing new. Throws as
 * `openProposals`.
 */
export function acceptProposals(
  { directiveId, proposals, acceptance, isEdited }: AcceptProposals,
  review: Review,
  isWithdrawn: (acceptance: Acceptance) => boolean,
): readonly DirectiveEvent[] {
  standingDirective(directiveId, review.directive);
  const named = proposals.map((n) => namedProposal(directiveId, n, review));
  const isAgain = named.every(({ verdict }) => verdict.state === 'accepted' && same(verdict.acceptance, acceptance));
  if (isAgain && !isWithdrawn(acceptance)) return [];
  const undone = undoneBy(directiveId, openProposals(directiveId, proposals, review, isWithdrawn));
  return [...undone, { type: 'ProposalsAccepted', data: { directiveId, proposals, acceptance, isEdited } }];
}

/**
 * The proposals of these numbers, while they may be decided: open, or accepted as something that was withdrawn. Throws
 * `directive_unknown`, `directive_withdrawn`, `proposal_unknown`, `proposal_accepted`, `proposal_dismissed`, `proposals_do_not_fit` (a figure goes alone,
 * and with no target; none is named twice).
 */
export function openProposals(
  directiveId: string,
  numbers: readonly number[],
  review: Review,
  isWithdrawn: (acceptance: Acceptance) => boolean,
): readonly ReviewedProposal[] {
  activeDirective(directiveId, review.directive);
  const named = numbers.map((n) => openProposal(directiveId, n, review, isWithdrawn));
  const isAlone = named.length === 1;
  const areTargets = named.every(({ proposal }) => proposal.type === 'target');
  if (new Set(numbers).size < numbers.length || !(isAlone || areTargets)) reject('proposals_do_not_fit', { numbers: numbers.join(', ') });
  return named;
}

function openProposal(directiveId: string, n: number, review: Review, isWithdrawn: (acceptance: Acceptance) => boolean): ReviewedProposal {
  const found = namedProposal(directiveId, n, review);
  const { verdict } = found;
  if (verdict.state === 'dismissed') refuse('proposal_dismissed', { n, reason: verdict.reason });
  if (verdict.state === 'accepted' && !isWithdrawn(verdict.acceptance)) {
    refuse('proposal_accepted', { n, id: outcomeId(verdict.acceptance) });
  }
  return found;
}

/** The id of the target or figure that came of it. */
export function outcomeId(acceptance: Acceptance): string {
  return acceptance.kind === 'target' ? acceptance.targetId : acceptance.measurementId;
}

function undoneBy(directiveId: string, named: readonly ReviewedProposal[]): readonly DirectiveEvent[] {
  const undone = new Map<string, DirectiveEvent>();
  for (const { verdict } of named) {
    if (verdict.state !== 'accepted') continue;
    const { acceptance, together } = verdict;
    undone.set(together.join(), { type: 'AcceptanceUndone', data: { directiveId, proposals: together, acceptance } });
  }
  return [...undone.values()];
}

export interface JudgeProposal {
  readonly directiveId: string;
  readonly proposal: number;
  readonly reason: string;
}

/** Dismisses a proposal; a dismissed one is nothing new. Throws `reason_required`, and as `openProposals`. */
export function dismissProposal(
  { directiveId, proposal, ...command }: JudgeProposal,
  review: Review,
  isWithdrawn: (acceptance: Acceptance) => boolean,
): readonly DirectiveEvent[] {
  const reason = givenReason(command.reason);
  activeDirective(directiveId, review.directive);
  if (namedProposal(directiveId, proposal, review).verdict.state === 'dismissed') return [];
  const open = openProposals(directiveId, [proposal], review, isWithdrawn);
  return [...undoneBy(directiveId, open), { type: 'ProposalDismissed', data: { directiveId, proposal, reason } }];
}

/**
 * Takes a dismissal back, so that the proposal is open again; one that is not dismissed is nothing new. Throws
 * `reason_required`, `directive_unknown`, `directive_withdrawn`, `proposal_unknown`.
 */
export function withdrawDismissal({ directiveId, proposal, ...command }: JudgeProposal, review: Review): readonly DirectiveEvent[] {
  const reason = givenReason(command.reason);
  activeDirective(directiveId, review.directive);
  if (namedProposal(directiveId, proposal, review).verdict.state !== 'dismissed') return [];
  return [{ type: 'DismissalWithdrawn', data: { directiveId, proposal, reason } }];
}

function namedProposal(directiveId: string, n: number, { proposals }: Review): ReviewedProposal {
  return proposals.get(n) ?? lacking('proposal_unknown', { directiveId, n });
}
