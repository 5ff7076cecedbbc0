import { SEVERITIES } from '../alert/alert.events.js';
import { checkId } from '../kernel/checks.js';
import type { Decider } from '../kernel/decider.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { cleanOrNull } from '../kernel/text.js';
import { SUBSCRIBED_KINDS, type Channel, type ClockTime, type SubscriptionEvent, type SubscriptionTerms } from './subscription.events.js';
import type { WebhookState } from './webhook.decide.js';

/** null until set. */
export type SubscriptionState = (SubscriptionTerms & { readonly ended: boolean }) | null;

export const subscriptionDecider: Decider<SubscriptionState, SubscriptionEvent> = {
  initial: null,
  evolve: (state, event) => (event.type === 'SubscriptionSet' ? { ...event.data, ended: false } : state && { ...state, ended: true }),
};

/** What the channel names, as far as it is the subscriber's own. */
export interface SubscriptionFacts {
  readonly webhook: WebhookState;
  readonly isContactKnown: boolean;
}

/**
 * Subscribes a person to alerts and reminders, or changes what it is about; the same again is nothing new. Where `from` is left out a new
 * subscription waits until an alert has come up to it, and one that stands keeps what it has. Throws `subscription_empty`,
 * `subscription_ended`, `subscription_unknown` for another person's, `clock_time_malformed`, `quiet_hours_incomplete`,
 * `webhook_unknown`, `contact_unknown`, `id_malformed`.
 */
export function setSubscription(
  command: SubscriptionTerms,
  state: SubscriptionState,
  facts: SubscriptionFacts,
): readonly SubscriptionEvent[] {
  const { subscriptionId, personId } = command;
  if (state && state.personId !== personId) lacking('subscription_unknown', { subscriptionId });
  if (state?.ended) refuse('subscription_ended', { subscriptionId });
  const terms = inOrder(command, state);
  checkTerms(terms);
  checkChannel(terms.channel, personId, facts);
  return state && same({ ...terms, ended: false }, state) ? [] : [{ type: 'SubscriptionSet', data: terms }];
}

export interface EndSubscription {
  readonly subscriptionId: string;
  readonly personId: string;
  readonly reason: string | null;
}

/** Ends a subscription; quiet when it has ended. Throws `subscription_unknown`. */
export function endSubscription(command: EndSubscription, state: SubscriptionState): readonly SubscriptionEvent[] {
  const { subscriptionId, personId } = command;
  if (!state || state.personId !== personId) lacking('subscription_unknown', { subscriptionId });
  return state.ended ? [] : [{ type: 'SubscriptionEnded', data: { subscriptionId, reason: cleanOrNull(command.reason) } }];
}

function inOrder({ from: asked, ...terms }: SubscriptionTerms, state: SubscriptionState): SubscriptionTerms {
  const from = asked ?? (state ? state.from : 'escalated_to_me');
  return {
    ...terms,
    ...(from && { from }),
    localities: [...new Set(terms.localities)].sort(),
    kinds: SUBSCRIBED_KINDS.filter((kind) => terms.kinds.includes(kind)),
    severities: SEVERITIES.filter((severity) => terms.severities.includes(severity)),
  };
}

function checkTerms({ localities, kinds, severities }: SubscriptionTerms): void {
  if (localities.length === 0) reject('subscription_empty', { field: 'localities' });
  if (kinds.length === 0) reject('subscription_empty', { field: 'kinds' });
  if (severities.length === 0) reject('subscription_empty', { field: 'severities' });
  for (const locality of localities) checkId('localities', locality);
}

function checkChannel(channel: Channel, personId: string, { webhook, isContactKnown }: SubscriptionFacts): void {
  if (channel.kind === 'webhook' && webhook?.personId !== personId) lacking('webhook_unknown', { endpointId: channel.endpointId });
  if (channel.kind !== 'email') return;
  const { contactId, digestAt, quietFrom, quietUntil } = channel;
  if (!isContactKnown) lacking('contact_unknown', { contactId });
  checkTime('digestAt', digestAt);
  if (quietFrom === quietUntil && quietFrom === null) return;
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) reject('quiet_hours_incomplete');
  checkTime('quietFrom', quietFrom);
  checkTime('quietUntil', quietUntil);
}

function checkTime(field: string, time: ClockTime): void {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) reject('clock_time_malformed', { field, time });
}
