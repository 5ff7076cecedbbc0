import postgres, { type Sql } from 'postgres';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import type { Direction } from '../../domain/indicator/indicator.events.js';
import { fallsShort } from '../../domain/story/findings.js';
import { COMPARATORS } from '../../domain/target/target.events.js';
import { shortOf } from './findings.sql.js';

describe('the statement that looks for findings', () => {
  let database: TestDatabase;
  let sql: Sql;

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 1 });
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  it('judges a miss as the domain does, for every comparator, direction and value', async () => {
    const directions: readonly Direction[] = ['increasing', 'decreasing', 'band'];
    const values = [null, '59.999999999999', '60', '60.0', '60.000000000001'];
    const cases = COMPARATORS.flatMap((comparator) =>
      directions.flatMap((direction) => ['60', null].flatMap((limit) => values.map((value) => ({ comparator, direction, limit, value })))),
    );
    for (const { comparator, direction, limit, value } of cases) {
      const [row] = await sql<{ short: boolean }[]>`
        select ${shortOf(sql)} as short from (select ${sql.json({ comparator, value: limit })}::jsonb as one) m
        cross join (select ${value}::numeric as value) k cross join (select ${sql.json({ direction })}::jsonb as definition) i`;
      expect([comparator, direction, limit, value, row?.short]).toEqual([
        ...[comparator, direction, limit, value],
        fallsShort(value, comparator, limit, direction),
      ]);
    }
  });
});
