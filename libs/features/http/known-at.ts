import type { Sql } from 'postgres';
import { knownAt as knownAtField } from '../../contract/fields.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { comparePositions, START, type EventStore, type Position } from '../../event-store/event-store.js';
import { both } from './expectations.js';
import { checkWritten } from './position-header.js';
import type { ProjectionPositions } from './projection-positions.js';
import { InvalidRequest, Unavailable } from './refusals.js';
import { todayInVietnam } from './today.js';
import { parsed } from './valid.js';

/** Up to where the history is known, and which day it then was. */
export interface KnownAt {
  readonly position: Position;
  readonly day: CivilDate;
  readonly lastDay: CivilDate;
}

const PATIENCE_MS = 5_000;
const PASSED = both('một vị trí hay thời điểm đã qua', 'a position or an instant that has passed');

/**
 * The moment that a request's `knownAt` names: a position, or an instant, which is that of the last event recorded at or before it; before
 * the first event nothing was known. Throws `InvalidRequest` for what is malformed or yet to come, `Unavailable` while `moments` lags behind.
 */
export async function knownAtOf(asked: unknown, sql: Sql, store: EventStore, positions: ProjectionPositions): Promise<KnownAt> {
  const text = parsed(knownAtField, asked, 'knownAt').replace(' ', '+');
  const head = await store.head();
  return text.includes('T') ? ofInstant(text, head, sql, store, positions) : ofPosition(text, head, sql, positions);
}

function refuse(got: string): never {
  throw new InvalidRequest([{ path: 'knownAt', code: 'field_invalid', expected: PASSED, got }]);
}

async function ofPosition(position: Position, head: Position, sql: Sql, positions: ProjectionPositions): Promise<KnownAt> {
  checkWritten(position, head, 'knownAt');
  if (comparePositions(position, head) > 0) refuse(position);
  await through(position, positions);
  const [commit = '0'] = position.split('/');
  const [row] = await sql<
    { at: Date }[]
  >`select first_at as at from moments.moment where ordinal <= ${commit} order by ordinal desc limit 1`;
  const today = todayInVietnam();
  // When somebody asked after the event nobody knows: any day since then may have been meant.
  return { position, day: row ? todayInVietnam(row.at.getTime()) : today, lastDay: today };
}

async function ofInstant(text: string, head: Position, sql: Sql, store: EventStore, positions: ProjectionPositions): Promise<KnownAt> {
  const instant = Date.parse(text);
  if (instant > Date.now()) refuse(text);
  const day = todayInVietnam(instant);
  await through(head, positions);
  const found = await lastMoment(new Date(instant).toISOString(), sql);
  if (!found) return { position: START, day, lastDay: day };
  const position = found.lastAt.getTime() <= instant ? found.last : await lastWithin(instant, found, store);
  return { position, day, lastDay: day };
}

interface Moment {
  readonly position: Position;
  readonly last: Position;
  readonly lastAt: Date;
}

/** The last moment that began by an instant. Where the clock was never set back, moments stand in the order of time. */
async function lastMoment(instant: string, sql: Sql): Promise<Moment | null> {
  const [found] = await sql<Moment[]>`
    select position, last_position as last, last_at as "lastAt" from moments.moment where ordinal = (
      select greatest(
        (select ordinal from moments.moment where not is_back and first_at <= ${instant} order by first_at desc, ordinal desc limit 1),
        (select max(ordinal) from moments.moment where is_back and first_at <= ${instant})))`;
  return found ?? null;
}

/** Within a moment: the last event of it that was recorded by an instant. */
async function lastWithin(instant: number, { position, last }: Moment, store: EventStore): Promise<Position> {
  let at = position;
  for await (const { events } of store.readAll({ from: position, batchSize: 500 })) {
    for (const event of events) {
      if (comparePositions(event.position, last) > 0) return at;
      if (Date.parse(event.recordedAt) <= instant) at = event.position;
    }
  }
  return at;
}

async function through(position: Position, positions: ProjectionPositions): Promise<void> {
  if (await positions.reaches('moments', position, PATIENCE_MS)) return;
  throw new Unavailable('read_after_timeout', 1, { params: { position, projection: 'moments' } });
}
