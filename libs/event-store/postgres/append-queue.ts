import type { Sql } from 'postgres';
import { EventIdConflict, StoreUnavailable, WrongExpectedRevision } from '../errors.js';
import type { AppendResult } from '../event-store.js';
import { SEPARATOR } from './append.sql.js';
import { expectedNumber, type Request } from './append-request.js';
import { type Connections, isPassing } from './connection.js';

/** A group takes what has collected meanwhile, but no further unit once it has so many events or characters. */
const GROUP_EVENTS = 5_000;
const GROUP_CHARACTERS = 8 * 1024 * 1024;

/** Requests that are written together or not at all, and the caller who waits for them. */
interface Unit {
  readonly requests: readonly Request[];
  readonly resolve: (results: readonly AppendResult[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Groups the appends of this process: while one group is on its way to the database, the next collects. An append thus
 * never waits for company, and under load many share one round trip and one commit.
 */
export class AppendQueue {
  private waiting: Unit[] = [];
  private busy = false;

  constructor(private readonly connections: Connections) {}

  /** One result per request, in order. No stream may occur twice. */
  append(requests: readonly Request[]): Promise<readonly AppendResult[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ requests, resolve, reject });
      if (!this.busy) {
        this.busy = true;
        // Callers that were resumed together come together.
        setImmediate(() => void this.drain());
      }
    });
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      const { group, rest } = takeGroup(this.waiting);
      this.waiting = rest;
      await this.send(group);
      // Those whom the last group answered may go on at once with the next append.
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.busy = false;
  }

  private async send(group: readonly Unit[]): Promise<void> {
    try {
      const parameters = encodeGroup(group);
      settle(group, await this.connections.run((sql) => callAppend(sql, parameters)));
    } catch (error) {
      // What the database refuses as a whole may be the fault of one: each gets its own try.
      const own = !(error instanceof StoreUnavailable) || !isPassing(error.cause);
      if (own && group.length > 1) for (const unit of group) await this.send([unit]);
      else for (const unit of group) unit.reject(error);
    }
  }
}

/** Takes units in order, leaving those that touch a stream or an event id of an earlier one for a later group. */
function takeGroup(waiting: readonly Unit[]): { group: Unit[]; rest: Unit[] } {
  const taken = new Set<string>();
  const [group, rest]: [Unit[], Unit[]] = [[], []];
  let [events, characters] = [0, 0];
  for (const unit of waiting) {
    const full = events >= GROUP_EVENTS || characters >= GROUP_CHARACTERS;
    const keys = unit.requests.flatMap(({ stream, events }) => [stream, ...events.map(({ id }) => id)]);
    (full || keys.some((key) => taken.has(key)) ? rest : group).push(unit);
    for (const key of keys) taken.add(key);
    for (const request of unit.requests)
      for (const event of request.events) {
        events++;
        characters += event.data.length + event.metadata.length;
      }
  }
  return { group, rest };
}

function encodeGroup(group: readonly Unit[]): string[] {
  const requests = group.flatMap((unit) => unit.requests);
  const events = requests.flatMap((request) => request.events);
  let end = 0;
  const ends = requests.map((request) => (end += request.events.length));
  const steps = requests.flatMap((request, index) => request.events.map((_, step) => ({ request: index + 1, step: step + 1 })));
  return [
    requests.map(({ stream }) => stream).join(SEPARATOR),
    `{${requests.map(expectedNumber).join()}}`,
    `{${group.flatMap((unit, index) => unit.requests.map(() => index)).join()}}`,
    `{${ends.join()}}`,
    `{${steps.map(({ request }) => request).join()}}`,
    `{${steps.map(({ step }) => step).join()}}`,
    events.map(({ id }) => id).join(SEPARATOR),
    events.map(({ type }) => type).join(SEPARATOR),
    events.map(({ data }) => data).join(SEPARATOR),
    events.map(({ metadata }) => metadata).join(SEPARATOR),
  ];
}

interface Answer {
  readonly base: string;
  readonly actuals: string;
  readonly outcomes: string | null;
  readonly revisions: string | null;
  readonly places: string | null;
}

async function callAppend(sql: Sql, parameters: string[]): Promise<Answer> {
  const [answer] = await sql.unsafe<Answer[]>(
    `select base, array_to_string(actuals, ',') as actuals, array_to_string(outcomes, ',') as outcomes,
       array_to_string(revisions, ',', '') as revisions, array_to_string(places, ',', '') as places
     from event_store.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    parameters,
    { prepare: true },
  );
  return answer!;
}

function settle(group: readonly Unit[], answer: Answer): void {
  const list = (text: string | null) => text?.split(',');
  const [actuals, outcomes, revisions, places] = [
    list(answer.actuals)!,
    list(answer.outcomes),
    list(answer.revisions),
    list(answer.places),
  ];
  let [position, index] = [BigInt(answer.base), 0];
  for (const unit of group) {
    const first = index;
    index += unit.requests.length;
    const failure = unit.requests
      .map((request, i) => refusal(request, outcomes?.[first + i], Number(actuals[first + i])))
      .find((error) => error !== null);
    if (failure !== undefined) {
      unit.reject(failure);
      continue;
    }
    unit.resolve(
      unit.requests.map(({ events }, i) => {
        if (outcomes?.[first + i] === 'repeated') return { revision: Number(revisions![first + i]), position: places![first + i]! };
        position += BigInt(events.length);
        return { revision: Number(actuals[first + i]) + events.length, position: String(position) };
      }),
    );
  }
}

function refusal({ stream, expected }: Request, outcome: string | undefined, actual: number): Error | null {
  if (outcome === 'wrong') return new WrongExpectedRevision(stream, expected, actual < 0 ? null : actual);
  return outcome === 'conflict' ? new EventIdConflict(stream) : null;
}
