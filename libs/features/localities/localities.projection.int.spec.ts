import postgres, { type Sql } from 'postgres';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityStream, type LocalityEvent } from '../../domain/locality/locality.events.js';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { History, project } from '../../../test/support/projected.js';
import { district, locality, NATION_FACTS } from '../../../test/support/samples.js';
import { scopeOf } from '../access/scope.sql.js';
import { localitiesProjection } from './localities.projection.js';

const history = new History();
const add = (event: LocalityEvent): unknown => history.add(localityCodec, localityStream(event.data.localityId), event);

add({ type: 'LocalityRegistered', data: NATION_FACTS });
add({ type: 'LocalityRegistered', data: locality() });
add({ type: 'LocalityRegistered', data: district() });
add({
  type: 'LocalityRegistered',
  data: locality({
    localityId: 'vn-c1@base',
    level: 'commune',
    kind: 'xã',
    name: 'Hoà An',
    fullName: 'Xã Hoà An',
    nameEn: null,
    parentId: 'vn-072@base',
  }),
});
add({
  type: 'LocalityRegistered',
  data: locality({ localityId: 'vn-02@base', code: '02', name: 'Hà Giang', fullName: 'Tỉnh Hà Giang', nameEn: null }),
});
add({ type: 'LocalityRegistered', data: locality({ localityId: 'vn-08@2025', validFrom: '2025-07-01' }) });
add({ type: 'LocalityReassigned', data: { localityId: 'vn-c1@base', parentId: 'vn-08@2025', from: '2025-07-01', legalBasis: null } });
add({ type: 'LocalityAbolished', data: { localityId: 'vn-072@base', effectiveOn: '2025-07-01', legalBasis: null } });
add({
  type: 'LocalityMerged',
  data: { localityId: 'vn-08@base', into: 'vn-08@2025', effectiveOn: '2025-07-01', legalBasis: '202/2025/QH15' },
});
add({
  type: 'LocalityMerged',
  data: { localityId: 'vn-02@base', into: 'vn-08@2025', effectiveOn: '2025-07-01', legalBasis: '202/2025/QH15' },
});

let database: TestDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = postgres(database.url, { max: 3, onnotice: () => {} });
  await project(sql, localitiesProjection, history.events);
});

afterAll(async () => {
  await sql.end();
  await database.drop();
});

const rows = () =>
  Promise.all([
    sql`select id, state, revision, ordinal, valid_from::text, valid_to::text, search from localities.locality order by id`,
    sql`select locality_id, parent_id, valid_from::text, valid_to::text from localities.parent order by 1, 3 nulls first`,
    sql`select locality_id, successor_id, share::text, effective_on::text, kind from localities.succession order by 1`,
  ]);

describe('localities projection', () => {
  test('keeps who stood above whom until the day before another did', async () => {
    const [, parents] = await rows();
    expect(parents.filter(({ locality_id }) => locality_id === 'vn-c1@base')).toEqual([
      { locality_id: 'vn-c1@base', parent_id: 'vn-072@base', valid_from: null, valid_to: '2025-06-30' },
      { locality_id: 'vn-c1@base', parent_id: 'vn-08@2025', valid_from: '2025-07-01', valid_to: null },
    ]);
  });

  test('ends a locality on the day before its successor begins', async () => {
    const [localities, , successions] = await rows();
    expect(localities.find(({ id }) => id === 'vn-08@base')).toMatchObject({ valid_to: '2025-06-30', revision: 1 });
    expect(successions).toEqual([
      { locality_id: 'vn-02@base', successor_id: 'vn-08@2025', share: '1', effective_on: '2025-07-01', kind: 'merged' },
      { locality_id: 'vn-08@base', successor_id: 'vn-08@2025', share: '1', effective_on: '2025-07-01', kind: 'merged' },
    ]);
  });

  test('is searched without marks', async () => {
    const [localities] = await rows();
    expect(localities.find(({ id }) => id === 'vn-c1@base')?.search).toContain('xa hoa an');
  });

  test('gives the same tables however the events are cut into batches', async () => {
    const whole = await rows();
    await sql`drop schema localities cascade`;
    await project(sql, localitiesProjection, history.events, 1);
    expect(await rows()).toEqual(whole);
  });
});

describe('scope', () => {
  test('covers itself, what lies beneath at any time, and the predecessors of these', async () => {
    expect([...((await scopeOf(sql, 'vn-08@2025')) ?? [])].sort()).toEqual([
      'vn-02@base',
      'vn-072@base',
      'vn-08@2025',
      'vn-08@base',
      'vn-c1@base',
    ]);
    expect([...((await scopeOf(sql, 'vn-072@base')) ?? [])].sort()).toEqual(['vn-072@base', 'vn-c1@base']);
  });

  test('of the nation has no limit', async () => {
    expect(await scopeOf(sql, 'vn')).toBeNull();
  });
});
