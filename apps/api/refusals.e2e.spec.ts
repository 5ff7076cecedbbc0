import { REFUSALS, type RefusalCode } from '../../libs/domain/refusals.js';
import { startTestApi, type TestApi } from '../../test/support/api.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { made, NA_HANG, NINETY_EIGHT, NOTICE, PROVINCE, SIXTY, storeDirective } from '../../test/support/directives.js';
import type { HttpClient } from '../../test/support/http-client.js';
import { countIndicator, DIRECTIVE, indicator, locality, milestone, plan } from '../../test/support/samples.js';
import { raisedAlert, resolvedAlert, storeAlert } from '../../test/support/stored-alerts.js';
import { registerTuyenQuang } from '../../test/support/tuyen-quang.js';

const TUYEN_QUANG = 'vn-08@base';
const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);

const target = (more: object = {}) => ({
  indicatorId: 'relocated-households',
  localityId: TUYEN_QUANG,
  ...plan({ milestones: [milestone({ value: '84' })] }),
  ...more,
});
const figure = (value: object, more: object = {}) => ({
  indicatorId: 'relocated-households',
  localityId: TUYEN_QUANG,
  asOf: '2021-08-31',
  basis: 'actual',
  figure: value,
  ...more,
});
const count = (value: string, more: object = {}) => figure({ shape: 'count', value }, more);
const ratio = (numerator: string, denominator: string, more: object = {}) =>
  figure({ shape: 'ratio', numerator, denominator }, { indicatorId: 'disbursement', ...more });
const ending = (more: object) => ({ effectiveOn: '2025-07-01', ...more });
const part = (localityId: string, quantity: string, more: object = {}) => ({ localityId, quantity, ...more });

const profile = (...points: readonly (readonly [month: number, share: string] | readonly [])[]) => ({
  profileId: 'seasonal',
  name: 'Theo mùa',
  nameEn: 'Seasonal',
  shares: (points.length === 0 ? [[12, '1'] as const] : points).flatMap(([month, share]) => (month ? [{ month, share }] : [])),
});

const subscription = (more: object = {}) => ({ localities: [TUYEN_QUANG], channel: { kind: 'in_app' }, ...more });
const mail = (more: object) => subscription({ channel: { kind: 'email', address: 'lan@example.vn', ...more } });

const PLAN = '/v1/plan-capital';
const ADJUSTMENTS = '/v1/plan-capital/disbursement.vn-08@base.2021/adjustments';
const TRANCHES = '/v1/plan-capital/disbursement.vn-08@base.2021/tranches';
const tranche = (more: object = {}) => ({
  ...{ indicatorId: 'disbursement', localityId: TUYEN_QUANG, year: 2021, trancheId: 'them', on: '2021-01-31', amount: '5', ...more },
});
const adjustment = (more: object = {}) => ({ trancheId: 'dau-nam', on: '2021-06-30', amount: '90', reason: 'điều chuyển', ...more });

const correction = (more: object = {}) => ({ on: '2020-12-31', amount: '90', reason: 'nhập nhầm', ...more });

const SAMPLES = '/v1/directives/notice/proposals';

const LACKING = [
  { ...SIXTY, deadline: null },
  { ...NA_HANG, asOf: null },
  { ...PROVINCE, indicator: 'quy hoạch' },
  { ...SIXTY, incremental: true, unit: 'hộ' },
  ...[SIXTY, { ...SIXTY, value: '61' }, { ...NA_HANG, value: '5', numerator: '5' }],
];

const HOLIDAYS = '/v1/holidays';
const holidays = (more: object) => ({ year: 2026, source: 'Thông báo 12/TB-BNV', ...more });

const PROFILES = '/v1/indicators/disbursement/profiles';
const CALENDAR = '/v1/indicators/disbursement/calendar';
const adHoc = (...dates: readonly (readonly [cutOff: string, due: string])[]) => ({
  calendar: { kind: 'ad_hoc', dates: dates.map(([cutOff, due]) => ({ cutOff, due })) },
});
const WHOLE = '/v1/targets/whole/allocations';
const KEPT = '/v1/measurements/relocated-households.vn-08@base.2021.2021-06-30.actual';
const GONE = '/v1/measurements/relocated-households.vn-08@base.2021.2021-05-31.actual';
const RETURNED = '/v1/measurements/relocated-households.vn-08@base.2021.2021-04-30.actual';

