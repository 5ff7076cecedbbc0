import type { TransactionSql } from 'postgres';
import { indicatorCodec } from '../../domain/indicator/indicator.codec.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import type { Projection } from '../../event-store/projection.js';
import { addFigures, completeFigures, createFigureTable, FIGURE_INDEX, needCompleting, startCopy, type FigureCopy } from './figure-rows.js';
import { createReceiptTable, refreshReceipts, type Pair } from './receipt-rows.js';
import { refreshTargets } from './refresh.js';
import { addRules, createRuleTable } from './rule-rows.js';
import { createTargetTable, foldTargets, putIndicators } from './target-rows.js';

interface Sorted {
  readonly indicators: readonly RecordedEvent[];
  readonly targets: readonly RecordedEvent[];
  readonly measurements: readonly RecordedEvent[];
  readonly rules: readonly RecordedEvent[];
}

/** Figures, targets, and who is behind. */
export const progressProjection: Projection = {
  name: 'progress',
  version: 9,
  categories: ['indicator', 'target', 'measurement', 'rules'],

  async createTables(tx, schema) {
    await createFigureTable(tx, schema);
    await createTargetTable(tx, schema);
    await createReceiptTable(tx, schema);
    await createRuleTable(tx, schema);
  },

  async apply(tx, schema, events) {
    const sorted = sort(events);
    const touched = await store(tx, schema, sorted);
    const first = sorted.measurements[0];
    if (first && needCompleting(sorted.measurements)) await completeFigures(tx, schema, placeOf(first));
    if (first) await refreshReceipts(tx, schema, pairsOf(sorted.measurements));
    // Other rules judge every target anew.
    if (sorted.rules.length > 0) return refreshTargets(tx, schema, null);
    const ids = new Set([...touched.targets, ...(await targetsOf(tx, schema, sorted.measurements, touched.indicators))]);
    if (ids.size > 0) await refreshTargets(tx, schema, [...ids]);
  },

  async fill(tx, schema, portions) {
    const pages = portions[Symbol.asyncIterator]();
    const [first, second] = [await pages.next(), await pages.next()];
    // COPY does not pay for a page alone, which may hold one event.
    if (second.done) return first.done ? undefined : void (await store(tx, schema, sort(first.value)));
    await copyAll(tx, schema, rejoined([first.value, second.value], pages));
  },

  async finish(sql, schema, signal) {
    await sql.begin(async (tx) => {
      await tx`set local maintenance_work_mem = '256MB'`;
      await tx.unsafe(FIGURE_INDEX(schema));
    });
    await sql.unsafe(`analyze ${schema}.figure`);
    if (signal?.aborted) return;
    await sql.begin(async (tx) => {
      await completeFigures(tx, schema, '0');
      await refreshReceipts(tx, schema, null);
    });
    await sql.unsafe(`analyze ${schema}.receipts`);
    await refreshTargets(sql, schema, null, signal);
    await sql.unsafe(`analyze ${schema}.progress`);
  },
};

async function* rejoined<Page>(begun: readonly Page[], rest: AsyncIterator<Page>): AsyncGenerator<Page> {
  yield* begun;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** Targets and indicators that wait while figures are copied: a transaction can do one thing at a time. */
const MOST_HELD = 5_000;

async function copyAll(tx: TransactionSql, schema: string, pages: AsyncIterable<readonly RecordedEvent[]>): Promise<void> {
  let [copy, others]: [FigureCopy | null, RecordedEvent[]] = [null, []];
  const flush = async (): Promise<void> => {
    await copy?.end();
    copy = null;
    await store(tx, schema, sort(others));
    others = [];
  };
  try {
    for await (const events of pages) {
      const { measurements, targets, indicators, rules } = sort(events);
      others.push(...indicators, ...targets, ...rules);
      if (measurements.length > 0) await (copy ??= await startCopy(tx, schema)).add(measurements);
      if (others.length > MOST_HELD) await flush();
    }
  } catch (error) {
    copy?.abort(error);
    throw error;
  }
  await flush();
}

function sort(events: readonly RecordedEvent[]): Sorted {
  const of = (category: string): RecordedEvent[] => events.filter(({ stream }) => stream.startsWith(`${category}-`));
  return { indicators: of('indicator'), targets: of('target'), measurements: of('measurement'), rules: of('rules') };
}

async function store(tx: TransactionSql, schema: string, { indicators, targets, measurements, rules }: Sorted) {
  for (const { type, data, ...event } of indicators)
    indicatorCodec.decode({ type, data, schemaVersion: metadataOf({ type, data, ...event }).schemaVersion });
  const defined = indicators.length > 0 ? await putIndicators(tx, schema, indicators) : [];
  const set = targets.length > 0 ? await foldTargets(tx, schema, targets) : [];
  if (measurements.length > 0) await addFigures(tx, schema, measurements);
  if (rules.length > 0) await addRules(tx, schema, rules);
  return { indicators: defined, targets: set };
}

/** The targets whose figures or indicators were touched. */
async function targetsOf(
  tx: TransactionSql,
  schema: string,
  measurements: readonly RecordedEvent[],
  indicators: readonly string[],
): Promise<readonly string[]> {
  const keys = pairsOf(measurements);
  const rows = await tx.unsafe<{ target_id: string }[]>(
    `select p.target_id from unnest($1::text[], $2::text[]) m(indicator_id, locality_id) join ${schema}.progress p using (indicator_id, locality_id)
     union select target_id from ${schema}.progress where indicator_id = any($3)`,
    [keys.map(({ indicatorId }) => indicatorId), keys.map(({ localityId }) => localityId), [...indicators]],
  );
  return rows.map(({ target_id }) => target_id);
}

const pairsOf = (measurements: readonly RecordedEvent[]): readonly Pair[] => [
  ...new Map(measurements.map(({ stream, data }) => [stream, data as unknown as Pair])).values(),
];

const placeOf = ({ position }: RecordedEvent): string => position.split('/', 1)[0]!;
