import { PROJECTIONS } from '../apps/projector/projections.js';
import { createStatusTable } from '../libs/event-store/projection-tables.js';
import { rebuildProjection } from '../libs/event-store/projection-rebuild.js';
import { benchApi, medianMs } from './api.js';
import { benchDatabase } from './database.js';
import { COMMUNES, generate } from './generated.js';
import { note, report } from './report.js';

const PROVINCE = encodeURIComponent('vn-05@bench');
const INDICATORS = 30;
const DAY_MS = 86_400_000;
const EVENTS_APART = 10_000n;
const dateOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
/** Two million figures, of which every tenth is corrected. */
const MONTHS = Number(process.env.TIENDO_BENCH_MONTHS ?? 20);
/** Two months before the last figures, when those of the year before were corrected and those of the year were not yet; and a year later. */
const [THEN, NOW] = [dayAfter(MONTHS - 3), dayAfter(MONTHS + 9)];

/** The tenth of the month after so many months from the beginning. */
function dayAfter(months: number): string {
  return dateOf(Date.UTC(2021, months, 10));
}

/** `GET /v1/progress` of one province and the scoreboard of the nation as they were known a year ago, against the present ones. */
export async function benchKnownAt(): Promise<void> {
  const database = await benchDatabase();
  const { api, store, token, close } = await benchApi(database);
  try {
    const figures = await generate(database.sql, { indicators: INDICATORS, months: MONTHS, isDated: true, correctedEvery: 10 });
    await createStatusTable(database.sql);
    for (const projection of PROJECTIONS) {
      const started = performance.now();
      await rebuildProjection({ store, sql: database.sql, projection });
      note(`  ${projection.name} filled, s`, ((performance.now() - started) / 1000).toFixed(1));
    }
    const [row] = await database.sql<{ position: string }[]>`
      select max(position)::text as position from event_store.event where type = 'MeasurementRecorded' and data->>'asOf' < ${THEN}`;
    const headers = { authorization: `Bearer ${await token('leader')}` };
    const get = async (path: string): Promise<{ items?: unknown[] }> => {
      const answer = await fetch(`${api.url}/v1/${path}`, { headers });
      if (answer.status !== 200) throw new Error(await answer.text());
      return (await answer.json()) as { items?: unknown[] };
    };
    const ask = (query: string) => async (): Promise<number> => (await get(`progress?locality=${PROVINCE}&${query}`)).items?.length ?? 0;
    let [earlier, day] = [BigInt(row!.position), Date.parse(THEN)];
    for (const [what, limit] of [
      ['all rows', 5000],
      ['the first page', 100],
    ] as const) {
      const present = ask(`asOf=${NOW}&limit=${limit}`);
      const past = ask(`asOf=${THEN}&knownAt=${row!.position}&limit=${limit}`);
      // Of each moment some days earlier, and of each day before, nothing was asked yet.
      const anew = (): Promise<number> => ask(`asOf=${THEN}&knownAt=${(earlier -= EVENTS_APART)}&limit=${limit}`)();
      const otherDay = (): Promise<number> => ask(`asOf=${dateOf((day -= DAY_MS))}&knownAt=${row!.position}&limit=${limit}`)();
      const rows = await past();
      for (const [how, work] of [
        ['', past],
        [', each time another moment', anew],
        [', each time of another day', otherDay],
      ] as const) {
        // Beside each anew, since others may be at work on the machine as well.
        const [theirs, ours] = [await medianMs(present, 11), await medianMs(work, 11)];
        report({
          name: `known a year ago, ${what} (${rows.toLocaleString('en')})${how}`,
          ...{ ours, peer: 'the present', theirs, unit: 'ms', goal: { op: '<=', ratio: 2 } },
        });
      }
    }
    const boards = [`asOf=${NOW}`, `asOf=${THEN}&knownAt=${row!.position}`] as const;
    const [present, past] = [await seconds(() => get(`scoreboard?${boards[0]}`)), await seconds(() => get(`scoreboard?${boards[1]}`))];
    note('  the scoreboard of the nation then, s', `${past.toFixed(1)}, of the present ${present.toFixed(2)}`);
    note('  figures, a tenth of them corrected', figures.toLocaleString('en'));
    note('  targets', (COMMUNES * INDICATORS).toLocaleString('en'));
  } finally {
    await close();
    await database.close();
  }
}

/** The shortest of three. */
async function seconds(work: () => Promise<unknown>): Promise<number> {
  const taken: number[] = [];
  for (let run = 0; run < 3; run++) {
    const started = performance.now();
    await work();
    taken.push((performance.now() - started) / 1000);
  }
  return Math.min(...taken);
}
