import type { TransactionSql } from 'postgres';
import { measurementCodec } from '../../domain/measurement/measurement.codec.js';
import { BASIS_RANK, type Figure } from '../../domain/measurement/figure.js';
import type { MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';

const COLUMNS =
  'indicator_id, locality_id, year, as_of, basis_rank, revision, ordinal, recorded_at, state, shape, numerator, denominator, reported, done_on, note, reason, actor_id, actor_name';

const STATE = {
  MeasurementRecorded: 'recorded',
  MeasurementCorrected: 'corrected',
  MeasurementWithdrawn: 'withdrawn',
  MeasurementVerified: 'verified',
  MeasurementReturned: 'returned',
} as const;

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
}

/** The one order in which figures are looked up: newest date, then the more settled basis, then the newest version. */
export const FIGURE_INDEX = (schema: string): string => `
  create index if not exists figure_best on ${schema}.figure (indicator_id, locality_id, as_of desc, basis_rank desc, revision desc)`;

/** Adds a row per event. Rows of events that carry no figure stay without one until `completeFigures`. */
export async function addFigures(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  const copy = await tx.unsafe(`copy ${schema}.figure (${COLUMNS}) from stdin`).writable();
  const finished = new Promise<void>((resolve, reject) => copy.once('finish', resolve).once('error', reject));
  try {
    let chunk = '';
    for (const event of events) {
      chunk += lineOf(event);
      if (chunk.length > 65_536) {
        if (!copy.write(chunk)) await Promise.race([new Promise((resolve) => copy.once('drain', resolve)), finished]);
        chunk = '';
      }
    }
    copy.end(chunk);
  } catch (error) {
    copy.destroy(error as Error);
    await finished.catch(() => {});
    throw error;
  }
  await finished;
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

function lineOf(recorded: RecordedEvent): string {
  const { schemaVersion, actor } = metadataOf(recorded);
  const event: MeasurementEvent = measurementCodec.decode({ type: recorded.type, schemaVersion, data: recorded.data });
  const { data } = event;
  return (
    `${data.indicatorId}\t${data.localityId}\t${data.year}\t${data.asOf}\t${BASIS_RANK[data.basis]}\t${recorded.revision}\t` +
    `${recorded.position.split('/', 1)[0]}\t${recorded.recordedAt}\t${STATE[event.type]}\t${'figure' in data ? figureOf(data.figure) : '\\N\t\\N\t\\N\t\\N\t\\N'}\t` +
    `${text('note' in data ? data.note : null)}\t${text('reason' in data ? data.reason : null)}\t${text(actor.id)}\t${text(actor.name)}\n`
  );
}

/** Shape, numerator, denominator, the one number of the other shapes, day done. */
function figureOf(figure: Figure): string {
  switch (figure.shape) {
    case 'ratio':
      return `ratio\t${figure.numerator}\t${figure.denominator}\t\\N\t\\N`;
    case 'rate':
      return `rate\t\\N\t\\N\t${figure.percent}\t\\N`;
    case 'done':
      return `done\t\\N\t\\N\t\\N\t${figure.on ?? '\\N'}`;
    case 'count':
    case 'amount':
    case 'index':
      return `${figure.shape}\t\\N\t\\N\t${figure.value}\t\\N`;
  }
}

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function text(value: string | null): string {
  if (value === null) return '\\N';
  return NEEDS_ESCAPE.test(value) ? value.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!) : value;
}
