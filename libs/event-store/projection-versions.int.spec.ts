import fc from 'fast-check';
import postgres, { type Sql } from 'postgres';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { keepVersions, KNOWN_AT, knownView, putVersions } from './projection-versions.js';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

const COLUMNS = { id: 'text', part: 'int', ordinal: 'bigint' };

interface Step {
  readonly id: string;
  readonly ordinal: string;
  /** The rows that stand after it. */
  readonly parts: readonly number[];
}

const rowsOf = ({ id, ordinal, parts }: Step) => parts.map((part) => ({ id, part, ordinal }));

async function putIn(batches: readonly (readonly Step[])[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`drop table if exists thing cascade`;
    await tx`drop table if exists thing_past`;
    await tx`create table thing (id text not null, part int not null, ordinal bigint not null)`;
    await keepVersions(tx, 'thing');
    for (const steps of batches) await putVersions(tx, 'thing', COLUMNS, steps, steps.flatMap(rowsOf));
  });
}

const knownAt = (ordinal: number): Promise<readonly object[]> =>
  sql.begin(async (tx) => {
    await tx`select set_config(${KNOWN_AT}, ${String(ordinal)}, true)`;
    return [...(await tx`select * from ${tx(knownView('thing'))} order by id, part`)];
  });

/** What stands after the steps up to a moment, by hand. */
const stoodAt = (steps: readonly Step[], ordinal: number): readonly object[] => {
  const last = new Map(steps.filter((step) => Number(step.ordinal) <= ordinal).map((step) => [step.id, step]));
  return [...last.values()].flatMap(rowsOf).sort((a, b) => (a.id === b.id ? a.part - b.part : a.id < b.id ? -1 : 1));
};

const histories = fc
  .array(fc.record({ id: fc.constantFrom('a', 'b', 'c'), parts: fc.uniqueArray(fc.nat(3), { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((all) => all.map((one, index): Step => ({ ...one, ordinal: String((index + 1) * 10) })));

describe('kept versions', () => {
  it('show at every moment what stood there, whatever batches the events came in', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.integer({ min: 1, max: 12 }), async (steps, size) => {
        const batches = Array.from({ length: Math.ceil(steps.length / size) }, (_, n) => steps.slice(n * size, (n + 1) * size));
        await putIn(batches);
        for (let ordinal = 0; ordinal <= steps.length * 10 + 5; ordinal += 5)
          expect(await knownAt(ordinal)).toEqual(stoodAt(steps, ordinal));
        const past = await sql`select * from thing_past order by id, ordinal, part`;
        await putIn([steps]);
        expect(await sql`select * from thing_past order by id, ordinal, part`).toEqual(past);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('show nothing where no moment is set, also after one was', async () => {
    await putIn([[{ id: 'a', ordinal: '1', parts: [1] }]]);
    expect(await knownAt(1)).toHaveLength(1);
    expect(await sql`select * from thing_known`).toEqual([]);
  });
});
