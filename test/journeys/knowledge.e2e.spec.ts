import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { Role } from '../../libs/domain/kernel/command.js';
import { rebuildProjection } from '../../libs/event-store/projection-rebuild.js';
import { PROJECTIONS } from '../../apps/projector/projections.js';
import type { HttpClient } from '../support/http-client.js';
import { onDay } from '../support/on-day.js';
import { House } from './alert-year.house.js';
import { figuresBySent } from './alert-year.reading.js';
import { ACTS, MERGED, OUTAGE, PROVINCE, TARGETS } from './alert-year.table.js';

const FIGURES = figuresBySent();

/** The days on which somebody asks, each after a month of something: corrections, an outage, a merger, what came late, the year's end. */
const ASKED_ON: readonly CivilDate[] = ['2025-03-31', '2025-05-19', '2025-07-02', '2025-09-30', '2026-01-15'];

const DISBURSED = `giai-ngan.${PROVINCE}.2025`;
const CAPITAL = { indicatorId: 'giai-ngan', localityId: PROVINCE, year: 2025, trancheId: 'dot-1' };
const LATE = {
  indicatorId: 'nong-thon-moi',
  localityId: PROVINCE,
  asOf: '2025-03-31',
  basis: 'settled',
  figure: { shape: 'count', value: '42' },
};
const RATE = { shape: 'ratio', numerator: '4.5', denominator: '100' };

/** What is asked each time, with whether an `asOf` may be named. */
const ROUTES: readonly (readonly [path: string, takesDay: boolean])[] = [
  [`/v1/progress?locality=${PROVINCE}&limit=20`, true],
  [`/v1/progress?status=behind,missed,no_data&sort=status`, true],
  ['/v1/targets/viec-lam/progress', true],
  ['/v1/targets/di-doi-moi/progress', true],
  ['/v1/targets?limit=10&sort=-due', false],
  ['/v1/targets/thu-ngan-sach', false],
  ['/v1/scoreboard?by=indicator', true],
  ['/v1/measurements?limit=30&sort=-recordedAt', false],
  [`/v1/measurements/${DISBURSED}.2025-02-14.actual`, false],
  [`/v1/localities/${MERGED.into}`, true],
  [`/v1/localities/${PROVINCE}/tree?depth=2`, true],
  ['/v1/indicators/giai-ngan', false],
  ['/v1/alerts?state=all&limit=15', true],
  ['/v1/alerts/counts?state=all', true],
  ['/v1/duties?limit=25', true],
  ['/v1/duties/summary', true],
  ['/v1/plan-capital', true],
  [`/v1/plan-capital/${DISBURSED}`, true],
  ['/v1/holidays/2025', false],
  [`/v1/escalation/${PROVINCE}`, true],
];

interface Given {
  readonly on: CivilDate;
  readonly path: string;
  readonly takesDay: boolean;
  readonly position: string;
  readonly answer: string;
}

async function answerOf(client: HttpClient, path: string): Promise<{ readonly text: string; readonly position: string }> {
  const response = await fetch(new URL(path, client.url), {
    headers: { authorization: `Bearer ${client.token}`, 'accept-language': 'vi' },
  });
  return {
    text: `${response.status} ${await response.text()}`.replace(/"correlationId":"[^"]*"/, ''),
    position: response.headers.get('x-read-position') ?? '',
  };
}

/** Where two texts part, with a little of each: the whole of an answer is too much to read. */
function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `…${a.slice(Math.max(0, at - 80), at + 80)}… became …${b.slice(Math.max(0, at - 80), at + 80)}…`;
}

const withParts = (path: string, parts: Readonly<Record<string, string>>): string =>
  path + (path.includes('?') ? '&' : '?') + new URLSearchParams(parts).toString();

