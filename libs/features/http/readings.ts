import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import { comparePositions, ordinal, type EventStore, type Position } from '../../event-store/event-store.js';
import { KNOWN_AT } from '../../event-store/projection-versions.js';
import { knownAtOf, type KnownAt } from './known-at.js';
import { ProjectionPositions, waitFor } from './projection-positions.js';
import { cameFrom, readPast, readsFrom, type Reading } from './reading.js';
import { Unavailable } from './refusals.js';
import { todayInVietnam } from './today.js';
import { EVENT_STORE, SQL } from './tokens.js';

/** How often the present is looked at while its projections stand at different positions; then it is answered at the least of them. */
const MOST_LOOKS = 3;
const PAUSE_MS = 30;
const MOST_SWAPS = 5;

export interface AskedReading {
  /** The projections that serve the read. */
  readonly names: readonly string[];
  /** Position of X-Read-After. */
  readonly after: Position | null;
  /** As it came; undefined for the present. */
  readonly knownAt: unknown;
}

type Work<T> = (reading: Reading) => Promise<T>;

/** Where a projection's tables stand in a transaction: they are the state after every position from `saved` to `through`. */
interface Standing {
  readonly name: string;
  readonly saved: Position;
  readonly table: string;
  readonly through: Position;
}

/** Tells that the work must be done over, on a new sight of the tables. */
const AGAIN = Symbol('again');

/** Gives reads one sight of the tables, and the position that it is. */
@Injectable()
export class Readings {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(ProjectionPositions) private readonly positions: ProjectionPositions,
  ) {}

  /** Throws `InvalidRequest`, and `Unavailable` with `projection_not_ready` or `read_after_timeout`. */
  async read<T>({ names, after, knownAt }: AskedReading, work: Work<T>): Promise<T> {
    const known = knownAt === undefined ? null : await knownAtOf(knownAt, this.sql, this.store, this.positions);
    await Promise.all(names.map((name) => waitFor(this.positions, name, latest(after, known?.position ?? null))));
    for (let look = 1, swaps = 0; swaps < MOST_SWAPS;) {
      const heard = await Promise.all(names.map(async (name) => (await this.positions.of(name)) ?? '0'));
      const answer = await this.look(names, heard, known, look === MOST_LOOKS, work);
      if (answer === AGAIN) swaps++;
      else if (answer instanceof Apart) {
        look++;
        await this.positions.reaches(answer.name, answer.position, PAUSE_MS);
      } else return answer as T;
    }
    throw new Unavailable('projection_not_ready', 1, { params: { projection: names[0] ?? '' } });
  }

  private async look<T>(
    names: readonly string[],
    heard: readonly Position[],
    known: KnownAt | null,
    isLast: boolean,
    work: Work<T>,
  ): Promise<T | Apart | typeof AGAIN> {
    const run = async (tx: Sql): Promise<T | Apart | typeof AGAIN> => {
      cameFrom(tx, this.sql);
      const standings = await standingsOf(tx, names, heard);
      readsFrom(tx, new Map(standings.map(({ name, table }) => [name, table])));
      const apart = known ? null : apartOf(standings);
      if (apart && !isLast) return apart;
      const today = todayInVietnam();
      const moment = known ?? { position: least(standings), day: today, lastDay: today };
      if (known || apart) await seePast(tx, moment.position);
      const answer = await work({ sql: tx, ...moment });
      return (await wereSwapped(tx, standings)) ? AGAIN : answer;
    };
    return this.sql
      .begin('isolation level repeatable read read only', (tx) => run(tx as unknown as Sql))
      .catch(ofOtherVersion(names)) as never;
  }
}

/** The projection that others are ahead of, and how far. */
class Apart {
  constructor(
    readonly name: string,
    readonly position: Position,
  ) {}
}

/** `heard` before the transaction began: what was told with no events of its own is not saved at once. */
async function standingsOf(tx: Sql, names: readonly string[], heard: readonly Position[]): Promise<readonly Standing[]> {
  const parts = names.map((name) => `select '${name}' as name, position as saved, tableoid::text as table from ${name}.checkpoint`);
  const rows = await tx.unsafe<Omit<Standing, 'through'>[]>(parts.join(' union all '));
  return names.map((name, index) => {
    const row = rows.find((one) => one.name === name);
    if (!row) throw new Unavailable('projection_not_ready', 2, { params: { projection: name } });
    return { ...row, through: latest(row.saved, heard[index] ?? null) ?? row.saved };
  });
}

const least = (standings: readonly Standing[]): Position =>
  standings.map(({ through }) => through).reduce((a, b) => (comparePositions(a, b) <= 0 ? a : b));

/** null where there is a position after which all the tables are as they are. */
function apartOf(standings: readonly Standing[]): Apart | null {
  const [first, saved] = [least(standings), standings.map((one) => one.saved).reduce((a, b) => (comparePositions(a, b) >= 0 ? a : b))];
  const behind = standings.find(({ through }) => through === first);
  return comparePositions(saved, first) > 0 && behind ? new Apart(behind.name, saved) : null;
}

async function seePast(tx: Sql, position: Position): Promise<void> {
  const moment = String(ordinal(position));
  await tx`select set_config(${KNOWN_AT}, ${moment}, true)`;
  readPast(tx, moment);
}

/** Names find their tables anew in every statement: those that a rebuild put in their place are empty to this transaction. */
async function wereSwapped(tx: Sql, standings: readonly Standing[]): Promise<boolean> {
  const found = await tx<{ table: string | null }[]>`
    select to_regclass(name || '.checkpoint')::oid::text as table from unnest(${standings.map(({ name }) => name)}::text[]) with ordinality n(name, place) order by place`;
  return found.some(({ table }, index) => table !== standings[index]?.table);
}

const NO_TABLE_OR_COLUMN = ['42P01', '42703'];

/** Tables that an earlier program made, or none yet: they are being filled anew. */
function ofOtherVersion(names: readonly string[]): (error: unknown) => never {
  return (error) => {
    const { code, message = '' } = (error ?? {}) as { code?: unknown; message?: string };
    if (!NO_TABLE_OR_COLUMN.includes(String(code))) throw error;
    const projection = names.find((name) => message.includes(`${name}.`)) ?? names[0] ?? '';
    throw new Unavailable('projection_not_ready', 2, { cause: error, params: { projection } });
  };
}

function latest(a: Position | null, b: Position | null): Position | null {
  if (a === null || b === null) return a ?? b;
  return comparePositions(a, b) >= 0 ? a : b;
}
