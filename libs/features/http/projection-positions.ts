import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { ListenMeta, Sql } from 'postgres';
import { comparePositions, type Position } from '../../event-store/event-store.js';
import { PROJECTION_CHANNEL } from '../../event-store/projection.js';
import { checkWritten } from './position-header.js';
import { Unavailable } from './refusals.js';
import { SQL } from './tokens.js';

/** A word may get lost while the listening connection is down, so whoever waits also looks for himself. */
const LOOK_EVERY_MS = 250;
/** For which a read waits for a projection to come to its position. */
const PATIENCE_MS = 5_000;

/** How far each projection has come, heard on one connection for the whole process. */
@Injectable()
export class ProjectionPositions implements OnModuleDestroy {
  private readonly known = new Map<string, Position>();
  private readonly waiting = new Map<string, Set<() => void>>();
  private listening: Promise<ListenMeta> | null = null;

  constructor(@Inject(SQL) private readonly sql: Sql) {}

  /** The position that the projection had lately; null while it has no tables. */
  async of(name: string): Promise<Position | null> {
    await this.listen();
    return this.known.get(name) ?? this.look(name);
  }

  /** Reads the position from the projection's own checkpoint; null while it has none. */
  async look(name: string): Promise<Position | null> {
    const [found] = await this.sql`select to_regclass(${`${name}.checkpoint`}) is not null as here`;
    if (!found?.here) return null;
    const [row] = await this.sql<{ position: Position }[]>`select position from ${this.sql(`${name}.checkpoint`)}`;
    if (!row) return null;
    this.known.set(name, row.position);
    return row.position;
  }

  /** True as soon as the projection has come to `position`; false when it has not after `patienceMs`. */
  async reaches(name: string, position: Position, patienceMs: number): Promise<boolean> {
    const deadline = Date.now() + patienceMs;
    let at = await this.of(name);
    while (at === null || comparePositions(at, position) < 0) {
      const left = deadline - Date.now();
      if (left <= 0) return false;
      const heard = await this.hear(name, Math.min(left, LOOK_EVERY_MS));
      at = heard ? (this.known.get(name) ?? null) : await this.look(name);
    }
    return true;
  }

  async onModuleDestroy(): Promise<void> {
    const listening = this.listening;
    this.listening = null;
    // The database may be gone already.
    await listening?.then(({ unlisten }) => unlisten()).catch(() => {});
  }

  private listen(): Promise<ListenMeta> {
    // What was heard before the connection broke may be old: it is looked up anew.
    this.listening ??= this.sql.listen(
      PROJECTION_CHANNEL,
      (payload) => this.heard(payload),
      () => this.known.clear(),
    );
    this.listening.catch(() => (this.listening = null));
    return this.listening;
  }

  private heard(payload: string): void {
    const [name = '', position] = payload.split(' ');
    if (position === undefined) return;
    this.known.set(name, position);
    for (const wake of this.waiting.get(name) ?? []) wake();
  }

  /** True when a word of the projection came within `ms`; `of` must have been asked before. */
  hear(name: string, ms: number): Promise<boolean> {
    const waiting = this.waiting.get(name) ?? new Set();
    this.waiting.set(name, waiting);
    return new Promise((resolve) => {
      const done = (heard: boolean): void => {
        clearTimeout(timer);
        waiting.delete(wake);
        resolve(heard);
      };
      const wake = (): void => done(true);
      const timer = setTimeout(() => done(false), ms);
      waiting.add(wake);
    });
  }
}

/**
 * Holds a read until the projection has come to the position of its X-Read-After; null asks for nothing but that it has tables.
 * Throws `InvalidRequest`, and `Unavailable` with `projection_not_ready` or `read_after_timeout`.
 */
export async function waitFor(positions: ProjectionPositions, name: string, position: Position | null): Promise<void> {
  const at = await positions.of(name);
  if (at === null) throw new Unavailable('projection_not_ready', 2, { params: { projection: name } });
  if (position === null) return;
  checkWritten(position, at, 'X-Read-After');
  if (await positions.reaches(name, position, PATIENCE_MS)) return;
  throw new Unavailable('read_after_timeout', 1, { params: { position, projection: name } });
}