describe('what was known on five days of a year', () => {
  let house: House;
  let auditor: HttpClient;
  const given: Given[] = [];

  /** Beside the year's own acts: capital and holidays, figures that are verified and withdrawn, one that comes months late, one corrected after that. */
  const MORE: readonly (readonly [on: CivilDate, role: Role, path: string, body: object])[] = [
    ['2025-01-20', 'planner', '/v1/plan-capital', { ...CAPITAL, on: '2025-01-20', amount: '5000' }],
    ['2025-03-26', 'verifier', `/v1/measurements/${DISBURSED}.2025-02-14.actual/verification`, {}],
    ['2025-04-08', 'admin', '/v1/holidays', { year: 2025, off: [{ day: '2025-05-05', name: 'Nghỉ bù' }], worked: [], source: 'Thông báo' }],
    ['2025-04-29', 'planner', `/v1/measurements/xuat-khau.${PROVINCE}.2025.2025-04-14.actual/withdrawal`, { reason: 'nhập nhầm' }],
    [
      '2025-06-12',
      'planner',
      `/v1/plan-capital/${DISBURSED}/adjustments`,
      { trancheId: 'dot-1', on: '2025-06-10', amount: '4800', reason: 'cắt giảm' },
    ],
    ['2025-08-11', 'planner', '/v1/measurements', LATE],
    ['2025-09-02', 'leader', '/v1/escalation', { localityId: PROVINCE, steps: [{ afterWorkingDays: 3, level: 1 }] }],
    ['2025-11-03', 'planner', `/v1/measurements/${DISBURSED}.2025-02-14.actual/correction`, { figure: RATE, reason: 'rà soát' }],
  ];

  const DAYS = [
    ...new Set([
      ...FIGURES.keys(),
      OUTAGE.back,
      ...ACTS.map(({ on }) => on),
      ...TARGETS.flatMap(({ from }) => from ?? []),
      ...MORE.map(([on]) => on),
      ...ASKED_ON,
    ]),
  ].sort();

  beforeAll(async () => {
    house = await House.open();
    await house.furnish();
    auditor = await house.system.as('auditor');
    for (const day of DAYS.filter((one) => one <= ASKED_ON.at(-1)!)) {
      if (day >= OUTAGE.back && house.days.today < OUTAGE.back) {
        await house.liveUntil(OUTAGE.from);
        await house.begin(OUTAGE.back, '08:00');
      }
      await house.liveUntil(day);
      const acts = ACTS.filter(({ on }) => on === day);
      await house.work(
        day,
        FIGURES.get(day) ?? [],
        acts,
        TARGETS.filter(({ from }) => from === day),
      );
      for (const [, role, path, body] of MORE.filter(([on]) => on === day)) {
        const person = await house.system.as(role, role === 'admin' ? 'vn' : PROVINCE, { subject: `${role}-2` });
        await onDay(day, () => person.done(path, body));
      }
      await house.days.settled();
      if (ASKED_ON.includes(day)) await onDay(day, () => ask(day));
    }
  }, 300_000);
  afterAll(() => house.close());

  async function ask(on: CivilDate): Promise<void> {
    for (const [path, takesDay] of ROUTES) {
      const { text, position } = await answerOf(auditor, path);
      given.push({ on, path, takesDay, position, answer: text });
    }
  }

  const again = async (known: (one: Given) => Readonly<Record<string, string>>): Promise<void> => {
    for (const one of given) {
      const { text, position } = await answerOf(auditor, withParts(one.path, known(one)));
      if (text !== one.answer) throw new Error(`${one.on} ${one.path}: ${firstDifference(one.answer, text)}`);
      expect([one.on, one.path, position]).toEqual([one.on, one.path, one.position]);
    }
  };
  const byPosition = (): Promise<void> => again(({ on, position, takesDay }) => ({ knownAt: position, ...(takesDay ? { asOf: on } : {}) }));
  const byInstant = (): Promise<void> => again(({ on }) => ({ knownAt: `${on}T23:45:00+07:00` }));

  it('differed from one day to the next', () => {
    for (const [path] of ROUTES.slice(0, 3)) {
      const answers = given.filter((one) => one.path === path).map(({ answer }) => answer);
      expect(new Set(answers).size).toBe(ASKED_ON.length);
    }
    expect(given.filter(({ answer }) => !/^(200|404) /.test(answer))).toEqual([]);
  });

  it('is told again to the byte by the position of the answer', byPosition, 120_000);

  it('is told again to the byte by the instant', byInstant, 120_000);

  it('is told again to the byte after the read tables were filled anew', async () => {
    const { store, sql } = house.system;
    for (const projection of PROJECTIONS) await rebuildProjection({ store, sql, projection });
    await house.days.settled();
    await byPosition();
    await byInstant();
  }, 240_000);
});
