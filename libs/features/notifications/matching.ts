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
  /** Messages of one lane go out in order, one after another: all mails of an address are in one. */
  readonly lane: string;
  /** True for what goes into the daily mail. */
  readonly digest: boolean;
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

/** The localities whose subscribers may hear of an alert: all of them, and those to whom it is their own or has come up. */
export interface Reach {
  readonly covering: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
}

/** The localities that each of these took over from. */
export type Forerunners = ReadonlyMap<string, readonly LocalityState[]>;

export function forerunnersIn(known: KnownLocalities): Forerunners {
  const found = new Map<string, LocalityState[]>();
  for (const state of known.values())
    for (const { localityId } of state.successors) found.set(localityId, [...(found.get(localityId) ?? []), state]);
  return found;
}

/** Places with those that they took over from before the day: a subscription to what has ended goes on as one to its successors. */
export function inheritedBy(places: ReadonlySet<string>, day: CivilDate, forerunners: Forerunners): ReadonlySet<string> {
  const found = new Set(places);
  const hasEnded = ({ validTo }: LocalityState): boolean => validTo !== null && validTo < day;
  // Grows while it is walked through: what ended may itself have taken over from others.
  for (const id of found) for (const state of forerunners.get(id) ?? []) if (hasEnded(state)) found.add(state.localityId);
  return found;
}

/** Whom an alert at `localityIds` (where it is, and was before) reaches on `day` when it has been escalated to `escalatedTo`. */
export function reachOn(localityIds: readonly string[], escalatedTo: readonly string[], day: CivilDate, known: KnownLocalities): Reach {
  const covering = new Set(localityIds.flatMap((id) => [...coveringOn(id, day, known)]));
  const own = new Set(localityIds.flatMap((id) => [...withSuccessors(id, known)]));
  const up = escalatedTo.flatMap((id) => [...withSuccessors(id, known)]);
  const isPassed = (id: string): boolean => up.some((to) => coveringOn(id, day, known).has(to));
  return { covering, reached: new Set([...covering].filter((id) => own.has(id) || isPassed(id))) };
}

function withSuccessors(id: string, known: KnownLocalities): ReadonlySet<string> {
  const found = new Set([id]);
  // A set that grows while it is walked through is walked through to its end.
  for (const one of found) for (const { localityId } of known.get(one)?.successors ?? []) found.add(localityId);
  return found;
}

/**
 * True when the subscription asks for this episode as it is or as it has been: who heard of an alert also hears how it ends. What was
 * stored before one could choose hears of everything beneath.
 */
export function isWanted(terms: SubscriptionTerms, episode: Wanted, { covering, reached }: Reach): boolean {
  const places = terms.from === 'escalated_to_me' ? reached : covering;
  const isPlace = terms.localities.some((id) => places.has(id));
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
  const base = { subscriptionId, personId, channel: channel.kind, digest: false };
  if (channel.kind === 'in_app') return { ...base, recipient: personId, lane: `in_app:${personId}`, dueAt: at };
  if (channel.kind === 'webhook') return { ...base, recipient: channel.endpointId, lane: `webhook:${channel.endpointId}`, dueAt: at };
  const { contactId: recipient, digestAt } = channel;
  const isAtOnce = channel.mode === 'at_once' && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(channel.atOnceFrom);
  return { ...base, recipient, lane: `email:${recipient}`, digest: !isAtOnce, dueAt: isAtOnce ? at : nextTime(at, digestAt) };
}
