import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { ProjectionHealth, Ready } from '../../contract/health.js';
import { ordinal, type EventStore, type Position } from '../../event-store/event-store.js';
import { STATUS_SCHEMA } from '../../event-store/projection.js';
import { isProjectorRunning } from '../../event-store/projector-lease.js';
import { todayInVietnam } from '../http/today.js';
import { EVENT_STORE, SQL } from '../http/tokens.js';

const PATIENCE_MS = 2_000;

/** The read models without which the API is not ready. */
export const READ_MODELS = [
  'accesses',
  'alerts',
  'directives',
  'escalation',
  'holidays',
  'indicators',
  'localities',
  'moments',
  'plan_capital',
  'progress',
  'targets',
] as const;

interface StatusRow {
  readonly name: string;
  readonly state: 'running' | 'rebuilding' | 'stopped';
  readonly error: Record<string, unknown> | null;
}

/** Looks at everything that the service rests on; a part that does not answer within two seconds is down. */
@Injectable()
export class HealthQueries {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  /** Never throws: what fails is part of the answer. */
  async ready(): Promise<Ready> {
    const [eventStore, database] = await Promise.all([probed(() => this.store.head()), probed(() => this.sql`select 1`)]);
    const head = eventStore.value;
    const { value } = database.ok ? await probed(() => this.projections(head)) : { value: null };
    const projections = value ?? [];
    const days = daysOf((database.ok ? await probed(() => this.recordedDay()) : null)?.value ?? null, Date.now());
    const answers = eventStore.ok && database.ok && projections.length > 0 && projections.every(({ position }) => position !== null);
    const status = !answers ? 'unavailable' : isWell(projections, days) ? 'ready' : 'degraded';
    return { status, eventStore: partOf(eventStore), database: partOf(database), head, days, projections };
  }

  /** Every read model, and whatever else a projector has reported, by name. */
  private async projections(head: Position | null): Promise<ProjectionHealth[]> {
    const [reported, isLed] = await Promise.all([this.reported(), isProjectorRunning(this.sql)]);
    const rows = new Map<string, StatusRow>(READ_MODELS.map((name) => [name, { name, state: 'running', error: null }]));
    for (const row of reported) rows.set(row.name, row);
    return Promise.all([...rows.values()].map((row) => this.healthOf(row, isLed, head)));
  }

  private async recordedDay(): Promise<CivilDate | null> {
    const [table] = await this.sql`select to_regclass('evaluator.taken') is not null as here`;
    const [row] = table?.here ? await this.sql<{ day: CivilDate }[]>`select day::text from evaluator.taken` : [];
    return row?.day ?? null;
  }

  private async reported(): Promise<readonly StatusRow[]> {
    const [table] = await this.sql`select to_regclass(${`${STATUS_SCHEMA}.status`}) is not null as here`;
    return table?.here ? this.sql<StatusRow[]>`select name, state, error from ${this.sql(`${STATUS_SCHEMA}.status`)} order by name` : [];
  }

  private async healthOf({ name, state, error }: StatusRow, isLed: boolean, head: Position | null): Promise<ProjectionHealth> {
    const position = await this.positionOf(name);
    const waits = state !== 'stopped' && (!isLed || (position === null && state === 'running'));
    const reason = waits ? { message: isLed ? 'there are no tables yet' : 'no projector is running' } : error;
    const lagSeconds = position === null || head === null ? null : position === head ? 0 : await this.waitingSince(position);
    return { name, state: waits ? 'waiting' : state, position, lag: lagOf(position, head), lagSeconds, reason };
  }

  /** Seconds since the first event after a position was recorded; 0 without one. */
  private async waitingSince(from: Position): Promise<number> {
    for await (const { events } of this.store.readAll({ from, batchSize: 1 })) {
      if (events[0]) return Math.max((Date.now() - Date.parse(events[0].recordedAt)) / 1000, 0);
    }
    return 0;
  }

  private async positionOf(name: string): Promise<Position | null> {
    const [table] = await this.sql`select to_regclass(${`${name}.checkpoint`}) is not null as here`;
    if (!table?.here) return null;
    const [row] = await this.sql<{ position: Position }[]>`select position from ${this.sql(`${name}.checkpoint`)}`;
    return row?.position ?? null;
  }
}

const isWell = (projections: readonly ProjectionHealth[], { reason }: Ready['days']): boolean =>
  reason === null && projections.every(({ state }) => state === 'running');

/** After midnight the projector needs a moment to record the day and to look at every target that it may make late. */
const DAY_MISSING_MS = 15 * 60_000;

/** The day on record beside the clock at `now` (ms). */
export function daysOf(recorded: CivilDate | null, now: number): Ready['days'] {
  const today = todayInVietnam(now);
  const isAhead = recorded !== null && recorded > today;
  const isBehind = recorded !== null && recorded < todayInVietnam(now - DAY_MISSING_MS);
  const reason = isAhead
    ? 'the record is ahead of the clock: no day begins until it catches up'
    : isBehind
      ? 'days are not recorded: the projector does not run, or waits because the clock leapt'
      : null;
  return { recorded, today, reason };
}

// Only dense positions count events; those of EventStoreDB are places in its log.
function lagOf(position: Position | null, head: Position | null): number | null {
  if (position === null || head === null) return null;
  if (position === head) return 0;
  if (position.includes('/') || head.includes('/')) return null;
  return Math.max(Number(ordinal(head) - ordinal(position)), 0);
}

interface Probe<Value> {
  readonly ok: boolean;
  readonly ms: number;
  readonly value: Value | null;
  readonly error: string | null;
}

async function probed<Value>(ask: () => Promise<Value>): Promise<Probe<Value>> {
  const began = performance.now();
  const ms = (): number => Math.round((performance.now() - began) * 10) / 10;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS} ms`)), PATIENCE_MS);
  });
  try {
    const value = await Promise.race([ask(), late]);
    return { ok: true, ms: ms(), value, error: null };
  } catch (error) {
    // The code only: a driver's message may name hosts and users, and this route is open.
    const { code, message } = error as { code?: string; message: string };
    return { ok: false, ms: ms(), value: null, error: code ?? (message.startsWith('no answer') ? message : 'unavailable') };
  } finally {
    clearTimeout(timer);
  }
}

function partOf({ ok, ms, error }: Probe<unknown>): Ready['database'] {
  return { ok, ms, reason: error };
}
