import { SEVERITIES, type Severity } from '../../domain/alert/alert.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { KnownLocalities, LocalityState } from '../../domain/locality/locality.state.js';
import type { Channel, SubscribedKind, SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { nextTime } from './clock.js';

/** What a subscription may ask for. */
export interface Wanted {
  readonly been: readonly { readonly kind: SubscribedKind; readonly severity: Severity }[];
}

/** A message to be sent: to whom, in which queue, not before when. */
export interface Message {
  readonly subscriptionId: string;
  readonly personId: string;
  readonly channel: Channel['kind'];
  /** A person, contact or endpoint: never an address. */
  readonly recipient: string;
  /** Messages of one lane go out in order, one after another. */
  readonly lane: string;
  /** Milliseconds since 1970. */
  readonly dueAt: number;
}

/** The localities whose subscribers hear of an alert at `localityId` on `day`: itself, its successors, and all above any of these then or later. */
export function coveringOn(localityId: string, day: CivilDate, known: KnownLocalities): ReadonlySet<string> {
  const covering = new Set<string>();
  for (let frontier = [localityId]; frontier.length > 0;) {
    for (const id of frontier) covering.add(id);
    frontier = frontier.flatMap((id) => waysOn(day, known.get(id))).filter((id) => !covering.has(id));
  }
  return covering;
}

// What has ended stays with the parent that it had last, and goes on in its successors.
function waysOn(day: CivilDate, state: LocalityState | undefined): readonly string[] {
  if (!state) return [];
  const parents = state.parents.filter(({ to }) => to === null || to >= day || to === state.validTo);
  return [...parents.map(({ parentId }) => parentId), ...state.successors.map((part) => part.localityId)];
}

/** True when the subscription asks for this episode as it is or as it has been: who heard of an alert also hears how it ends. */
export function isWanted(terms: SubscriptionTerms, episode: Wanted, covering: ReadonlySet<string>): boolean {
  const isPlace = terms.localities.some((id) => covering.has(id));
  return isPlace && episode.been.some(({ kind, severity }) => terms.kinds.includes(kind) && terms.severities.includes(severity));
}

/**
 * The messages that one event (recorded at `at`, ms) makes for the subscriptions that want it: what several of them would send
 * to the same recipient goes out once, by the one that sends it first. Nobody hears of what he did himself.
 */
export function messagesOf(
  wanting: readonly SubscriptionTerms[],
  { severity, actorId, at }: { readonly severity: Severity; readonly actorId: string; readonly at: number },
): readonly Message[] {
  const messages = wanting.filter(({ personId }) => personId !== actorId).map((terms) => messageOf(terms, severity, at));
  const first = messages.toSorted((a, b) => a.dueAt - b.dueAt || (a.subscriptionId < b.subscriptionId ? -1 : 1));
  const taken = new Set<string>();
  return first.filter(({ channel, recipient }) => {
    const key = `${channel} ${recipient}`;
    return !taken.has(key) && taken.add(key);
  });
}

function messageOf({ subscriptionId, personId, channel }: SubscriptionTerms, severity: Severity, at: number): Message {
  const base = { subscriptionId, personId, channel: channel.kind };
  if (channel.kind === 'in_app') return { ...base, recipient: personId, lane: `in_app:${personId}`, dueAt: at };
  if (channel.kind === 'webhook') return { ...base, recipient: channel.endpointId, lane: `webhook:${channel.endpointId}`, dueAt: at };
  const { contactId: recipient, digestAt } = channel;
  const isAtOnce = channel.mode === 'at_once' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(channel.atOnceFrom);
  if (isAtOnce) return { ...base, recipient, lane: `email:${recipient}`, dueAt: at };
  return { ...base, recipient, lane: `digest:${recipient}`, dueAt: nextTime(at, digestAt) };
}
