import type { ExpectedRevision } from './event-store.js';

/** The stream is not at the revision that the writer expected. `actual` is null for a stream without events. */
export class WrongExpectedRevision extends Error {
  override readonly name = 'WrongExpectedRevision';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number | null,
  ) {
    super(`stream ${stream} is at revision ${actual ?? 'none'}, expected ${expected}`);
  }
}

/** A retry that differs from what was written: some of its event ids are stored, others are not, or elsewhere. */
export class EventIdConflict extends Error {
  override readonly name = 'EventIdConflict';
  constructor(readonly stream: string) {
    super(`append to ${stream} repeats event ids that were written with other events`);
  }
}

/** One event, data and metadata together, exceeds the limit in bytes. */
export class EventTooLarge extends Error {
  override readonly name = 'EventTooLarge';
  constructor(
    readonly stream: string,
    readonly bytes: number,
    readonly limit: number,
  ) {
    super(`event for ${stream} has ${bytes} bytes, the limit is ${limit}`);
  }
}

export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';
  constructor(readonly stream: string) {
    super(`stream ${stream} was deleted`);
  }
}

/** The store did not answer. Whether the events were written is unknown: repeat with the same ids. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  constructor(reason: string, options?: ErrorOptions) {
    super(`event store unavailable: ${reason}`, options);
  }
}
