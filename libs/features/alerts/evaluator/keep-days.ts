import { setTimeout as sleep } from 'node:timers/promises';
import { calendarDayCodec } from '../../../domain/calendar-day/calendar-day.codec.js';
import { beginDays, calendarDayDecider } from '../../../domain/calendar-day/calendar-day.decide.js';
import { calendarDayStream, calendarDayStreamOf, type CalendarDayEvent } from '../../../domain/calendar-day/calendar-day.events.js';
import type { CommandContext } from '../../../domain/kernel/command.js';
import { daysBetween, yearOf, type CivilDate } from '../../../domain/kernel/civil-date.js';
import { draftsOf } from '../../../event-store/command-handling.drafts.js';
import { WrongExpectedRevision } from '../../../event-store/errors.js';
import { uuidV5 } from '../../../event-store/event-ids.js';
import type { EventStore, RecordedEvent } from '../../../event-store/event-store.js';
import { EVALUATOR } from './look-at.js';

const LOOK_EVERY_MS = 15_000;
const MOST_YEARS_BACK = 10;
/** Machines that lost their clock wake in 1970. */
const MOST_YEARS_AHEAD = 100;
/** Namespace of the ids of these events: the same day, the same id, also where several are caught up with at once. */
const DAYS = '0c9a1b64-1d0c-5f5e-9c0e-6f6a2f0d7a11';
const CALENDAR = { category: 'calendar', codec: calendarDayCodec, decider: calendarDayDecider };

export interface DayKeeping {
  readonly store: EventStore;
  /** The civil date in Asia/Ho_Chi_Minh. */
  readonly today: () => CivilDate;
  readonly log: { info(facts: object, sentence: string): void; warn(facts: object, sentence: string): void };
}

/** What is recorded of days cannot be taken back: a leap is believed once the clock has stood there for an hour, so that a slip of it does no harm. */
const LONGEST_LEAP_DAYS = 31;
const HOLD_MS = 3_600_000;

/** Whether to believe that the day is `today` after `last`. */
export type Belief = (last: CivilDate | null, today: CivilDate) => boolean;

/** `uptime` in milliseconds, from a clock that nobody sets. */
export function believingNoLeap(uptime: () => number): Belief {
  let since: number | null = null;
  return (last, today) => {
    const isLeap = last !== null && daysBetween(last, today) > LONGEST_LEAP_DAYS;
    since = isLeap ? (since ?? uptime()) : null;
    return since === null || uptime() - since >= HOLD_MS;
  };
}

/** Records every day as it begins, after an outage each of those missed in order, until `signal` aborts. */
export async function keepDays(parts: DayKeeping, signal: AbortSignal): Promise<void> {
  const believes = believingNoLeap(() => performance.now());
  while (!signal.aborted) {
    await recordDays(parts, believes).catch((error: unknown) => parts.log.warn({ error: String(error) }, 'the day cannot be recorded yet'));
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

/** Records the days that began since the last one recorded; the first time, today alone. Safe to repeat. Throws the store's errors. */
export async function recordDays({ store, today, log }: DayKeeping, believes: Belief = () => true): Promise<void> {
  const now = today();
  const last = await lastDay(store, now);
  if (last && last.day > now) {
    log.warn({ last: last.day, today: now }, 'the clock is behind the days on record: none is recorded until it has caught up');
    return;
  }
  if (!believes(last?.day ?? null, now)) {
    log.warn(
      { last: last?.day, today: now },
      'the clock leapt or the outage was long: days are recorded once it has stood there for an hour',
    );
    return;
  }
  const events = beginDays(last?.day ?? null, now);
  if (events.length === 0) return;
  try {
    for (const year of new Set(events.map(({ data }) => yearOf(data.day)))) await append(store, year, events, last);
  } catch (error) {
    // Another projector was faster.
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
  if (events.length > 1) log.info({ days: events.length, from: events[0]?.data.day }, 'caught up with the days of an outage');
}

interface LastDay {
  readonly day: CivilDate;
  readonly stream: string;
  readonly revision: number;
}

/** The last day on record; where the clock stands before it, that of a later year. */
async function lastDay(store: EventStore, now: CivilDate): Promise<LastDay | null> {
  const year = yearOf(now);
  let last: LastDay | null = null;
  for (let back = 0; last === null && back < MOST_YEARS_BACK; back++) last = await lastOf(store, year - back);
  return last?.day === now ? last : ((await lastAfter(store, year)) ?? last);
}

async function lastOf(store: EventStore, year: number): Promise<LastDay | null> {
  const [event] = (await store.readStream(calendarDayStream(year), { direction: 'backward', limit: 1 })).events;
  return event ? dayOf(event) : null;
}

/** The last day of the years after one. */
async function lastAfter(store: EventStore, year: number): Promise<LastDay | null> {
  const later = Array.from({ length: MOST_YEARS_AHEAD }, (_, ahead) => calendarDayStream(year + 1 + ahead));
  const streams = await store.readStreams(later);
  const event = streams.get(later.findLast((stream) => streams.has(stream)) ?? '')?.at(-1);
  return event ? dayOf(event) : null;
}

const dayOf = ({ stream, revision, data }: RecordedEvent): LastDay => ({ day: (data as { day: CivilDate }).day, stream, revision });

async function append(store: EventStore, year: number, events: readonly CalendarDayEvent[], last: LastDay | null): Promise<void> {
  const own = events.filter(({ data }) => yearOf(data.day) === year);
  const stream = calendarDayStreamOf(own[0]!.data.day);
  const drafts = own.flatMap((event) => draftsOf(CALENDAR, stream, contextOf(event.data.day), [event]));
  await store.append(stream, last?.stream === stream ? last.revision : 'no_stream', drafts);
}

function contextOf(today: CivilDate): CommandContext {
  const commandId = uuidV5(DAYS, today);
  return { commandId, correlationId: commandId, causationId: commandId, actor: EVALUATOR, today };
}
