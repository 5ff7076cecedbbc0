import { given } from '../../../test/support/given.js';
import { fold } from '../kernel/decider.js';
import { endSubscription, setSubscription, subscriptionDecider, type SubscriptionState } from './subscription.decide.js';
import type { Channel, SubscriptionEvent, SubscriptionTerms } from './subscription.events.js';
import { checkNoCredentials, disableWebhookEndpoint, setWebhookEndpoint, webhookDecider, type WebhookState } from './webhook.decide.js';
import type { WebhookEvent } from './webhook.events.js';

const EMAIL: Channel = {
  kind: 'email',
  contactId: 'c-1',
  mode: 'at_once',
  atOnceFrom: 'warning',
  digestAt: '07:00',
  quietFrom: '21:00',
  quietUntil: '06:30',
};
const TERMS: SubscriptionTerms = {
  subscriptionId: 's-1',
  personId: 'u-1',
  localities: ['vn-08@base'],
  kinds: ['milestone_missed', 'behind'],
  severities: ['critical'],
  from: 'raised',
  channel: EMAIL,
};
const WEBHOOK = { endpointId: 'w-1', personId: 'u-1', urlOrigin: 'https://hooks.example.vn', urlHash: 'a' };
const webhookSet: WebhookEvent = { type: 'WebhookEndpointSet', data: WEBHOOK };
const subscribed: SubscriptionEvent = { type: 'SubscriptionSet', data: TERMS };
const ended: SubscriptionEvent = { type: 'SubscriptionEnded', data: { subscriptionId: 's-1', reason: null } };

const known = { webhook: null, isContactKnown: true };
const set =
  (change: Partial<SubscriptionTerms> = {}, facts: Parameters<typeof setSubscription>[2] = known) =>
  (state: SubscriptionState) =>
    setSubscription({ ...TERMS, ...change }, state, facts);
const email = (change: Partial<Extract<Channel, { kind: 'email' }>>) => set({ channel: { ...EMAIL, ...change } as Channel });

describe('subscribing', () => {
  const none = given(subscriptionDecider);
  const once = given(subscriptionDecider, [subscribed]);

  it('is recorded in one order, without repeats, and is quiet when repeated', () => {
    const unordered = { localities: ['vn-19@base', 'vn-08@base', 'vn-19@base'], kinds: ['behind', 'milestone_missed', 'behind'] } as const;
    none.when(set(unordered)).then([{ type: 'SubscriptionSet', data: { ...TERMS, localities: ['vn-08@base', 'vn-19@base'] } }]);
    once.when(set({ kinds: ['behind', 'milestone_missed'] })).thenNothing();
  });

  it('may ask for reminders of reports beside alerts', () => {
    const kinds = ['report_due', 'behind'] as const;
    none.when(set({ kinds })).then([{ type: 'SubscriptionSet', data: { ...TERMS, kinds: ['behind', 'report_due'] } }]);
  });

  it('waits until an alert has come up to it, unless it says otherwise, and keeps what it has, also what was stored before', () => {
    const { from: _, ...before } = TERMS;
    const silent = set({ from: undefined });
    none.when(silent).then([{ type: 'SubscriptionSet', data: { ...TERMS, from: 'escalated_to_me' } }]);
    once.when(silent).thenNothing();
    const stored = given(subscriptionDecider, [{ type: 'SubscriptionSet', data: before }]);
    stored.when(silent).thenNothing();
    stored
      .when(set({ from: undefined, severities: ['notice'] }))
      .then([{ type: 'SubscriptionSet', data: { ...before, severities: ['notice'] } }]);
    stored.when(set({ from: 'escalated_to_me' })).then([{ type: 'SubscriptionSet', data: { ...TERMS, from: 'escalated_to_me' } }]);
  });

  it('may change what it is about until it ends', () => {
    once.when(set({ severities: ['notice'] })).then([{ type: 'SubscriptionSet', data: { ...TERMS, severities: ['notice'] } }]);
    given(subscriptionDecider, [subscribed, ended]).when(set()).refused('subscription_ended');
  });

  it('needs a locality, a kind and a severity', () => {
    none.when(set({ localities: [] })).refused('subscription_empty', { field: 'localities' });
    none.when(set({ kinds: [] })).refused('subscription_empty', { field: 'kinds' });
    none.when(set({ severities: [] })).refused('subscription_empty', { field: 'severities' });
    none.when(set({ localities: ['Tuyên Quang'] })).refused('id_malformed');
  });

  it('needs whole quiet hours or none, and times that a clock shows', () => {
    none.when(email({ quietFrom: null })).refused('quiet_hours_incomplete');
    none.when(email({ quietFrom: '06:30' })).refused('quiet_hours_incomplete');
    none.when(email({ quietUntil: '24:00' })).refused('clock_time_malformed', { field: 'quietUntil' });
    none.when(email({ digestAt: '7:00' })).refused('clock_time_malformed', { field: 'digestAt' });
    const day = { ...EMAIL, quietFrom: null, quietUntil: null };
    none.when(set({ channel: day })).then([{ type: 'SubscriptionSet', data: { ...TERMS, channel: day } }]);
  });

  it('sends to nobody else’s address or endpoint', () => {
    none.when(set({}, { ...known, isContactKnown: false })).refused('contact_unknown');
    const channel = { kind: 'webhook', endpointId: 'w-1' } as const;
    const webhook = { ...WEBHOOK, disabled: null };
    none.when(set({ channel })).refused('webhook_unknown');
    none.when(set({ channel }, { ...known, webhook: { ...webhook, personId: 'u-2' } })).refused('webhook_unknown');
    none.when(set({ channel }, { ...known, webhook })).then([{ type: 'SubscriptionSet', data: { ...TERMS, channel } }]);
  });

  it('is its person’s own affair: another learns not even that it exists', () => {
    once.when(set({ personId: 'u-2' })).refused('subscription_unknown');
    once.when((state) => endSubscription({ subscriptionId: 's-1', personId: 'u-2', reason: null }, state)).refused('subscription_unknown');
  });

  it('ends once', () => {
    const end = (state: SubscriptionState) => endSubscription({ subscriptionId: 's-1', personId: 'u-1', reason: ' ' }, state);
    once.when(end).then([ended]);
    given(subscriptionDecider, [subscribed, ended]).when(end).thenNothing();
    none.when(end).refused('subscription_unknown');
  });
});

