import type { Sql } from 'postgres';
import type { RunnerParts } from '../../event-store/projection-runner.js';
import { reportState } from '../../event-store/projection-tables.js';
import type { EventStore } from '../../event-store/event-store.js';
import { TransparencyError } from '../../transparency/errors.js';
import { readEntry } from '../../transparency/leaf.js';
import { saidOf, type Finding } from './findings.js';
import { UnloggableEvent } from './follower.js';
import { TRANSPARENCY } from './log.tables.js';
import { isHeadSound, isTailSound, publishedKeys } from './publisher.js';
import { openFindings, recordFindings, recordTime, recordUnverified } from './recorded-findings.js';
import { BEHIND, BLOCKED, DIVERGED, UNVERIFIED } from './status.words.js';
import { isDiverged, isUnverified, lastHead, readState, type LogState, type NewEntry } from './stored-log.js';
import { soundTiles } from './verify-heads.js';
import { beyond, compareFrom, lastBundle, storedEntry } from './verify-log.js';

export interface WatchParts {
  readonly sql: Sql;
  readonly store: EventStore;
  readonly log: RunnerParts['log'];
}

/** Looks whether store, log and heads agree, and says it where they do not: in the record, the log and health. Mends nothing. */
export class Watch {
  /** Something keeps the follower from going on. */
  private isBlocked = false;
  /** The last reading of everything broke down. */
  private isUnverified = false;
  private isLate = false;

  constructor(private readonly parts: WatchParts) {}

  /** What a process before this one left. */
  async begin(): Promise<void> {
    this.isUnverified = await isUnverified(this.parts.sql);
  }

  /** The last bundle against the store, the last head against the tiles: what is looked at before anything is added. True when all agrees. */
  async checkEnd(): Promise<boolean> {
    const { sql } = this.parts;
    const since = await recordTime(sql);
    const state = await readState(sql);
    const tiles = soundTiles(sql, state, await publishedKeys(sql));
    const findings = [...(await compareFrom(this.parts, state, lastBundle(state.size), tiles))];
    const head = await lastHead(sql);
    if (head && !(await isHeadSound(sql))) {
      const [{ size }, { size: logSize }] = [head, await readState(sql)];
      await tiles.checkEdge(Math.min(size, state.size));
      if (size > logSize) findings.push({ kind: 'head_beyond', place: { size, logSize } });
      else if (tiles.findings.length === 0) findings.push({ kind: 'head_differs', place: { size, from: 0 } });
    }
    findings.push(...tiles.findings, ...(await beyond(sql)));
    await this.found(findings, since);
    return findings.length === 0;
  }

  /** What this process wrote last against what is there: a log does not get shorter, but for a crash of the database. */
  async checkWritten(written: Written | null): Promise<void> {
    const { sql, store, log } = this.parts;
    const since = await recordTime(sql);
    const { size, position } = await readState(sql);
    if (!written || !isSetBack(written, { size, position })) return;
    const sizes = { size: written.size, logSize: size };
    const { stream, revision } = readEntry(written.last.text);
    const [event] = (await store.readStream(stream, { from: revision, limit: 1 })).events;
    if (event && storedEntry(event).text === written.last.text)
      log.warn(sizes, 'transparency log: its last entries were lost, they are made again');
    else await this.found([{ kind: 'log_shortened', place: sizes }], since);
  }

  /** Whether events have waited too long to be logged, and for how many seconds. */
  async late(seconds: number | null): Promise<void> {
    if ((seconds !== null) === this.isLate) return;
    this.isLate = seconds !== null;
    if (seconds === null) this.parts.log.info({}, 'transparency log: caught up');
    else this.parts.log.warn({ lagSeconds: seconds }, 'transparency log is behind the event store');
    await this.tell();
  }

  /** True when a head may be signed: nothing is on record, the last reading of everything came to its end, and the end of the log is still what the store returns. */
  async isSound(): Promise<boolean> {
    const { sql, store } = this.parts;
    if (this.isUnverified || (await isDiverged(sql))) return false;
    if ((await isTailSound(sql, store)) && (await isHeadSound(sql))) return true;
    return (await this.checkEnd()) && !(await isDiverged(sql));
  }

  /** Puts on record what reading from `since` on found (a time of the database), each loudly when it is new. */
  async found(findings: readonly Finding[], since: Date): Promise<void> {
    const fresh = await recordFindings(this.parts.sql, findings, since);
    for (const finding of fresh) {
      this.parts.log.error({ finding: finding.kind, ...finding.place }, `transparency log: ${saidOf(finding).en}`);
    }
    if (fresh.length > 0) await this.tell();
  }

  /** The follower cannot go on. */
  async stopped(error: unknown): Promise<void> {
    const { stream = null, revision = null, type = null, position = null } = error instanceof UnloggableEvent ? error.event : {};
    this.isBlocked = true;
    this.parts.log.error({ message: messageOf(error), stream, revision, type, position }, 'transparency log stopped');
    await this.tell().catch(() => {});
  }

  async goesOn(): Promise<void> {
    this.isBlocked = false;
    await this.tell();
  }

  /** Everything could not be read again, and that does not pass by itself: what was changed would not be seen, so nothing is signed. */
  async unverified(error: unknown): Promise<void> {
    this.isUnverified = true;
    this.parts.log.error({ message: messageOf(error) }, 'transparency log: it could not be verified, no head is published');
    for (const step of await Promise.allSettled([recordUnverified(this.parts.sql), this.tell()]))
      if (step.status === 'rejected')
        this.parts.log.warn({ message: messageOf(step.reason) }, 'transparency log: that could not be put on record');
  }

  /** Everything was read again. */
  async verified(): Promise<void> {
    this.isUnverified = false;
    await this.tell();
  }

  /** Says in health how the log is: `stopped` while something does not agree or could not be looked at. What and where is for the log and for the status. */
  async tell(): Promise<void> {
    const { sql, log } = this.parts;
    const [first] = await openFindings(sql, 1);
    const isStopped = first !== undefined || this.isBlocked || this.isUnverified;
    const said = first ? DIVERGED : this.isBlocked ? BLOCKED : this.isUnverified ? UNVERIFIED : this.isLate ? BEHIND : null;
    const message = said && `${said.vi} / ${said.en}`;
    const state = isStopped ? 'stopped' : 'running';
    const [row] = await sql<{ state: string; message: string | null }[]>`
      select state, error->>'message' as message from projections.status where name = ${TRANSPARENCY}`;
    if (row?.state === state && row.message === message) return;
    // Also what another process put on record.
    if (first) log.error({ ...first.place, message: saidOf(first).en }, 'transparency log: it does not agree, no head is published');
    await reportState(
      sql,
      TRANSPARENCY,
      state,
      message === null ? null : { message, stream: null, revision: null, type: null, position: null },
    );
  }
}

/** Where this process left the log. */
export interface Written extends Pick<LogState, 'size' | 'position'> {
  readonly last: NewEntry;
}

/** True when the log no longer reaches where it was left. */
export function isSetBack(written: Written, { size, position }: Pick<LogState, 'size' | 'position'>): boolean {
  return size < written.size || (size === written.size && position !== written.position);
}

function messageOf(error: unknown): string {
  if (error instanceof TransparencyError) return `${error.vi} / ${error.en}`;
  return error instanceof Error ? error.message : String(error);
}