/** What is sent to get each refusal, on what `prepare` leaves behind. */
const CASES: Partial<Record<RefusalCode, readonly [path: string, body: object]>> = {
  locality_unknown: ['/v1/localities/nowhere/parent', { parentId: TUYEN_QUANG, from: '2021-01-01' }],
  locality_differs: ['/v1/localities', locality({ name: 'Tuyên Quảng' })],
  locality_not_in_force: ['/v1/measurements', count('1', { localityId: 'vn-08@2025' })],
  locality_ended: ['/v1/localities/vn-02@base/succession', ending({ kind: 'abolish' })],
  ending_before_validity: ['/v1/localities/vn-08@2025/succession', { kind: 'abolish', effectiveOn: '2025-07-01' }],
  ending_before_reassignment: ['/v1/localities/vn-073@base/succession', { kind: 'abolish', effectiveOn: '2024-01-01' }],
  reassignment_out_of_order: ['/v1/localities/vn-073@base/parent', { parentId: TUYEN_QUANG, from: '2023-01-01' }],
  successor_is_itself: ['/v1/localities/vn-08@base/succession', ending({ kind: 'merge', into: TUYEN_QUANG })],
  successor_of_another_level: ['/v1/localities/vn-08@base/succession', ending({ kind: 'merge', into: 'vn-072@base' })],
  parts_empty: ['/v1/localities/vn-08@base/succession', ending({ kind: 'split', parts: [] })],
  part_repeated: [
    '/v1/localities/vn-08@base/succession',
    ending({ kind: 'split', parts: [{ localityId: 'vn-08@2025' }, { localityId: 'vn-08@2025' }] }),
  ],
  share_out_of_range: [
    '/v1/localities/vn-08@base/succession',
    ending({ kind: 'split', parts: [{ localityId: 'vn-08@2025', share: '1,5' }] }),
  ],
  shares_exceed_one: [
    '/v1/localities/vn-08@base/succession',
    ending({
      kind: 'split',
      parts: [
        { localityId: 'vn-08@2025', share: '0.6' },
        { localityId: 'vn-10@base', share: '0.6' },
      ],
    }),
  ],
  parent_required: ['/v1/localities', locality({ localityId: 'lost', parentId: null })],
  level_does_not_fit: ['/v1/localities', locality({ localityId: 'deep', level: 'province', parentId: TUYEN_QUANG })],
  nation_stands_alone: ['/v1/localities', locality({ localityId: 'second-nation', level: 'nation', parentId: null })],
  directive_unknown: ['/v1/targets', target({ provenance: { directiveId: 'nothing' } })],
  directive_differs: ['/v1/directives', { ...DIRECTIVE, number: '1511/UBND-TH' }],
  directive_withdrawn: ['/v1/directives/recalled/reading', {}],
  directive_without_text: [`/v1/directives/${DIRECTIVE.directiveId}/reading`, {}],
  text_too_long: ['/v1/directives', { localityId: TUYEN_QUANG, text: 'Điều '.repeat(1_700_000) }],
  text_of_another_directive: ['/v1/directives', { localityId: TUYEN_QUANG, directiveId: 'another', text: NOTICE }],
  proposal_unknown: ['/v1/directives/notice/proposals/999/dismissal', { reason: 'thử' }],
  proposal_accepted: [`${SAMPLES}/103/dismissal`, { reason: 'thử' }],
  proposal_dismissed: [`${SAMPLES}/104/acceptance`, { indicatorId: 'relocated-households', localityId: TUYEN_QUANG }],
  proposals_do_not_fit: [`${SAMPLES}/101/acceptance`, { with: [101], indicatorId: 'disbursement', localityId: TUYEN_QUANG }],
  proposal_without_place: [`${SAMPLES}/101/acceptance`, { indicatorId: 'disbursement' }],
  proposal_without_due: [`${SAMPLES}/105/acceptance`, { indicatorId: 'disbursement', localityId: TUYEN_QUANG }],
  proposal_without_date: [`${SAMPLES}/106/acceptance`, { indicatorId: 'disbursement', localityId: 'vn-072@base' }],
  proposal_without_figure: [`${SAMPLES}/107/acceptance`, { indicatorId: 'land-plan', localityId: TUYEN_QUANG }],
  proposal_incremental: [`${SAMPLES}/108/acceptance`, { indicatorId: 'poverty', localityId: TUYEN_QUANG }],
  outcomes_remain: ['/v1/directives/notice/withdrawal', { reason: 'tải nhầm' }],
  directive_has_outcomes: ['/v1/directives/notice/description', { localityId: 'vn-08@2025', reason: 'chọn nhầm' }],
  target_stands: [`${SAMPLES}/110/acceptance`, { indicatorId: 'disbursement', localityId: TUYEN_QUANG }],
  figure_stands: [`${SAMPLES}/111/acceptance`, { indicatorId: 'disbursement', localityId: 'vn-072@base' }],
  issued_on_malformed: ['/v1/directives', { ...DIRECTIVE, directiveId: 'other', issuedOn: '2021-13' }],
  sha256_malformed: ['/v1/directives', { ...DIRECTIVE, directiveId: 'other', textSha256: 'abc' }],
  indicator_unknown: ['/v1/measurements', count('1', { indicatorId: 'nothing' })],
  indicator_differs: ['/v1/indicators', countIndicator({ indicatorId: 'poverty', unit: 'người' })],
  roll_up_does_not_fit: ['/v1/indicators', countIndicator({ indicatorId: 'other', rollUp: 'ratio' })],
  ratio_member_does_not_fit: ['/v1/indicators', countIndicator({ indicatorId: 'other', base: 'kế hoạch' })],
  limits_crossed: ['/v1/indicators', indicator({ indicatorId: 'other', min: '2', max: '1' })],
  profile_unknown: ['/v1/targets/whole/trajectory', { trajectory: { kind: 'profile', profileId: 'nothing' }, reason: 'thử' }],
  profile_does_not_fit: ['/v1/indicators/land-plan/profiles', profile()],
  profile_empty: [PROFILES, profile([])],
  profile_month_out_of_range: [PROFILES, profile([14, '1'])],
  profile_months_out_of_order: [PROFILES, profile([6, '0.5'], [6, '1'])],
  profile_share_out_of_range: [PROFILES, profile([6, '1.5'], [12, '1'])],
  profile_shares_fall: [PROFILES, profile([6, '0.5'], [7, '0.4'], [12, '1'])],
  profile_unfinished: [PROFILES, profile([12, '0.9'])],
  profile_year_out_of_range: [PROFILES, { ...profile(), fittedYears: [20] }],
  calendar_out_of_range: [CALENDAR, { calendar: { kind: 'weekly', cutOffWeekday: 8, dueWeekday: 1 } }],
  calendar_dates_empty: [CALENDAR, { calendar: { kind: 'ad_hoc', dates: [] } }],
  calendar_dates_out_of_order: [CALENDAR, adHoc(['2021-06-30', '2021-07-05'], ['2021-06-30', '2021-07-06'])],
  calendar_due_before_cut_off: [CALENDAR, adHoc(['2021-06-30', '2021-06-29'])],
  reason_required: [`${KEPT}/withdrawal`, { reason: '  ' }],
  measurement_unknown: ['/v1/measurements/relocated-households.vn-08@base.2021.2021-01-31.actual/verification', {}],
  measurement_exists: ['/v1/measurements', count('20', { asOf: '2021-06-30' })],
  measurement_withdrawn: [`${GONE}/verification`, {}],
  measurement_returned: [`${RETURNED}/verification`, {}],
  as_of_in_future: ['/v1/measurements', count('1', { asOf: tomorrow })],
  year_out_of_range: ['/v1/measurements', count('1', { year: 2019 })],
  shape_does_not_fit: ['/v1/measurements', ratio('1', '2', { indicatorId: 'relocated-households' })],
  unit_does_not_fit: ['/v1/measurements', count('1', { unit: 'xã' })],
  denominator_not_positive: ['/v1/measurements', ratio('0', '0')],
  numerator_negative: ['/v1/measurements', ratio('-1', '2')],
  numerator_exceeds_denominator: ['/v1/measurements', ratio('3', '2')],
  count_negative: ['/v1/measurements', count('-1')],
  count_not_whole: ['/v1/measurements', count('1,5')],
  below_minimum: ['/v1/measurements', figure({ shape: 'rate', percent: '-1' }, { indicatorId: 'disbursement' })],
  above_maximum: ['/v1/measurements', count('1.000.000')],
  cumulative_falls: ['/v1/measurements', count('19')],
  done_in_future: ['/v1/measurements', figure({ shape: 'done', on: tomorrow }, { indicatorId: 'land-plan' })],
  done_after_as_of: ['/v1/measurements', figure({ shape: 'done', on: '2021-09-01' }, { indicatorId: 'land-plan' })],
  target_unknown: ['/v1/targets/nothing/withdrawal', { reason: 'thử' }],
  target_exists: ['/v1/targets', target({ targetId: 'whole', note: 'khác' })],
  target_withdrawn: ['/v1/targets/gone/revisions', { ...plan(), reason: 'thử' }],
  milestones_empty: ['/v1/targets', target({ milestones: [] })],
  milestones_out_of_order: ['/v1/targets', target({ milestones: [milestone(), milestone({ due: '2021-09-30' })] })],
  milestone_before_baseline: ['/v1/targets', target({ milestones: [milestone({ due: '2019-12-31' })] })],
  comparator_does_not_fit: ['/v1/targets', target({ milestones: [milestone({ comparator: 'complete' })] })],
  milestone_value_required: ['/v1/targets', target({ milestones: [milestone({ value: null })] })],
  milestone_value_unexpected: ['/v1/targets', target({ milestones: [milestone({ comparator: 'improve' })] })],
  milestone_upper_out_of_order: [
    '/v1/targets',
    target({ indicatorId: 'humidity', quantity: null, milestones: [milestone({ comparator: 'between', value: '9', upper: '8' })] }),
  ],
  quantity_negative: ['/v1/targets', target({ quantity: '-1' })],
  quantity_contradicts_milestone: ['/v1/targets', target({ quantity: '85' })],
  trajectory_does_not_fit: [
    '/v1/targets',
    target({
      indicatorId: 'land-plan',
      quantity: null,
      milestones: [milestone({ comparator: 'complete', value: null })],
      trajectory: { kind: 'points', points: [{ on: '2021-06-30', value: '1' }] },
    }),
  ],
  trajectory_empty: ['/v1/targets/whole/trajectory', { trajectory: { kind: 'points', points: [] }, reason: 'thử' }],
  trajectory_out_of_order: [
    '/v1/targets/whole/trajectory',
    {
      trajectory: {
        kind: 'points',
        points: [
          { on: '2021-06-30', value: '9' },
          { on: '2021-05-31', value: '10' },
        ],
      },
      reason: 'thử',
    },
  ],
  trajectory_outside_plan: [
    '/v1/targets/whole/trajectory',
    { trajectory: { kind: 'points', points: [{ on: '2022-06-30', value: '9' }] }, reason: 'thử' },
  ],
  thresholds_out_of_order: ['/v1/targets', target({ thresholds: { onTrack: '0.5', atRisk: '0.9', tolerance: '0' } })],
  grace_out_of_range: ['/v1/targets', target({ graceDays: 400 })],
  locality_not_beneath: [WHOLE, { parts: [part('vn-10@base', '84')] }],
  allocation_mismatch: [WHOLE, { parts: [part('vn-072@base', '44')] }],
  parts_remain: ['/v1/targets/split/withdrawal', { reason: 'thử' }],
  allocation_drops_part: ['/v1/targets/split/allocations', { parts: [part('vn-072@base', '84')] }],
  allocation_needs_milestones: ['/v1/targets/zero/allocations', { parts: [part('vn-072@base', '0')] }],
  alert_unknown: ['/v1/alerts/whole~2/acknowledgement', { note: 'đã họp' }],
  alert_resolved: ['/v1/alerts/gone~1/acknowledgement', { note: 'đã họp' }],
  recovery_too_far: ['/v1/alerts/whole~1/acknowledgement', { note: 'đã họp', recoveryOn: '2999-12-31' }],
  recovery_in_past: ['/v1/alerts/whole~1/acknowledgement', { note: 'đã họp', recoveryOn: '2021-09-30' }],
  subscription_unknown: ['/v1/subscriptions/nothing/ending', {}],
  subscription_ended: ['/v1/subscriptions', subscription({ subscriptionId: 'over' })],
  subscription_empty: ['/v1/subscriptions', subscription({ localities: [] })],
  clock_time_malformed: ['/v1/subscriptions', mail({ digestAt: '25:00' })],
  confirmation_limited: ['/v1/subscriptions', mail({ address: 'one-too-many@example.vn' })],
  quiet_hours_incomplete: ['/v1/subscriptions', mail({ quietFrom: '22:00' })],
  webhook_url_credentials: ['/v1/webhooks', { endpointId: 'w', url: 'https://user:secret@hooks.example.vn' }],
  webhook_unknown: ['/v1/webhooks/nothing/disabling', {}],
  capital_does_not_fit: [PLAN, tranche({ indicatorId: 'poverty' })],
  capital_not_positive: [PLAN, tranche({ amount: '0' })],
  capital_negative: [ADJUSTMENTS, adjustment({ amount: '-1' })],
  capital_in_future: [PLAN, tranche({ year: Number(tomorrow.slice(0, 4)), on: tomorrow })],
  capital_year_out_of_range: [PLAN, tranche({ on: '2019-12-31' })],
  plan_capital_unknown: ['/v1/plan-capital/disbursement.vn-08@base.2022/adjustments', adjustment()],
  tranche_exists: [PLAN, tranche({ trancheId: 'dau-nam' })],
  tranche_unknown: [ADJUSTMENTS, adjustment({ trancheId: 'khac' })],
  tranche_out_of_order: [ADJUSTMENTS, adjustment({ on: '2020-06-30' })],
  tranche_withdrawn: [`${TRANCHES}/nham/withdrawal`, { reason: 'nhập nhầm' }],
  decision_unknown: [`${TRANCHES}/dau-nam/correction`, correction({ decision: 2 })],
  correction_out_of_order: [`${TRANCHES}/dieu-chinh/correction`, correction({ on: '2021-07-01' })],
  late_supplement: [ADJUSTMENTS, adjustment({ on: '2021-10-01', amount: '101' })],
  predecessor_needed: [PLAN, tranche({ localityId: 'vn-08@2025', year: 2025, on: '2025-01-15' })],
  not_a_predecessor: [PLAN, tranche({ localityId: 'vn-08@2025', year: 2025, on: '2025-01-15', predecessorId: 'vn-10@base' })],
  holiday_out_of_year: [HOLIDAYS, holidays({ off: [{ day: '2027-01-01', name: 'Nghỉ' }] })],
  holiday_named_twice: [HOLIDAYS, holidays({ off: [0, 1].map(() => ({ day: '2026-11-23', name: 'Nghỉ' })) })],
  holiday_worked_anyway: [HOLIDAYS, holidays({ worked: [{ day: '2026-11-27', name: 'Làm bù' }] })],
  chain_levels_out_of_order: [
    '/v1/escalation',
    { localityId: TUYEN_QUANG, steps: [2, 1].map((level) => ({ afterWorkingDays: 3, level })) },
  ],
  flow_needs_parts: ['/v1/measurements', figure({ shape: 'rate', percent: '44' }, { indicatorId: 'share' })],
  contact_unknown: ['/v1/contacts/7b0a8f0e-6d7c-4c57-9d0e-0d8b6f8d7f10/erasure', {}],
};

