import { setImmediate as soon } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import { freshDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { copyIn, copyText } from './projection-copy.js';

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
  await sql`create table kept (id int primary key, text text)`;
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});
beforeEach(() => sql`truncate kept`);

const COPY = 'copy kept from stdin';
const rows = () => sql<{ id: number; text: string | null }[]>`select id, text from kept order by id`;

describe('rows copied into a table', () => {
  it('are there with the transaction, whatever their text', async () => {
    const texts = ['Hoà', 'a\tb', 'a\nb\r', '\\N', '\\', '', null];
    await sql.begin(async (tx) => {
      const copy = await copyIn(tx, COPY);
      for (const [id, text] of texts.entries()) await copy.write(`${id}\t${copyText(text)}\n`);
      await copy.end();
    });
    expect((await rows()).map(({ text }) => text)).toEqual(texts);
  });

  // The driver keeps to itself what the server says after the last row.
  it.each([
    ['in the middle', 50_000, /invalid input syntax for type integer/],
    ['in the last of them', 0, /copy kept from stdin: refused by the server/],
  ])('are refused with a reason for a fault %s, and do not wait for ever', async (_, followers, reason) => {
    const work = sql.begin(async (tx) => {
      const copy = await copyIn(tx, COPY);
      await copy.write('x\tfaulty\n');
      for (let id = 0; id < followers; id++) {
        await copy.write(`${id}\t${'text '.repeat(20)}\n`);
        if (id % 1_000 === 0) await soon();
      }
      await copy.end();
    });
    await expect(work).rejects.toThrow(reason);
    expect(await rows()).toEqual([]);
  });

  it('leave the connection usable when they are given up', async () => {
    const work = sql.begin(async (tx) => {
      const copy = await copyIn(tx, COPY);
      await copy.write('1\tone\n');
      const reason = new Error('changed my mind');
      copy.abort(reason);
      throw reason;
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await rows()).toEqual([]);
  });
});
