import type { Decider } from '../kernel/decider.js';
import type { Acceptance, DirectiveEvent, DirectiveFacts, DirectiveHead, DirectiveText } from './directive.events.js';
import type { NumberedProposal } from './proposal.js';

/** How far the reader has come with the text. */
export interface LastReading {
  readonly readerVersion: string;
  readonly isComplete: boolean;
}

/** A directive without its proposals. */
export interface StandingDirective extends DirectiveFacts {
  /** As it was registered by hand; null where it came with its text. */
  readonly registered: DirectiveFacts | null;
  readonly title: string | null;
  readonly text: DirectiveText | null;
  readonly reading: LastReading | null;
  /** Why it was withdrawn; null while it stands. */
  readonly withdrawn: string | null;
  /** What people said of the head, which no reader overrules; `reader` where the member is the reader's. */
  readonly saidBy: Readonly<Record<keyof DirectiveHead, 'people' | 'reader'>>;
}

/** null until registered or uploaded. */
export type DirectiveState = StandingDirective | null;

export const directiveDecider: Decider<DirectiveState, DirectiveEvent> = { initial: null, evolve };

/** The members of a head. */
export const HEAD = ['number', 'kind', 'issuer', 'issuedOn', 'meetingOn', 'title'] as const;
const BY_PEOPLE = { number: 'people', kind: 'people', issuer: 'people', issuedOn: 'people', meetingOn: 'people', title: 'people' } as const;
const UNREAD = { reading: null, withdrawn: null };

function evolve(state: DirectiveState, event: DirectiveEvent): DirectiveState {
  if (event.type === 'DirectiveRegistered')
    return { ...event.data, registered: event.data, title: null, ...UNREAD, text: null, saidBy: { ...BY_PEOPLE, title: 'reader' } };
  if (event.type === 'DirectiveUploaded') return uploaded(state, event.data);
  if (!state) return null;
  switch (event.type) {
    case 'DirectiveDescribed':
      return { ...state, ...headOf(event.data), saidBy: BY_PEOPLE };
    case 'DirectiveMoved':
      return { ...state, localityId: event.data.localityId };
    case 'DirectiveWithdrawn':
      return { ...state, withdrawn: event.data.reason };
    case 'DirectiveReinstated':
      return { ...state, withdrawn: null };
    case 'ProposalsMade': {
      const { readerVersion, isComplete, head } = event.data;
      return { ...state, ...readHead(state, head), reading: { readerVersion, isComplete } };
    }
    default:
      return state;
  }
}

type Uploaded = Extract<DirectiveEvent, { readonly type: 'DirectiveUploaded' }>['data'];

function uploaded(state: DirectiveState, { directiveId, localityId, text, head }: Uploaded): StandingDirective {
  if (state) return { ...state, text, textSha256: text.sha256, title: state.title ?? head.title };
  const saidBy = Object.fromEntries(HEAD.map((member) => [member, head[member] === null ? 'reader' : 'people']));
  const facts = { directiveId, localityId, ...head, textSha256: text.sha256, text };
  return { ...facts, registered: null, ...UNREAD, saidBy: saidBy as StandingDirective['saidBy'] };
}

function readHead(state: StandingDirective, read: DirectiveHead): DirectiveHead {
  return Object.fromEntries(HEAD.map((member) => [member, state.saidBy[member] === 'people' ? state[member] : read[member]])) as never;
}

/** The head alone out of anything that carries one. */
export function headOf({ number, kind, issuer, issuedOn, meetingOn, title }: DirectiveHead): DirectiveHead {
  return { number, kind, issuer, issuedOn, meetingOn, title };
}

/** What stands of a proposal. */
export type Verdict =
  | { readonly state: 'open' }
  | { readonly state: 'accepted'; readonly acceptance: Acceptance; readonly together: readonly number[]; readonly isEdited: boolean }
  | { readonly state: 'dismissed'; readonly reason: string };

export interface ReviewedProposal {
  readonly proposal: NumberedProposal;
  readonly readerVersion: string;
  readonly verdict: Verdict;
  /** How often it was accepted, undone or not: a target that is set anew needs an id of its own. */
  readonly acceptances: number;
}

/** A directive with its proposals, by number. */
export interface Review {
  readonly directive: DirectiveState;
  readonly proposals: ReadonlyMap<number, ReviewedProposal>;
}

export const reviewDecider: Decider<Review, DirectiveEvent> = {
  initial: { directive: null, proposals: new Map() },
  evolve: ({ directive, proposals }, event) => ({ directive: evolve(directive, event), proposals: reviewed(proposals, event) }),
};

type Proposals = Review['proposals'];

function reviewed(proposals: Proposals, event: DirectiveEvent): Proposals {
  switch (event.type) {
    case 'ProposalsMade': {
      const { readerVersion } = event.data;
      const open = { readerVersion, verdict: { state: 'open' }, acceptances: 0 } as const;
      return new Map([...proposals, ...event.data.proposals.map((proposal) => [proposal.n, { proposal, ...open }] as const)]);
    }
    case 'ProposalsAccepted': {
      const { proposals: together, acceptance, isEdited } = event.data;
      return changed(proposals, together, (one) => ({
        ...one,
        verdict: { state: 'accepted', acceptance, together, isEdited },
        acceptances: one.acceptances + 1,
      }));
    }
    case 'AcceptanceUndone':
      return changed(proposals, event.data.proposals, (one) => ({ ...one, verdict: { state: 'open' } }));
    case 'ProposalDismissed': {
      const { proposal, reason } = event.data;
      return changed(proposals, [proposal], (one) => ({ ...one, verdict: { state: 'dismissed', reason } }));
    }
    case 'DismissalWithdrawn':
      return changed(proposals, [event.data.proposal], (one) => ({ ...one, verdict: { state: 'open' } }));
    default:
      return proposals;
  }
}

function changed(proposals: Proposals, numbers: readonly number[], change: (one: ReviewedProposal) => ReviewedProposal): Proposals {
  const next = new Map(proposals);
  for (const n of numbers) {
    const one = next.get(n);
    if (one) next.set(n, change(one));
  }
  return next;
}