/** The schema of the request finds these first and says where they stand. */
const CAUGHT_BY_SCHEMA: readonly RefusalCode[] = [
  'id_malformed',
  'date_malformed',
  'number_malformed',
  'number_ambiguous',
  'text_required',
  'holidays_too_many',
  'chain_days_out_of_range',
  'indicator_id_malformed',
];

/** No route leads to this: the program begins the days itself. */
const WITHOUT_ROUTE: readonly RefusalCode[] = ['day_already_over'];

async function prepare(admin: HttpClient, store: EventStore): Promise<void> {
  await registerTuyenQuang(admin);
  await admin.done('/v1/directives', { directiveId: 'notice', localityId: TUYEN_QUANG, text: NOTICE });
  await storeDirective(store, 'notice', made('notice', 'sample-1', 101, [SIXTY, NINETY_EIGHT, NA_HANG, PROVINCE, ...LACKING]));
  await admin.done(`${SAMPLES}/103/acceptance`, { indicatorId: 'disbursement', localityId: 'vn-072@base' });
  await admin.done(`${SAMPLES}/109/acceptance`, { indicatorId: 'disbursement', localityId: TUYEN_QUANG });
  await admin.done(`${SAMPLES}/104/dismissal`, { reason: 'số tham khảo' });
  await admin.done('/v1/directives', { directiveId: 'recalled', localityId: TUYEN_QUANG, text: `${NOTICE}bis` });
  await admin.done('/v1/directives/recalled/withdrawal', { reason: 'tải nhầm' });
  await admin.done('/v1/indicators', indicator({ indicatorId: 'share', accumulation: 'flow' }));
  await admin.done('/v1/localities/vn-02@base/succession', ending({ kind: 'merge', into: 'vn-08@2025' }));
  await admin.done('/v1/localities/vn-073@base/parent', { parentId: 'vn-10@base', from: '2024-06-01' });
  for (const [asOf, value] of [
    ['2021-04-30', '10'],
    ['2021-05-31', '15'],
    ['2021-06-30', '20'],
  ] as const)
    await admin.done('/v1/measurements', count(value, { asOf }));
  await admin.done(`${GONE}/withdrawal`, { reason: 'nhầm' });
  await admin.done(`${RETURNED}/return`, { reason: 'chưa khớp' });
  for (const targetId of ['whole', 'gone', 'split']) await admin.done('/v1/targets', target({ targetId }));
  await admin.done('/v1/targets/gone/withdrawal', { reason: 'thôi' });
  for (const trancheId of ['dau-nam', 'dieu-chinh', 'nham']) {
    await admin.done(PLAN, tranche({ trancheId, on: '2020-12-31', amount: '100' }));
  }
  await admin.done(ADJUSTMENTS, adjustment({ trancheId: 'dieu-chinh' }));
  await admin.done(`${TRANCHES}/nham/withdrawal`, { reason: 'nhập nhầm' });
  await admin.done('/v1/targets/split/allocations', { parts: [part('vn-072@base', '44'), part('vn-073@base', '40')] });
  const milestones = [milestone({ due: '2021-06-30', value: '5' }), milestone({ value: '0' })];
  await admin.done('/v1/targets', target({ targetId: 'zero', indicatorId: 'poverty', quantity: '0', milestones }));
  await admin.done('/v1/subscriptions', subscription({ subscriptionId: 'over' }));
  await admin.done('/v1/subscriptions/over/ending', {});
  for (let index = 0; index < 10; index++) await admin.done('/v1/subscriptions', mail({ address: `person-${index}@example.vn` }));
}

