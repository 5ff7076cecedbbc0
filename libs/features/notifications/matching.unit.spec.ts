import { locality, localityState } from '../../../test/support/samples.js';
import type { Channel, SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { coveringOn, forerunnersIn, inheritedBy, isWanted, messagesOf, reachOn } from './matching.js';

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

describe('whom an alert reaches', () => {
  const reach = (escalatedTo: readonly string[]) => [...reachOn(['vn-02233@base'], escalatedTo, '2021-09-01', known).reached].sort();

  it('are its own locality alone until it goes up, then those up to where it went', () => {
    expect(reach([])).toEqual(['vn-02233@base']);
    expect(reach(['vn-072@base'])).toEqual(['vn-02233@base', 'vn-072@base']);
    // With those between, and with what succeeds the province later; not with those on another way up.
    expect(reach(['vn-08@base'])).toEqual(['vn-02233@base', 'vn-072@base', 'vn-08@2025', 'vn-08@base']);
    expect(reach(['vn-072@base', 'vn'])).toContain('vn');
  });

  it('are the successors of its locality as if it were theirs', () => {
    expect([...reachOn(['vn-08@base'], [], '2021-09-01', known).reached].sort()).toEqual(['vn-08@2025', 'vn-08@base']);
  });
});

describe('what a locality took over from', () => {
  const merged = (id: string, into: string, effectiveOn: string) =>
    localityState(locality({ localityId: id }), { type: 'LocalityMerged', data: { localityId: id, into, effectiveOn, legalBasis: null } });
  const states = [
    merged('a', 'b', '2020-01-01'),
    merged('b', 'c', '2025-07-01'),
    merged('d', 'c', '2025-07-01'),
    merged('e', 'x', '2025-07-01'),
  ];
  const before = forerunnersIn(new Map(states.map((state) => [state.localityId, state])));
  const on = (day: string) => [...inheritedBy(new Set(['c', 'vn']), day, before)].sort();

  it('hears as it does from the day of the merger on, and so does what that had taken over from', () => {
    expect(on('2025-06-30')).toEqual(['c', 'vn']);
    expect(on('2025-07-01')).toEqual(['a', 'b', 'c', 'd', 'vn']);
  });

  it('is nobody where nothing ended', () => {
    expect([...inheritedBy(new Set(['vn-072@base']), '2026-01-01', forerunnersIn(known))]).toEqual(['vn-072@base']);
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
  const covering = { covering: new Set(['vn-072@base', 'vn-08@base']), reached: new Set(['vn-072@base']) };
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

  it('is what has come up to its level, where it says so; what was stored without a word of it is everything beneath', () => {
    const up = { ...covering, reached: covering.covering };
    expect(
      [terms(), terms({ from: 'raised' }), terms({ from: 'escalated_to_me' })].map((one) => isWanted(one, { been }, covering)),
    ).toEqual([true, true, false]);
    expect(isWanted(terms({ from: 'escalated_to_me' }), { been }, up)).toBe(true);
    expect(isWanted(terms({ from: 'escalated_to_me', localities: ['vn-072@base'] }), { been }, covering)).toBe(true);
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
    messagesOf(all, { severity, actorId: 'system', at }).map(({ lane, dueAt, digest }) => [lane, dueAt, ...(digest ? ['digest'] : [])]);

  it('go out at once from the severity asked for, and else in the daily mail', () => {
    expect(of([terms({ channel: email() })])).toEqual([['email:c-1', at]]);
    expect(of([terms({ channel: email() })], 'notice')).toEqual([['email:c-1', morning, 'digest']]);
    expect(of([terms({ channel: email({ mode: 'daily' }) })], 'critical')).toEqual([['email:c-1', morning, 'digest']]);
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
