import type { TransactionSql } from 'postgres';
import { measurementCodec } from '../../domain/measurement/measurement.codec.js';
import { BASIS_RANK, type Figure } from '../../domain/measurement/figure.js';
import { STATE_AFTER, type MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { copyIn, copyText } from '../../event-store/projection-copy.js';
import { showKnown } from '../../event-store/projection-versions.js';

const COLUMNS = [
  ['indicator_id', 'text'],
  ['locality_id', 'text'],
  ['year', 'int'],
  ['as_of', 'date'],
  ['basis_rank', 'smallint'],
  ['revision', 'int'],
  ['ordinal', 'bigint'],
  ['recorded_at', 'timestamptz'],
  ['state', 'text'],
  ['shape', 'text'],
  ['numerator', 'numeric'],
  ['denominator', 'numeric'],
  ['reported', 'numeric'],
  ['done_on', 'date'],
  ['note', 'text'],
  ['reason', 'text'],
  ['actor_id', 'text'],
  ['actor_name', 'text'],
] as const;
const NAMES = COLUMNS.map(([name]) => name).join();

/**
 * Figures as they stood from a position on: one row per event, never changed, so that any moment can be asked again.
 * The figure that counts for a key is its newest row, unless that is withdrawn or returned.
 */
export async function createFigureTable(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`
    create table ${schema}.figure (
      indicator_id text collate "C" not null, locality_id text collate "C" not null, year int not null,
      as_of date not null, basis_rank smallint not null, revision int not null,
      ordinal bigint not null, recorded_at timestamptz not null, state text not null,
      shape text, numerator numeric, denominator numeric, reported numeric, done_on date,
      value numeric generated always as (coalesce(reported, round(numerator * 100 / nullif(denominator, 0), 12))) stored,
      note text, reason text, actor_id text not null, actor_name text not null)`);
  await showKnown(tx, `${schema}.figure`);
}

/**
 * The one order in which figures are looked up: newest date, then the more settled basis, then the later year, then the newest version. And the
 * few rows that `completeFigures` looks for, which it would otherwise search among all; and the orders in which they are listed.
 */
export const FIGURE_INDEX = (schema: string): string => `
  create index if not exists figure_best on ${schema}.figure (indicator_id, locality_id, as_of desc, basis_rank desc, year desc, revision desc);
  create index if not exists figure_incomplete on ${schema}.figure (ordinal) where shape is null;
  create index if not exists figure_undone on ${schema}.figure (indicator_id, locality_id) where state in ('withdrawn', 'returned');
  create index if not exists figure_recorded on ${schema}.figure (ordinal);
  create index if not exists figure_as_of on ${schema}.figure (as_of)`;

/** Below, COPY is slower: its closing message waits some 40 ms for an acknowledgement (Nagle's algorithm). */
const COPY_FROM = 2_000;

/** Adds a row per event. Rows of events that carry no figure stay without one until `completeFigures`. */
export async function addFigures(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  if (events.length >= COPY_FROM) {
    const copy = await startCopy(tx, schema);
    return copy.add(events).then(copy.end);
  }
  const values = COLUMNS.map(([, type], index) => `(r->>${index})::${type}`);
  await tx.unsafe(`insert into ${schema}.figure (${NAMES}) select ${values.join()} from jsonb_array_elements($1::jsonb) r`, [
    events.map(rowOf) as never,
  ]);
}

/** Rows on their way into the table, a page of events after another; the transaction waits until `end` or `abort`. */
export interface FigureCopy {
  /** Throws `UndecodableEventError`, and gives up. */
  add(events: readonly RecordedEvent[]): Promise<void>;
  end(): Promise<void>;
  abort(reason: unknown): void;
}

const CHUNK_CHARACTERS = 262_144;

/** Starts adding rows in bulk. */
export async function startCopy(tx: TransactionSql, schema: string): Promise<FigureCopy> {
  const copy = await copyIn(tx, `copy ${schema}.figure (${NAMES}) from stdin`);
  const { end, abort } = copy;
  const add = async (events: readonly RecordedEvent[]): Promise<void> => {
    try {
      for (const rows of lines(events)) await copy.write(rows);
    } catch (error) {
      abort(error);
      throw error;
    }
  };
  return { add, end, abort };
}

function* lines(events: readonly RecordedEvent[]): Generator<string> {
  let chunk = '';
  for (const event of events) {
    chunk += `${rowOf(event).map(copyText).join('\t')}\n`;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Gives rows from `from` on that came without a figure (verified, returned, withdrawn) the figure that they speak of. */
export async function completeFigures(tx: TransactionSql, schema: string, from: string): Promise<void> {
  await tx.unsafe(
    `update ${schema}.figure f
     set shape = p.shape, numerator = p.numerator, denominator = p.denominator, reported = p.reported, done_on = p.done_on, note = coalesce(f.note, p.note)
     from ${schema}.figure g cross join lateral (
       select * from ${schema}.figure p
       where p.indicator_id = g.indicator_id and p.locality_id = g.locality_id and p.as_of = g.as_of and p.basis_rank = g.basis_rank
         and p.year = g.year and p.revision < g.revision and p.state in ('recorded', 'corrected')
       order by p.revision desc limit 1) p
     where g.ordinal >= $1 and g.shape is null
       and f.indicator_id = g.indicator_id and f.locality_id = g.locality_id and f.as_of = g.as_of and f.basis_rank = g.basis_rank
       and f.revision = g.revision and f.year = g.year`,
    [from],
  );
}

/** True when one of the events carries no figure of its own. */
export function needCompleting(events: readonly RecordedEvent[]): boolean {
  return events.some(({ type }) => type !== 'MeasurementRecorded' && type !== 'MeasurementCorrected');
}

type Value = string | number | null;

/** The columns of an event's row, in the order of `COLUMNS`. */
function rowOf(recorded: RecordedEvent): readonly Value[] {
  const { schemaVersion, actor } = metadataOf(recorded);
  const event: MeasurementEvent = measurementCodec.decode({ type: recorded.type, schemaVersion, data: recorded.data });
  const { data } = event;
  const key = [data.indicatorId, data.localityId, data.year, data.asOf, BASIS_RANK[data.basis]];
  const place = [recorded.revision, recorded.position.split('/', 1)[0]!, recorded.recordedAt, STATE_AFTER[event.type]];
  const said = ['note' in data ? data.note : null, 'reason' in data ? data.reason : null, actor.id, actor.name];
  return [...key, ...place, ...('figure' in data ? figureOf(data.figure) : NO_FIGURE), ...said];
}

const NO_FIGURE: readonly Value[] = [null, null, null, null, null];

/** Shape, numerator, denominator, the one number of the other shapes, day done. */
function figureOf(figure: Figure): readonly Value[] {
  switch (figure.shape) {
    case 'ratio':
      return ['ratio', figure.numerator, figure.denominator, null, null];
    case 'rate':
      return ['rate', null, null, figure.percent, null];
    case 'done':
      return ['done', null, null, null, figure.on];
    case 'count':
    case 'amount':
    case 'index':
      return [figure.shape, null, null, figure.value, null];
  }
}
