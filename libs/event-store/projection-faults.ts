import { StoreUnavailable } from './errors.js';
import type { Position, RecordedEvent } from './event-store.js';
import { isPassing } from './postgres/connection.js';
import { CheckpointMoved, RebuildUnderWay } from './projection-tables.js';

/** A projection cannot take this event. */
export class FaultyEvent extends Error {
  override readonly name = 'FaultyEvent';
  constructor(
    readonly event: RecordedEvent,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
  }
}

/** PostgreSQL's code for a table that is not there: of another read model, which an earlier program made and which is being filled anew. */
const NO_TABLE = '42P01';

/** True for what passes by itself: servers out of reach, another process in the way, a read model that this one reads and that is not there yet. */
export function isTemporary(error: unknown): boolean {
  if ((error as { code?: unknown } | null)?.code === NO_TABLE) return true;
  return error instanceof CheckpointMoved || error instanceof RebuildUnderWay || error instanceof StoreUnavailable || isPassing(error);
}

/** SQLSTATE classes of what an event does to a statement: data that it cannot hold, constraints that it breaks. */
const OF_THE_EVENT = /^2[23]/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * True when it is the event that cannot be taken, however often it is tried: it cannot be decoded, or its data does not fit. What a
 * database refuses for its own reasons (a right, a setting, a broken index) somebody may mend.
 */
export function isForGood(error: unknown): boolean {
  if (!(error instanceof FaultyEvent)) return false;
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code !== 'string' || !SQLSTATE.test(code) || OF_THE_EVENT.test(code);
}

/**
 * Takes events that could not be taken together one by one, so that everything before the faulty one is kept.
 * Answers with the position reached. Throws `FaultyEvent`, and what is temporary as it came.
 */
export async function takeSingly(
  events: readonly RecordedEvent[],
  from: Position,
  commit: (event: RecordedEvent, from: Position) => Promise<unknown>,
): Promise<Position> {
  let at = from;
  for (const event of events) {
    await commit(event, at).catch((error: unknown) => {
      throw isTemporary(error) ? error : new FaultyEvent(event, error);
    });
    at = event.position;
  }
  return at;
}
