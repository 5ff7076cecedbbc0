import postgres, { type Sql } from 'postgres';
import { targetCodec } from '../../domain/target/target.codec.js';
import type { TargetEvent } from '../../domain/target/target.events.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { History, project } from '../../../test/support/projected.js';
import { milestone, plan } from '../../../test/support/samples.js';
import { targetsProjection } from './targets.projection.js';

const set: TargetEvent = {
  type: 'TargetSet',
  data: {
    ...plan({ milestones: [milestone({ due: '2021-09-30', value: '60' }), milestone({ due: '2022-01-31', value: '98' })] }),
    targetId: 't-1',
    indicatorId: 'relocated-households',
    localityId: 'vn-08@base',
    responsible: 'Sở Kế hoạch',
    allocatedFrom: null,
    note: null,
    provenance: { directiveId: 'cv-1', clause: '2a', strength: 'quantified' },
  },
};
const history = new History().add(
  targetCodec,
  'target-t-1',
  set,
  {
    type: 'TargetReplanned',
    data: { targetId: 't-1', trajectory: { kind: 'points', points: [{ on: '2021-06-30', value: '20' }] }, reason: 'mùa mưa' },
  },
  { type: 'TargetWithdrawn', data: { targetId: 't-1', on: '2021-11-01', reason: 'thay bằng mục tiêu mới' } },
);

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 3, onnotice: () => {} });
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

describe.each([1, 2, 100])('targets projection in batches of %i', (batch) => {
  beforeAll(async () => {
    await sql`drop schema if exists targets cascade`;
    await project(sql, targetsProjection, history.events, batch);
  });

  test('keeps the target as it stands', async () => {
    const [row] = await sql`select *, first_due::text, last_due::text, withdrawn_on::text from targets.target`;
    expect(row).toMatchObject({
      id: 't-1',
      revision: 2,
      ordinal: '3',
      directive_id: 'cv-1',
      first_due: '2021-09-30',
      last_due: '2022-01-31',
      years: [2021, 2022],
      withdrawn_on: '2021-11-01',
    });
    expect(row?.state).toMatchObject({ trajectory: { kind: 'points' }, withdrawn: { on: '2021-11-01' } });
  });

  test('keeps every version as it stood, with who and why', async () => {
    const rows = await sql`select revision, ordinal, change, reason, actor_name, state from targets.target_version order by revision`;
    expect(rows.map(({ change, reason }) => [change, reason])).toEqual([
      ['set', null],
      ['replanned', 'mùa mưa'],
      ['withdrawn', 'thay bằng mục tiêu mới'],
    ]);
    expect(rows[0]).toMatchObject({
      ordinal: '1',
      actor_name: 'Nguyễn Thị Hoà',
      state: { trajectory: { kind: 'linear' }, withdrawn: null },
    });
  });
});