describe('a webhook endpoint', () => {
  const none = given(webhookDecider);
  const once = given(webhookDecider, [webhookSet]);
  const gone: WebhookEvent = { type: 'WebhookEndpointDisabled', data: { endpointId: 'w-1', reason: 'gone' } };
  const setEndpoint =
    (change: object = {}) =>
    (state: WebhookState) =>
      setWebhookEndpoint({ ...WEBHOOK, ...change }, state);
  const disable = (personId: string | null) => (state: WebhookState) =>
    disableWebhookEndpoint({ endpointId: 'w-1', personId, reason: 'gone' }, state);

  it('is set, given another URL, and quiet when repeated', () => {
    none.when(setEndpoint()).then([webhookSet]);
    once.when(setEndpoint()).thenNothing();
    once.when(setEndpoint({ urlHash: 'b' })).then([{ type: 'WebhookEndpointSet', data: { ...WEBHOOK, urlHash: 'b' } }]);
    once.when(setEndpoint({ personId: 'u-2' })).refused('webhook_unknown');
  });

  it('has a URL without user and password', () => {
    expect(() => checkNoCredentials(new URL('https://hooks.example.vn/a?b=c'))).not.toThrow();
    for (const url of ['https://a:b@hooks.example.vn', 'https://a@hooks.example.vn', 'https://:b@hooks.example.vn']) {
      expect(() => checkNoCredentials(new URL(url))).toThrow(expect.objectContaining({ code: 'webhook_url_credentials' }));
    }
  });

  it('is disabled once, by its owner or by the deliverer, and taken into use again by being set', () => {
    once.when(disable('u-1')).then([gone]);
    once.when(disable(null)).then([gone]);
    once.when(disable('u-2')).refused('webhook_unknown');
    none.when(disable(null)).refused('webhook_unknown');
    given(webhookDecider, [webhookSet, gone]).when(disable(null)).thenNothing();
    given(webhookDecider, [webhookSet, gone]).when(setEndpoint()).then([webhookSet]);
    expect(fold(webhookDecider, [webhookSet, gone, webhookSet])).toMatchObject({ disabled: null });
  });
});
