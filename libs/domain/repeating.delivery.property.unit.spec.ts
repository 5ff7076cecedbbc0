import fc from 'fast-check';
import { expectQuietRepeats, type Decide } from '../../test/support/quiet-repeats.js';
import { TUYEN_QUANG } from '../../test/support/samples.js';
import { SEVERITIES } from './alert/alert.events.js';
import { planCapitalCodec } from './plan-capital/plan-capital.codec.js';
import { adjustCapital, assignCapital, correctTranche, withdrawTranche } from './plan-capital/plan-capital.decide.js';
import type { PlanCapitalEvent } from './plan-capital/plan-capital.events.js';
import { planCapitalDecider, type PlanCapitalState } from './plan-capital/plan-capital.state.js';
import { subscriptionCodec } from './subscription/subscription.codec.js';
import { endSubscription, setSubscription, subscriptionDecider, type SubscriptionState } from './subscription/subscription.decide.js';
import { SUBSCRIBED_KINDS, type Channel, type SubscriptionEvent } from './subscription/subscription.events.js';
import { webhookCodec } from './subscription/webhook.codec.js';
import { disableWebhookEndpoint, setWebhookEndpoint, webhookDecider, type WebhookState } from './subscription/webhook.decide.js';
import type { WebhookEvent } from './subscription/webhook.events.js';

const text = fc.constantFrom('', ' ', 'rà soát', 'đếm lại');

describe('repeating a command writes nothing, and a history read back is the same', () => {
  it('of a plan of capital', () => {
    const key = { indicatorId: 'disbursement', localityId: 'vn-08@base', year: 2021 };
    const facts = {
      indicator: { indicatorId: key.indicatorId, shape: 'ratio' },
      locality: TUYEN_QUANG,
      succession: new Map(),
      directive: null,
      today: '2022-02-01',
    } as const;
    const command = fc
      .record({
        kind: fc.nat(3),
        decision: fc.nat(2),
        trancheId: fc.constantFrom('dau-nam', 'bo-sung', 'X'),
        on: fc.constantFrom('2020-12-31', '2021-06-30', '2021-10-15', '2025-01-01'),
        amount: fc.constantFrom('100', '100.0', '90', '0', '-1', 'x'),
        reason: text,
        confirm: fc.constantFrom([], ['late_supplement']),
      })
      .map(({ kind, ...tranche }): Decide<PlanCapitalState, PlanCapitalEvent> => {
        const data = { ...key, ...tranche, source: null, predecessorId: null };
        const decide = [assignCapital, adjustCapital, correctTranche, withdrawTranche][kind] ?? assignCapital;
        return (state) => decide(data, state, facts);
      });
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 20 }), (all) =>
        expectQuietRepeats(planCapitalDecider, planCapitalCodec, all),
      ),
    );
  });

  it('of a subscription', () => {
    const email = { kind: 'email', contactId: 'c-1', mode: 'daily', atOnceFrom: 'critical', digestAt: '07:00', quietUntil: null } as const;
    const channels = fc.constantFrom<Channel>(
      { kind: 'in_app' },
      { kind: 'webhook', endpointId: 'w-1' },
      { ...email, quietFrom: null },
      { ...email, quietFrom: '21:00' },
    );
    const command = fc
      .record({
        isEnded: fc.boolean(),
        personId: fc.constantFrom('u-1', 'u-1', 'u-2'),
        localities: fc.array(fc.constantFrom('vn-08@base', 'vn-19@base', 'Hà Nội'), { maxLength: 3 }),
        kinds: fc.array(fc.constantFrom(...SUBSCRIBED_KINDS), { maxLength: 3 }),
        severities: fc.array(fc.constantFrom(...SEVERITIES), { maxLength: 4 }),
        channel: channels,
        isContactKnown: fc.boolean(),
      })
      .map(({ isEnded, isContactKnown, ...terms }): Decide<SubscriptionState, SubscriptionEvent> => {
        const own = { endpointId: 'w-1', personId: 'u-1', urlOrigin: 'https://x', urlHash: 'a', disabled: null };
        const { personId } = terms;
        return (state) =>
          isEnded
            ? endSubscription({ subscriptionId: 's-1', personId, reason: null }, state)
            : setSubscription({ subscriptionId: 's-1', ...terms }, state, { webhook: own, isContactKnown });
      });
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 20 }), (all) =>
        expectQuietRepeats(subscriptionDecider, subscriptionCodec, all),
      ),
    );
  });

  it('of a webhook', () => {
    const command = fc
      .record({
        kind: fc.nat(2),
        personId: fc.constantFrom('u-1', 'u-1', 'u-2'),
        urlHash: fc.constantFrom('a', 'b'),
        reason: fc.constantFrom('gone', 'owner'),
      })
      .map(({ kind, personId, urlHash, reason }): Decide<WebhookState, WebhookEvent> => {
        const disable = { endpointId: 'w-1', personId: kind === 1 ? null : personId, reason } as const;
        return (state) =>
          kind === 0
            ? setWebhookEndpoint({ endpointId: 'w-1', personId, urlOrigin: 'https://x', urlHash }, state)
            : disableWebhookEndpoint(disable, state);
      });
    fc.assert(
      fc.property(fc.array(command, { minLength: 5, maxLength: 20 }), (all) => expectQuietRepeats(webhookDecider, webhookCodec, all)),
    );
  });
});