describe('refusals over HTTP', () => {
  let house: TestApi;
  let admin: HttpClient;

  beforeAll(async () => {
    house = await startTestApi();
    admin = await house.as('admin');
    await prepare(admin, house.store);
    await storeAlert(house.store, raisedAlert('whole', 'relocated-households', TUYEN_QUANG));
    await storeAlert(house.store, raisedAlert('gone', 'relocated-households', TUYEN_QUANG), resolvedAlert('gone'));
  });
  afterAll(() => house.close());

  it('knows how to get every refusal of the domain', () => {
    expect([...Object.keys(CASES), ...CAUGHT_BY_SCHEMA, ...WITHOUT_ROUTE].sort()).toEqual(Object.keys(REFUSALS).sort());
  });

  it.each(Object.entries(CASES))('refuses with %s', async (code, [path, body]) => {
    const before = await house.store.head();
    const answer = await admin.post(path, body);
    expect(answer.body).toMatchObject({ code, type: `/problems/${code}`, status: answer.status });
    expect(answer.status).toBe(
      { invalid: 400, forbidden: 403, missing: 404, rule: 409, stale: 412, confirm: 409 }[REFUSALS[code as RefusalCode].kind],
    );
    expect(answer.body.detail).not.toMatch(/[{}]|–/);
    expect(await house.store.head()).toBe(before);
  });

  it('says in Vietnamese what it refuses, unless English is asked for', async () => {
    const [path, body] = CASES.as_of_in_future!;
    const vietnamese = await admin.post(path, body, { 'accept-language': 'fr, *;q=0.5' });
    expect(vietnamese.body.detail).toMatch(/^Ngày tính số liệu/);
    expect(vietnamese.headers.get('content-language')).toBe('vi');
    expect(vietnamese.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect((await admin.post(path, body, { 'accept-language': 'en-GB,vi;q=0.8' })).body.detail).toMatch(/^The as-of date/);
  });

  it('names what to confirm, and carries it out once confirmed', async () => {
    const body = { parts: [part('vn-072@base', '44')] };
    expect((await admin.post(WHOLE, body)).body).toMatchObject({
      code: 'allocation_mismatch',
      confirmation: 'allocation_mismatch',
      params: { sum: '44', quantity: '84' },
    });
    expect((await admin.post(WHOLE, { ...body, confirm: ['allocation_mismatch'] })).status).toBe(200);
    const { events } = await house.store.readStream('target-whole');
    expect(events.at(-1)).toMatchObject({ type: 'TargetAllocated', data: { confirmedMismatch: { sum: '44', quantity: '84' } } });
  });

  it('accepts a cumulative figure that falls when that is justified, and keeps the justification', async () => {
    const [path, body] = CASES.cumulative_falls!;
    const answer = await admin.done(path, { ...body, justification: 'Rà soát lại, trừ 1 hộ đếm trùng' });
    const { events } = await house.store.readStream(answer.body.stream);
    expect(events.at(-1)).toMatchObject({ type: 'MeasurementRecorded', data: { justification: 'Rà soát lại, trừ 1 hộ đếm trùng' } });
  });
});
