import type { CivilDate } from '../../../domain/kernel/civil-date.js';
import { fold } from '../../../domain/kernel/decider.js';
import { reminderCodec } from '../../../domain/reminder/reminder.codec.js';
import { remind, reminderDecider, type Remind } from '../../../domain/reminder/reminder.decide.js';
import { reminderStream } from '../../../domain/reminder/reminder.events.js';
import type { NamedDuty } from '../../../domain/reminder/reminder.sentence.js';
import { metadataOf } from '../../../event-store/aggregate.js';
import { draftsOf } from '../../../event-store/command-handling.drafts.js';
import { WrongExpectedRevision } from '../../../event-store/errors.js';
import { uuidV5 } from '../../../event-store/event-ids.js';
import type { EventStore, RecordedEvent, StreamAppend } from '../../../event-store/event-store.js';
import { decodeRecorded } from '../../../event-store/projection-fold.js';
import type { KnownWorld } from './known-world.js';
import { EVALUATOR, type LookParts, type OwedReport } from './look-at.js';

const REMINDER = { category: 'reminder', codec: reminderCodec, decider: reminderDecider };
const MOST_ATTEMPTS = 5;
const AT_ONCE = 100;

/**
 * Reminds each locality once of all its reports. The ids are made of the event that was the reason and of the day, and a day that was reminded of is not again:
 * a repetition appends nothing. Throws the store's errors.
 */
export async function remindOf(
  owed: readonly OwedReport[],
  cause: RecordedEvent,
  day: CivilDate,
  { store, reports: { workingDays } }: Pick<LookParts, 'store' | 'reports'>,
  world: KnownWorld,
): Promise<void> {
  const all = remindersOf(owed, day, world);
  const draft = async (one: Remind): Promise<StreamAppend> => {
    const stream = reminderStream(one.localityId);
    const { last, revision } = await lastOf(store, stream);
    const commandId = uuidV5(cause.id, `${stream} ${day}`);
    const { correlationId } = metadataOf(cause);
    const context = { commandId, correlationId, causationId: cause.id, actor: EVALUATOR, today: day };
    const expected = revision < 0 ? 'no_stream' : revision;
    return { stream, expected, events: draftsOf(REMINDER, stream, context, remind(one, last, workingDays)) };
  };
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    await appendAll(store, () => Promise.all(some.map(draft)));
  }
}

/** By locality, in the order of their ids. What a locality that has ended owes, its successor does. */
function remindersOf(owed: readonly OwedReport[], day: CivilDate, world: KnownWorld): readonly Remind[] {
  const byPlace = new Map<string, NamedDuty[]>();
  for (const { target, duty } of owed) {
    const { targetId, indicatorId } = target;
    const place = world.successorOn(target.localityId, day) ?? target.localityId;
    const { name: vi = indicatorId, nameEn: en = indicatorId, shape } = world.indicator(indicatorId) ?? {};
    const task = shape === 'task' && { isTask: true as const };
    const named = { targetId, indicatorId, period: duty.period, dueOn: duty.dueOn, ...task, name: { vi, en } };
    const others = byPlace.get(place);
    if (others) others.push(named);
    else byPlace.set(place, [named]);
  }
  const places = [...byPlace].sort(([a], [b]) => (a < b ? -1 : 1));
  return places.map(([localityId, duties]) => ({ localityId, name: world.nameOf(localityId), day, owed: duties }));
}

/** The day of the stream's last event, and its revision; null and -1 before the first. */
async function lastOf(store: EventStore, stream: string): Promise<{ last: CivilDate | null; revision: number }> {
  const { events } = await store.readStream(stream, { direction: 'backward', limit: 1 });
  const decoded = events.map((event) => decodeRecorded(REMINDER, event));
  return { last: fold(reminderDecider, decoded), revision: events[0]?.revision ?? -1 };
}

async function appendAll(store: EventStore, drafts: () => Promise<readonly StreamAppend[]>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const appends = (await drafts()).filter(({ events }) => events.length > 0);
    try {
      if (appends.length > 0) await store.appendAll(appends);
      return;
    } catch (error) {
      // Somebody else wrote meanwhile: what he wrote is read first.
      if (!(error instanceof WrongExpectedRevision) || attempt === MOST_ATTEMPTS) throw error;
    }
  }
}
