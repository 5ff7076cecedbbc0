import { DEFINED, historyOf } from '../../test/support/histories.js';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { dataFolder, TiendoProcess } from '../../test/support/tiendo-process.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';

/** Rebuilds read 5,000 events at a time: the first line comes long before the end. */
const EVENTS = 12_000;
const MINUTES = 60_000;

describe('tiendo rebuild', () => {
  const folder = dataFolder();
  let database: TestDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
    const store = await openPostgresEventStore({ url: database.url });
    await store.appendAll([DEFINED]);
    const record = { on: 'measurement', kind: 'record', asOf: '2021-08-31', year: 2021, basis: 'actual', numerator: '37' } as const;
    for (let written = 0; written < EVENTS; written += 4_000) {
      await store.appendAll(Array.from({ length: 4_000 }, (_, place) => historyOf(`vn-r${written + place}@base`, [record])).flat());
    }
    await store.close();
  }, MINUTES);
  afterAll(async () => {
    await database.drop();
    await folder.clear();
  });

  it(
    'tells where its output is kept how far it is: phase, share, events and rate, each phase at once',
    async () => {
      const { output } = await rebuilt();
      const lines = output.trim().split('\n');
      expect(lines.at(-1)).toBe('Xong. / Done.');
      const told = lines.slice(0, -1).map(parsed);
      expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['reading', 'finishing', 'swapping', 'done']);
      expect(told[0]).toMatchObject({ total: EVENTS + 1, isPartly: true });
      expect(told.at(-1)).toMatchObject({ through: EVENTS + 1, total: EVENTS + 1, isPartly: false });
      expect(told.map(({ through }) => through)).toEqual(told.map(({ through }) => through).toSorted((a, b) => a - b));
      for (const { rate } of told) expect(rate).toBeGreaterThan(0);
    },
    MINUTES,
  );

  async function rebuilt(): Promise<TiendoProcess> {
    const rebuild = TiendoProcess.run(folder.path, ['rebuild', 'progress'], { TIENDO_DATABASE_URL: database.url });
    expect({ ...(await rebuild.ended), output: rebuild.output }).toMatchObject({ code: 0 });
    return rebuild;
  }
});

const LINE = /^progress \[(#*)(-*)\] ([\d.]+) \/ ([\d.]+) .+ \/ (\w+) \(([\d.]+)\/s(?:, \d+ s)?\)$/;

/** `progress [#######-----] 5.000 / 12.001 đọc lịch sử / reading (41.322/s, 1 s)` */
function parsed(line: string) {
  const [, filled, empty, through, total, phase, rate] = LINE.exec(line) ?? [];
  if (phase === undefined) throw new Error(`not a line of progress: ${line}`);
  return { phase, isPartly: empty !== '' && filled !== '', through: number(through), total: number(total), rate: number(rate) };
}

const number = (text = ''): number => Number(text.replaceAll('.', ''));
