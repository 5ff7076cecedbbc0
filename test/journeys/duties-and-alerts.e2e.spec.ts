import fc from 'fast-check';
import { alertCodec } from '../../libs/domain/alert/alert.codec.js';
import { alertDecider } from '../../libs/domain/alert/alert.state.js';
import type { AlertKind } from '../../libs/domain/alert/alert.events.js';
import { addDays, daysBetween, type CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { fold } from '../../libs/domain/kernel/decider.js';
import { decodeRecorded } from '../../libs/event-store/projection-fold.js';
import type { DutiesPage } from '../../libs/contract/duties.js';
import { Days } from '../support/days.js';
import type { HttpClient } from '../support/http-client.js';
import { onDay } from '../support/on-day.js';
import { countIndicator, locality, milestone, NATION_FACTS, plan } from '../support/samples.js';
import { startTestSystem, type TestSystem } from '../support/system.js';

const [FIRST, LAST] = ['2021-01-04', '2021-06-10'] as const;
const PROVINCE = 'vn-99@base';
const COMMUNES = ['vn-90001@base', 'vn-90002@base', 'vn-90003@base', 'vn-90004@base'];
const INDICATORS = ['households', 'jobs'];
const CUT_OFFS = ['2021-01-14', '2021-02-14', '2021-03-14', '2021-04-14', '2021-05-14'];
const MERGED_ON = '2021-05-01';
const OUTCOMES = ['sent', 'sent', 'corrected', 'withdrawn', 'missing'] as const;

/** Everything is recorded on the day that the journey has come to. */
const CLOCK = `
  create schema journey;
  create table journey.clock (at timestamptz not null);
  insert into journey.clock values ('${FIRST}T09:00:00+07:00');
  create function journey.tell_time() returns trigger language plpgsql as $$
    begin new.recorded_at := (select at from journey.clock); return new; end $$;
  create trigger journey_clock before insert on event_store.event for each row execute function journey.tell_time()`;

interface Act {
  readonly on: CivilDate;
  readonly path: string;
  readonly body: object;
}

/** How reports come: at once, late or never, and what becomes of them afterwards. */
const report = fc.record({
  outcome: fc.constantFrom(...OUTCOMES),
  dated: fc.integer({ min: -9, max: 0 }),
  delay: fc.integer({ min: 0, max: 30 }),
  after: fc.integer({ min: 1, max: 20 }),
});
const history = fc.record({
  setOn: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 8, maxLength: 8 }),
  reports: fc.array(report, { minLength: 40, maxLength: 40 }),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

const PAIRS = COMMUNES.flatMap((localityId) =>
  INDICATORS.map((indicatorId) => ({ localityId, indicatorId, targetId: `${indicatorId}-${localityId.slice(3, 8)}` })),
);

function actsOf({ setOn, reports }: History): readonly Act[] {
  const [merged = '', into = ''] = COMMUNES;
  const acts = PAIRS.flatMap(({ localityId, indicatorId, targetId }, index): Act[] => {
    const terms = plan({ quantity: null, graceDays: 30, milestones: [milestone({ value: '365' })] });
    const set = { on: addDays(FIRST, setOn[index]!), path: '/v1/targets', body: { targetId, indicatorId, localityId, ...terms } };
    const sent = CUT_OFFS.flatMap((cutOff, period): Act[] => {
      const { outcome, dated, delay, after } = reports[index * CUT_OFFS.length + period]!;
      if (outcome === 'missing') return [];
      const [asOf, on] = [addDays(cutOff, dated), addDays(cutOff, delay)];
      const value = String(daysBetween('2020-12-31', asOf) + 3);
      const body = { indicatorId, localityId, asOf, basis: 'actual', figure: { shape: 'count', value } };
      const [id, later] = [`${indicatorId}.${localityId}.2021.${asOf}.actual`, addDays(on, after)];
      const first = { on, path: '/v1/measurements', body };
      if (outcome === 'withdrawn') return [first, { on: later, path: `/v1/measurements/${id}/withdrawal`, body: { reason: 'nhập nhầm' } }];
      const figure = { shape: 'count', value: String(Number(value) + 1) };
      return outcome === 'sent'
        ? [first]
        : [first, { on: later, path: `/v1/measurements/${id}/correction`, body: { figure, reason: 'rà soát lại' } }];
    });
    return [set, ...sent];
  });
  const swap = {
    year: 2021,
    off: [
      { day: '2021-03-25', name: 'Nghỉ hoán đổi' },
      { day: '2021-03-26', name: 'Nghỉ hoán đổi' },
    ],
    worked: [],
    source: 'Thông báo',
  };
  return [
    ...acts.filter(({ on, path, body }) => on < MERGED_ON || !`${path} ${JSON.stringify(body)}`.includes(merged)),
    { on: '2021-03-24', path: '/v1/holidays', body: swap },
    {
      on: '2021-04-20',
      path: `/v1/localities/${merged}/succession`,
      body: { kind: 'merge', into, effectiveOn: MERGED_ON, legalBasis: '1/NQ' },
    },
    { on: '2021-05-20', path: '/v1/targets/households-90003/withdrawal', body: { reason: 'không còn', on: '2021-05-20' } },
  ];
}

describe('the due list and the alerts of overdue reports', () => {
  let house: TestSystem;
  let days: Days;
  let admin: HttpClient;

  beforeEach(async () => {
    house = await startTestSystem({ day: FIRST });
    await house.sql.unsafe(CLOCK);
    days = new Days(house, FIRST);
    admin = await house.as('admin');
    const commune = (localityId: string) =>
      locality({ localityId, code: '', name: localityId, fullName: localityId, level: 'commune', kind: 'xã', parentId: PROVINCE });
    const places = [
      NATION_FACTS,
      locality({ localityId: PROVINCE, code: '99', name: 'Sơn Hà', fullName: 'Tỉnh Sơn Hà' }),
      ...COMMUNES.map(commune),
    ];
    for (const facts of places) await admin.done('/v1/localities', facts);
    for (const indicatorId of INDICATORS)
      await admin.done('/v1/indicators', countIndicator({ indicatorId, accumulation: indicatorId === 'jobs' ? 'flow' : 'cumulative' }));
  }, 120_000);
  afterEach(() => house.close());

  async function missing(): Promise<ReadonlySet<string>> {
    const { status, body } = await admin.get('/v1/duties?state=missing&limit=200', { 'x-read-after': await house.store.head() });
    expect(status).toBe(200);
    return new Set((body as DutiesPage).items.flatMap(({ targets }) => targets));
  }

  async function openAlerts(): Promise<ReadonlyMap<string, AlertKind>> {
    const found = new Map<string, AlertKind>();
    for (const { targetId } of PAIRS) {
      const { events } = await house.store.readStream(`alert-${targetId}`);
      const { open } = fold(alertDecider, events.map((event) => decodeRecorded({ codec: alertCodec } as never, event)) as never);
      if (open) found.set(targetId, open.kind);
    }
    return found;
  }

  it('are one answer: a report is missing exactly where it is told, or where something worse of the same target is', async () => {
    const seen = { told: 0, worse: 0, quiet: 0 };
    const [one] = fc.sample(history, { numRuns: 1, seed: 20210104 });
    const acts = actsOf(one!);
    const differing: string[] = [];
    for (let day: CivilDate = FIRST; day <= LAST; day = addDays(day, 1)) {
      await house.sql`update journey.clock set at = ${`${day}T09:00:00+07:00`}`;
      await onDay(day, async () => {
        if (day > FIRST) await days.passTo(day);
        for (const { path, body } of acts.filter(({ on }) => on === day)) {
          const { status, body: answer } = await admin.post(path, body);
          if (status >= 300) differing.push(`${day} ${path} ${status} ${answer.code}`);
        }
        await days.settled();
        const [listed, told] = [await missing(), await openAlerts()];
        for (const { targetId } of PAIRS) {
          const [isMissing, kind] = [listed.has(targetId), told.get(targetId)];
          seen[kind === 'report_overdue' ? 'told' : isMissing ? 'worse' : 'quiet']++;
          if (isMissing ? kind === undefined : kind === 'report_overdue')
            differing.push(`${day} ${targetId} ${isMissing ? 'missing' : 'not missing'}, alert ${kind ?? 'none'}`);
        }
      });
    }
    expect(differing).toEqual([]);
    expect(seen.told).toBeGreaterThan(50);
    expect(seen.quiet).toBeGreaterThan(200);
  }, 300_000);

  it('go on once the target is achieved: the next report is missed, told, and mended by its coming', async () => {
    const [localityId = ''] = COMMUNES;
    const post = async (day: CivilDate, path: string, body: object): Promise<void> => {
      await days.liveTo(day);
      await house.sql`update journey.clock set at = ${`${day}T09:00:00+07:00`}`;
      await onDay(day, () => admin.done(path, body));
    };
    const report = (asOf: CivilDate, value: string) => ({
      ...{ indicatorId: 'households', localityId, asOf, basis: 'actual' },
      figure: { shape: 'count', value },
    });
    const terms = plan({ quantity: null, graceDays: 30, milestones: [milestone({ value: '40' })] });
    await post('2021-01-20', '/v1/targets', { targetId: 'one', indicatorId: 'households', localityId, ...terms });
    await post('2021-02-13', '/v1/measurements', report('2021-02-13', '42'));
    await days.liveTo('2021-03-26');
    const { body } = await onDay('2021-03-26', () => admin.get('/v1/targets/one/progress'));
    expect((body as { row: { status: string } }).row.status).toBe('achieved');
    expect(await onDay('2021-03-25', missing)).toEqual(new Set());
    expect(await onDay('2021-03-26', missing)).toEqual(new Set(['one']));
    await post('2021-03-29', '/v1/measurements', report('2021-03-14', '43'));
    await days.settled();
    expect(await onDay('2021-03-29', missing)).toEqual(new Set());
    const { events } = await house.store.readStream('alert-one');
    const said = events.map(({ type, data }) => [type, (data as { day: string }).day, (data as { why?: string }).why]);
    expect(said.slice(-2)).toEqual([
      ['AlertRaised', '2021-03-26', undefined],
      ['AlertResolved', '2021-03-29', 'reported'],
    ]);
  }, 120_000);

  it('go by the holidays that are announced: due day, reminders, alert and its escalation', async () => {
    const terms = plan({ quantity: null, graceDays: 30, milestones: [milestone({ value: '365' })] });
    const [localityId = ''] = COMMUNES;
    await days.passTo('2021-03-08');
    await house.sql`update journey.clock set at = '2021-03-08T09:00:00+07:00'`;
    await onDay('2021-03-08', () => admin.done('/v1/targets', { targetId: 'one', indicatorId: 'households', localityId, ...terms }));
    const off = ['2021-03-24', '2021-03-25', '2021-04-07', '2021-04-08'].map((day) => ({ day, name: 'Nghỉ hoán đổi' }));
    await onDay('2021-03-16', () => admin.done('/v1/holidays', { year: 2021, off, worked: [], source: 'Thông báo' }));
    await days.liveTo('2021-04-13');
    const { body } = await onDay('2021-03-20', () => admin.get('/v1/duties?period=2021-03'));
    expect((body as DutiesPage).items.map(({ dueOn }) => dueOn)).toEqual(['2021-03-26']);
    const said = async (stream: string) =>
      (await house.store.readStream(stream)).events.map(({ type, data }) => `${type} ${(data as { day: string }).day}`);
    expect(await said(`reminder-${localityId}`)).toEqual(['RemindersDue 2021-03-19', 'RemindersDue 2021-03-23']);
    // Without the days off: 2021-03-26, 2021-04-02 and 2021-04-09.
    expect(await said('alert-one')).toEqual(['AlertRaised 2021-03-27', 'AlertChanged 2021-04-03', 'AlertEscalated 2021-04-13']);
  }, 120_000);
});
