import { setTimeout as sleep } from 'node:timers/promises';
import { startTestSystem, type TestSystem } from '../support/system.js';
import { Days } from '../support/days.js';
import { eventually } from '../support/eventually.js';
import type { HttpClient } from '../support/http-client.js';
import { startMailServer, type MailServer } from '../support/notifications.js';
import { locality, NATION_FACTS } from '../support/samples.js';
import { silentLog } from '../support/silent-log.js';
import { addDays, type CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { PROJECTIONS } from '../../apps/projector/projections.js';
import { EVALUATOR_NAME } from '../../libs/features/alerts/evaluator/alert-evaluator.js';
import { deliver } from '../../libs/features/notifications/deliverer.js';
import { dueLanes, GATHER_MS } from '../../libs/features/notifications/outbox.js';
import { NOTIFICATIONS } from '../../libs/features/notifications/outbox.tables.js';
import { openMailer, type Mailer } from '../../libs/features/notifications/send-mail.js';
import { perform, type People } from './alert-year.acts.js';
import { figureOf, planOf, type Cell } from './alert-year.reading.js';
import { COMMUNES, FIRST_DAY, INDICATORS, MERGED, PROFILE, PROVINCE, TARGETS, type Act, type TargetRow } from './alert-year.table.js';

/** Every event is recorded at the hour that the journey has come to. */
const CLOCK = `
  create schema journey;
  create table journey.clock (at timestamptz not null);
  insert into journey.clock values (now());
  create function journey.tell_time() returns trigger language plpgsql as $$
    begin new.recorded_at := (select at from journey.clock); return new; end $$;
  create trigger journey_clock before insert on event_store.event for each row execute function journey.tell_time()`;

const FOLLOWERS = [...PROJECTIONS.map(({ name }) => name), EVALUATOR_NAME, NOTIFICATIONS];

/** Days that also wait for the outbox, and look often: there are some hundred of them. */
class BriskDays extends Days {
  constructor(private readonly at: TestSystem) {
    super(at, FIRST_DAY);
  }

  override async settled(): Promise<void> {
    const { sql, store } = this.at;
    const positions = FOLLOWERS.map((name) => `select position from ${name}.checkpoint`).join(' union all ');
    for (let head = await store.head(); ; head = await store.head()) {
      const rows = await sql.unsafe<{ position: string }[]>(positions);
      if (rows.every(({ position }) => position === head) && head === (await store.head())) return;
      await sleep(3);
    }
  }
}

/** A whole system on which a year is lived by its own clock, with two people who get mail. */
export class House {
  private readonly sending: Promise<void>[] = [];
  private now = 0;

  private constructor(
    readonly system: TestSystem,
    readonly days: Days,
    readonly mails: MailServer,
    private readonly mailer: Mailer,
    private readonly people: People,
  ) {}

  static async open(): Promise<House> {
    const [system, mails] = await Promise.all([startTestSystem({ day: FIRST_DAY }), startMailServer()]);
    await system.sql.unsafe(CLOCK);
    const mailer = openMailer(system.sql, {
      smtpUrl: mails.url,
      from: 'Tiến Độ <tiendo@example.vn>',
      publicUrl: 'https://tiendo.example.vn',
    });
    const people = {
      admin: await system.as('admin'),
      planner: await system.as('planner', PROVINCE),
      verifier: await system.as('verifier', PROVINCE),
      leader: await system.as('leader', MERGED.into, { subject: 'chu-tich-dong-son', name: 'Chủ tịch xã' }),
      chief: await system.as('leader', PROVINCE, { subject: 'chu-tich-tinh', name: 'Chủ tịch tỉnh' }),
    };
    const house = new House(system, new BriskDays(system), mails, mailer, people);
    await house.setClock(FIRST_DAY, '08:00');
    return house;
  }

  async close(): Promise<void> {
    await Promise.all(this.sending);
    this.mailer.close();
    await this.system.close();
    await this.mails.close();
  }

  private async setClock(day: CivilDate, time: string): Promise<void> {
    this.now = Date.parse(`${day}T${time}:00+07:00`);
    await this.system.sql`update journey.clock set at = ${new Date(this.now).toISOString()}`;
  }

  /** The province, its communes, the indicators, and the targets that stand from the start. */
  async furnish(targets: readonly TargetRow[] = TARGETS): Promise<void> {
    const { admin, planner } = this.people;
    await admin.done('/v1/localities', NATION_FACTS);
    await admin.done(
      '/v1/localities',
      locality({ localityId: PROVINCE, code: '99', name: 'Sơn Hà', fullName: 'Tỉnh Sơn Hà', nameEn: 'Son Ha' }),
    );
    for (const [localityId, name, nameEn] of COMMUNES) {
      const facts = {
        localityId,
        name,
        nameEn,
        fullName: `Xã ${name}`,
        code: '',
        kind: 'xã',
        level: 'commune',
        parentId: PROVINCE,
      } as const;
      await admin.done('/v1/localities', locality(facts));
    }
    for (const row of INDICATORS) await this.define(row);
    await admin.done('/v1/indicators/giai-ngan/profiles', PROFILE);
    for (const target of targets.filter(({ of, from }) => !of && !from)) await this.setTarget(target);
    for (const whole of new Set(targets.flatMap(({ of }) => of ?? []))) await this.allocate(whole, targets, planner);
    await this.days.settled();
  }

  private async define([indicatorId, name, nameEn, shape, unit, more = {}]: (typeof INDICATORS)[number]): Promise<void> {
    const { calendar, ...definition } = { accumulation: 'cumulative', ...more } as { calendar?: object; accumulation: string };
    const rollUp = shape === 'ratio' ? 'ratio' : shape === 'index' || shape === 'task' ? 'none' : 'sum';
    const base = shape === 'ratio' ? 'toàn bộ' : null;
    await this.people.admin.done('/v1/indicators', { indicatorId, name, nameEn, shape, unit, rollUp, base, ...definition });
    if (calendar) await this.people.admin.done(`/v1/indicators/${indicatorId}/calendar`, { calendar });
  }

  private async setTarget({ id, indicator, at, plan, more = {} }: TargetRow): Promise<void> {
    await this.people.planner.done('/v1/targets', { targetId: id, indicatorId: indicator, localityId: at, ...planOf(plan), ...more });
  }

  private async allocate(whole: string, targets: readonly TargetRow[], planner: HttpClient): Promise<void> {
    const parts = targets.filter(({ of }) => of === whole).map(({ id, at, plan }) => ({ targetId: id, localityId: at, quantity: plan }));
    await planner.done(`/v1/targets/${whole}/allocations`, { parts });
  }

  /** A daily digest of the province for its leader; every alert at once, but not at night, for the planner of Đông Sơn. */
  async subscribe(): Promise<void> {
    const binh = await this.system.as('planner', MERGED.into, { subject: 'binh' });
    const digest = { kind: 'email', address: 'chu-tich@son-ha.example.vn', mode: 'daily', digestAt: '07:00' };
    const atOnce = { kind: 'email', address: 'binh@dong-son.example.vn', atOnceFrom: 'notice', quietFrom: '21:00', quietUntil: '06:00' };
    await this.people.chief.done('/v1/subscriptions', { localities: [PROVINCE], severities: ['critical', 'warning'], channel: digest });
    await binh.done('/v1/subscriptions', { localities: [MERGED.into], channel: atOnce });
    // Both have followed the links; the mails with them were sent by another clock than the journey's.
    await this.system.sql`update notifications.contact set confirmed_at = now()`;
    await this.system.sql`delete from notifications.outbox where lane like 'confirm:%'`;
    await this.days.settled();
  }

  /** Days go by until `day` has begun; of those on which nothing can happen none is stopped at. Mails go out at their hours. */
  async liveUntil(day: CivilDate): Promise<void> {
    while (this.days.today < day) {
      const stops = [day, await this.nextDay(), (await this.hasWaiting()) ? addDays(this.days.today, 1) : null];
      await this.begin(stops.filter((stop) => stop !== null).sort()[0] ?? day);
    }
  }

  /** A day begins at midnight, or, where the program stood still, when it comes back. */
  async begin(day: CivilDate, time = '00:05'): Promise<void> {
    await this.setClock(day, time);
    await this.days.passTo(day);
    if (!(await this.hasWaiting())) return;
    // What was recorded late goes out when nothing more of it comes.
    const gathered = new Date(Date.parse(`${day}T${time}:59Z`) + GATHER_MS).toISOString().slice(11, 16);
    for (const hour of [time, gathered, '06:00', '07:00'].filter((later) => later >= time)) await this.sendAt(day, hour);
  }

  private async nextDay(): Promise<CivilDate | null> {
    const [row] = await this.system.sql<{ day: CivilDate | null }[]>`
      select min(next_day)::text as day from evaluator.pair where next_day > ${this.days.today}::text::date`;
    return row?.day ?? null;
  }

  private async hasWaiting(): Promise<boolean> {
    return (await this.system.sql`select from notifications.outbox where state = 'waiting' limit 1`).length > 0;
  }

  private async sendAt(day: CivilDate, hour: string): Promise<void> {
    await this.setClock(day, hour);
    const lanes = () => dueLanes(this.system.sql, this.now, []);
    if ((await lanes()).length === 0) return;
    const [stopping, at] = [new AbortController(), this.now];
    const mail: Mailer['send'] = (batch) => this.mailer.send(batch, at);
    const webhook = (): Promise<never> => Promise.reject(new Error('nobody asked for webhooks'));
    const { sql, store } = this.system;
    this.sending.push(deliver({ sql, store, log: silentLog, now: () => at, mail, webhook }, stopping.signal));
    await eventually(async () => expect(await lanes()).toEqual([]));
    stopping.abort();
  }

  /** What people do at nine in the morning. */
  async work(day: CivilDate, figures: readonly Cell[], acts: readonly Act[], targets: readonly TargetRow[] = []): Promise<void> {
    await this.setClock(day, '09:00');
    for (const target of targets) await this.setTarget(target);
    if (figures.length > 0) await this.report(figures);
    for (const act of acts) await perform(act, this.people);
    await this.days.settled();
    await this.sendAt(day, '09:00');
  }

  private async report(figures: readonly Cell[]): Promise<void> {
    const rows = figures.map(({ indicatorId, localityId, asOf, value }) => ({
      ...{ indicatorId, localityId, asOf, year: indicatorId === 'giai-ngan' ? 2025 : Number(asOf.slice(0, 4)) },
      ...{ basis: 'actual', figure: figureOf(indicatorId, value) },
    }));
    await this.people.planner.done('/v1/measurements', rows);
  }
}
