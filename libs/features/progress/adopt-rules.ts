import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor } from '../../domain/kernel/command.js';
import { scheduleRulesCodec } from '../../domain/schedule/rules.codec.js';
import { SCHEDULE_RULES_STREAM, type ScheduleRulesEvent } from '../../domain/schedule/rules.events.js';
import { newestRules, rulesOf } from '../../domain/schedule/rules.js';
import { draftsOf } from '../../event-store/command-handling.drafts.js';
import { WrongExpectedRevision } from '../../event-store/errors.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { EventStore } from '../../event-store/event-store.js';
import { todayInVietnam } from '../http/today.js';

/** Namespace of the ids of these events: the same version, the same id. */
const ADOPTIONS = '5b0f6a55-6f0e-5c1f-8f3d-4a0f1f6d9c27';
const PROGRAM: Actor = { id: 'tiendo', name: 'Tiến Độ', role: 'admin', locality: 'vn' };
const ADOPTION = {
  category: 'rules',
  codec: scheduleRulesCodec,
  decider: { initial: null, evolve: (_: number | null, { data }: ScheduleRulesEvent) => data.version },
};

const PAUSE_MS = 5_000;

interface Adoption {
  readonly store: EventStore;
  readonly log: { warn(facts: object, sentence: string): void };
}

/** As `adoptRules`, tried until it succeeds or `signal` aborts. */
export async function keepRules({ store, log }: Adoption, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      return await adoptRules(store);
    } catch (error) {
      log.warn({ error: String(error) }, 'the rules of the schedule cannot be adopted yet');
      await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
    }
  }
}

/**
 * Records that this program's newest rules are in force from here on, where an older version was; the first version needs no word. Safe to
 * repeat. Throws the store's errors, and `RangeError` where a newer program has adopted rules that this one does not know.
 */
export async function adoptRules(store: EventStore): Promise<void> {
  const [last] = (await store.readStream(SCHEDULE_RULES_STREAM, { direction: 'backward', limit: 1 })).events;
  const before = rulesOf(last ? (last.data as ScheduleRulesEvent['data']).version : null);
  const { version } = newestRules();
  if (version <= before.version) return;
  const commandId = uuidV5(ADOPTIONS, String(version));
  const context = { commandId, correlationId: commandId, causationId: commandId, actor: PROGRAM, today: todayInVietnam() };
  const events = draftsOf(ADOPTION, SCHEDULE_RULES_STREAM, context, [{ type: 'ScheduleRulesAdopted', data: { version } }]);
  try {
    await store.append(SCHEDULE_RULES_STREAM, last?.revision ?? 'no_stream', events);
  } catch (error) {
    // Another projector was faster.
    if (!(error instanceof WrongExpectedRevision)) throw error;
  }
}
