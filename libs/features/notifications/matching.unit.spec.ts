import { locality, localityState } from '../../../test/support/samples.js';
import type { Channel, SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { coveringOn, isWanted, messagesOf } from './matching.js';

const commune = locality({ localityId: 'vn-02233@base', level: 'commune', parentId: 'vn-072@base' });
const district = locality({ localityId: 'vn-072@base', level: 'district', parentId: 'vn-08@base', validFrom: '2020-01-01' });
const known = new Map(
  [
    localityState(commune, {
      type: 'LocalityReassigned',
      data: { localityId: 'vn-02233@base', parentId: 'vn-073@base', from: '2024-01-01', legalBasis: null },
    }),
    localityState(district),
    localityState(locality({ localityId: 'vn-073@base', level: 'district' })),
    localityState(locality(), {
      type: 'LocalityMerged',
      data: { localityId: 'vn-08@base', into: 'vn-08@2025', effectiveOn: '2025-07-01', legalBasis: null },
    }),
  ].map((state) => [state.localityId, state]),
);

describe('who covers a locality', () => {
  it('are itself and those above it on the day or later, with what succeeded them', () => {
    const before = coveringOn('vn-02233@base', '2021-09-01', known);
    expect([...before].sort()).toEqual(['vn', 'vn-02233@base', 'vn-072@base', 'vn-073@base', 'vn-08@2025', 'vn-08@base']);
  });

  it('are not those who lost it before', () => {
    expect(coveringOn('vn-02233@base', '2024-06-01', known)).not.toContain('vn-072@base');
  });

  it('are itself alone where nothing is known of it', () => {
    expect([...coveringOn('nowhere', '2024-06-01', known)]).toEqual(['nowhere']);
  });
});

const terms = (change: Partial<SubscriptionTerms> = {}): SubscriptionTerms => ({
  subscriptionId: 's-1',
  personId: 'u-1',
  localities: ['vn-08@base'],
  kinds: ['behind'],
  severities: ['critical'],
  channel: { kind: 'in_app' },
  ...change,
});

describe('what a subscription wants', () => {
  const covering = new Set(['vn-072@base', 'vn-08@base']);
  const been = [
    { kind: 'at_risk', severity: 'notice' },
    { kind: 'behind', severity: 'critical' },
  ] as const;

  it('is an episode of its kinds and severities, and all that becomes of it', () => {
    expect(isWanted(terms(), { been }, covering)).toBe(true);
    expect(isWanted(terms(), { been: been.slice(0, 1) }, covering)).toBe(false);
    // Behind it was only when critical, and a notice only when at risk.
    expect(isWanted(terms({ severities: ['notice'] }), { been }, covering)).toBe(false);
  });

  it('is nothing of other places', () => {
    expect(isWanted(terms({ localities: ['vn-19@base'] }), { been }, covering)).toBe(false);
  });
});

describe('the messages of an event', () => {
  const email = (change: Partial<Extract<Channel, { kind: 'email' }>> = {}): Channel => ({
    kind: 'email',
    contactId: 'c-1',
    mode: 'at_once',
    atOnceFrom: 'warning',
    digestAt: '07:00',
    quietFrom: null,
    quietUntil: null,
    ...change,
  });
  const at = Date.parse('2026-11-21T09:00:00+07:00');
  const morning = Date.parse('2026-11-22T07:00:00+07:00');
  const of = (all: readonly SubscriptionTerms[], severity: 'critical' | 'warning' | 'notice' = 'warning') =>
    messagesOf(all, { severity, actorId: 'system', at }).map(({ lane, dueAt }) => [lane, dueAt]);

  it('go out at once from the severity asked for, and else in the daily mail', () => {
    expect(of([terms({ channel: email() })])).toEqual([['email:c-1', at]]);
    expect(of([terms({ channel: email() })], 'notice')).toEqual([['digest:c-1', morning]]);
    expect(of([terms({ channel: email({ mode: 'daily' }) })], 'critical')).toEqual([['digest:c-1', morning]]);
  });

  it('reach a recipient once, by the subscription that is the soonest', () => {
    const daily = terms({ subscriptionId: 'a', channel: email({ mode: 'daily' }) });
    expect(of([daily, terms({ subscriptionId: 'b', channel: email() })])).toEqual([['email:c-1', at]]);
    expect(of([terms(), terms({ subscriptionId: 's-2' }), terms({ channel: { kind: 'webhook', endpointId: 'w' } })])).toEqual([
      ['in_app:u-1', at],
      ['webhook:w', at],
    ]);
  });

  it('leave out who did it', () => {
    expect(messagesOf([terms()], { severity: 'warning', actorId: 'u-1', at })).toEqual([]);
  });
});
