import postgres, { type Sql } from 'postgres';
import { correctionsProjection } from '../../docs/examples/corrections.projection.js';
import { measurementCodec } from '../../libs/domain/measurement/measurement.codec.js';
import { measurementStream, type MeasurementKey } from '../../libs/domain/measurement/measurement.events.js';
import { freshDatabase, type TestDatabase } from '../support/postgres.js';
import { History, project } from '../support/projected.js';

const key = (localityId: string): MeasurementKey => ({
  indicatorId: 'household-relocation',
  localityId,
  year: 2021,
  asOf: '2021-08-31',
  basis: 'actual',
});
const figure = { shape: 'ratio', numerator: '37', denominator: '84' } as const;

describe('the example of a projection', () => {
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

  it('counts corrections, whatever the batches', async () => {
    const history = new History();
    for (const [localityId, corrections] of [
      ['vn-08@base', 2],
      ['vn-19@base', 0],
      ['vn-24@base', 1],
    ] as const) {
      const stream = measurementStream('household-relocation', localityId, 2021);
      history.add(measurementCodec, stream, {
        type: 'MeasurementRecorded',
        data: { ...key(localityId), figure, justification: null, note: null, source: null },
      });
      for (let count = 0; count < corrections; count++) {
        history.add(measurementCodec, stream, {
          type: 'MeasurementCorrected',
          data: { ...key(localityId), figure, reason: 'mistyped', justification: null },
        });
      }
    }
    await project(sql, correctionsProjection, history.events, 2);
    expect([...(await sql`select * from corrections.locality order by 1`)]).toEqual([
      { locality_id: 'vn-08@base', corrections: 2 },
      { locality_id: 'vn-24@base', corrections: 1 },
    ]);
  });
});
