import postgres, { type Sql } from 'postgres';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import {
  appendEvents,
  eventIdOf,
  eventOf,
  findingsOf,
  logAll,
  ORIGIN,
  published,
  streamOf,
  tamper,
  testKey,
  trusted,
} from '../../../test/support/transparency.js';
import type { EventStore } from '../../event-store/event-store.js';
import { openPostgresEventStore } from '../../event-store/postgres/postgres-event-store.js';
import { append } from '../../transparency/appender.js';
import { signCheckpoint } from '../../transparency/checkpoint.js';
import { leafHashOfText } from '../../transparency/hashes.js';
import { readEntry } from '../../transparency/leaf.js';
import { EMPTY_EDGE, edgeRoot } from '../../transparency/appender.js';
import { tilePath } from '../../transparency/tile-ids.js';
import { parseNote } from '../../transparency/note.js';
import { parseCheckpoint } from '../../transparency/checkpoint.js';
import { saidOf, type Finding } from './findings.js';
import { prepareLog } from './log.tables.js';
import { readEntries } from './stored-log.js';

const EVENTS = 700;
const KEY = testKey(1);
const OPTIONS = { keys: trusted(KEY) };

/** The place of the tests' nth event; its index is n. */
const event = (n: number, revision = expect.any(Number) as number) => ({
  ...{ index: n, id: eventIdOf(n), stream: streamOf(n), type: 'MeasurementRecorded', revision },
});
const at = (n: number): string => `where event_id = '${eventIdOf(n)}'`;
const change = (n: number, set: string): string => `update event_store.event set ${set} ${at(n)}`;
const flip = (column: string, from: string, to: string): string => `${column} = replace(${column}::text, '${from}', '${to}')::json`;

describe('what was done to a PostgreSQL store or log is told with the exact event or tile', () => {
  let template: TestDatabase;
  let firstHead: string;

  beforeAll(async () => {
    template = await freshDatabase();
    const store = await openPostgresEventStore({ url: template.url });
    const sql = postgres(template.url, { max: 2, onnotice: () => {} });
    await appendEvents(store, 0, 300);
    firstHead = (await published(sql, store, KEY)).note;
    await appendEvents(store, 300, EVENTS);
    await published(sql, store, KEY);
    await Promise.all([store.close(), sql.end()]);
  }, 120_000);
  afterAll(() => template.drop());

  let sql: Sql;
  let store: EventStore;
  let name: string;

  beforeEach(async () => {
    name = `faults_${Math.random().toString(36).slice(2)}`;
    const admin = postgres(new URL('/postgres', template.url).href, { max: 1, onnotice: () => {} });
    await admin.unsafe(`create database ${name} template ${new URL(template.url).pathname.slice(1)}`);
    await admin.end();
    const url = new URL(`/${name}`, template.url).href;
    [sql, store] = [postgres(url, { max: 4, onnotice: () => {} }), await openPostgresEventStore({ url })];
  });
  afterEach(async () => {
    await Promise.all([store.close(), sql.end()]);
    const admin = postgres(new URL('/postgres', template.url).href, { max: 1, onnotice: () => {} });
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });

  const found = (options: Partial<Parameters<typeof findingsOf>[2]> = {}): Promise<readonly Finding[]> =>
    findingsOf(sql, store, { ...OPTIONS, ...options });

  it('nothing, where nothing was done', async () => {
    expect(await found({ witnessed: [{ file: 'w', note: firstHead }] })).toEqual([]);
  });

  it.each([
    ['its data', flip('data', '300.25', '300.24'), 'data.figure.numerator'],
    ['the time', `recorded_at = recorded_at - interval '1 millisecond'`, 'recordedAt'],
    ['the actor', flip('metadata', 'Nguyễn Thị Hoà', 'Nguyễn Thị Hoa'), 'metadata.actor.name'],
    ['the actor’s id', flip('metadata', '"u-1"', '"u-0"'), 'metadata.actor.id'],
    ['the command', flip('metadata', '"commandId":"', '"commandId":"1'), 'metadata.commandId'],
    ['its type', `type = 'MeasurementRecordee'`, 'type'],
    ['its data, where a member was added', flip('data', '{"indicatorId"', '{"note":null,"indicatorId"'), 'data.note'],
  ])('one bit of %s', async (_, set, fields) => {
    await tamper(sql, change(300, set));
    expect(await found()).toEqual([{ kind: 'event_changed', place: { ...event(300), fields } }]);
  });

  it('the id of an event', async () => {
    const other = eventIdOf(5_000);
    await tamper(sql, change(300, `event_id = '${other}'`));
    expect(await found()).toEqual([{ kind: 'event_changed', place: { ...event(300), fields: 'id' } }]);
  });

  it.each([0, 255, 256, 300, 511])('event %i deleted', async (n) => {
    await tamper(sql, `delete from event_store.event ${at(n)}`);
    expect(await found()).toEqual([{ kind: 'event_missing', place: event(n) }]);
  });

  it('a stretch of events deleted', async () => {
    await tamper(sql, `delete from event_store.event where position between 101 and 400`);
    expect(await found()).toEqual(Array.from({ length: 300 }, (_, i) => ({ kind: 'event_missing', place: event(100 + i) })));
  });

  it('an event inserted among the others', async () => {
    await tamper(
      sql,
      `update event_store.event set position = -position where position > 300`,
      `update event_store.event set position = -position + 1 where position < 0`,
      `insert into event_store.event (position, revision, recorded_at, event_id, stream, type, data, metadata)
        select 301, 5000, recorded_at, '${eventIdOf(9_000)}', stream, type, data, metadata from event_store.event ${at(299)}`,
    );
    const place = { ...event(299, 5_000), index: 300, id: eventIdOf(9_000) };
    expect(await found()).toEqual([{ kind: 'event_added', place }]);
  });

  it('two events that changed places', async () => {
    await tamper(
      sql,
      `update event_store.event set position = -position where position in (301, 302)`,
      `update event_store.event set position = 603 + position where position < 0`,
    );
    expect(await found()).toEqual([{ kind: 'event_reordered', place: event(301) }]);
  });

  it.each([
    [20, 650],
    [650, 20],
    [299, 310],
  ])('event %i that was put at the place %i', async (from, to) => {
    const [low, high, by] = from < to ? [from + 1, to, -1] : [to, from - 1, 1];
    await tamper(
      sql,
      change(from, 'position = 0'),
      `update event_store.event set position = -(position + ${by}) where position between ${low + 1} and ${high + 1}`,
      `update event_store.event set position = -position where position < 0`,
      change(from, `position = ${to + 1}`),
    );
    expect(await found()).toEqual([{ kind: 'event_reordered', place: event(from) }]);
  });

  it('an event that was moved to another stream', async () => {
    await tamper(sql, change(300, `stream = 'measurement-poverty.vn-99@base.2021', revision = 0`));
    const place = { ...event(300), nowStream: 'measurement-poverty.vn-99@base.2021', nowRevision: 0 };
    expect(await found()).toEqual([{ kind: 'event_moved', place }]);
  });

  it('the tail cut off', async () => {
    await tamper(sql, 'delete from event_store.event where position > 620');
    expect(await found()).toEqual([{ kind: 'tail_cut', place: { ...event(620), count: 80 } }]);
  });

  it('the tail cut off and others in its place', async () => {
    await tamper(sql, 'delete from event_store.event where position > 690');
    await appendEvents(store, 8_000, 8_010);
    const findings = await found();
    expect(findings.filter(({ kind }) => kind === 'event_added').map(({ place }) => (place as { id: string }).id)).toEqual(
      Array.from({ length: 10 }, (_, i) => eventIdOf(8_000 + i)),
    );
    expect(findings).toContainEqual({ kind: 'tail_cut', place: { ...event(690), count: 10 } });
  });

  it('everything gone', async () => {
    await tamper(sql, 'delete from event_store.event');
    expect(await found()).toEqual([{ kind: 'tail_cut', place: { ...event(0), count: EVENTS } }]);
  });

  it('everything changed, as far as it pays to list it', async () => {
    await tamper(sql, `update event_store.event set recorded_at = recorded_at + interval '1 day'`);
    const findings = await found();
    expect(findings).toHaveLength(EVENTS);
    expect(findings[0]).toEqual({ kind: 'event_changed', place: { ...event(0), fields: 'recordedAt' } });
  });

  const entryEdit = `update transparency.entry set entry = replace(entry, '300.25', '300.24') where index = 300`;

  it('an entry edited in the log alone', async () => {
    await tamper(sql, entryEdit);
    expect(await found()).toEqual([{ kind: 'entry_changed', place: { index: 300, tile: 'tile/0/001' } }]);
  });

  const spoilt = (level: number, index: number, at: number): string =>
    `update transparency.tile set bytes = set_byte(bytes, ${at}, get_byte(bytes, ${at}) # 1) where level = ${level} and index = ${index}`;

  it.each([
    ['of level 0', 0, 1, 32 * 44, 'tile/0/001'],
    ['of level 1', 1, 0, 5, 'tile/1/000.p/2'],
    ['at the end, below the last head', 0, 2, 32 * 100, 'tile/0/002.p/188'],
  ])('a tile %s that was changed alone, and nothing else is blamed', async (_, level, index, at, tile) => {
    const [head] = await sql<{ note: string }[]>`select note from transparency.head order by seq desc limit 1`;
    await tamper(sql, spoilt(level, index, at));
    expect(await found({ witnessed: [{ file: 'w', note: head!.note }] })).toEqual([{ kind: 'tile_wrong', place: { tile } }]);
  });

  it('tiles of both levels and an entry changed at once, each by itself', async () => {
    await tamper(
      sql,
      spoilt(0, 1, 32 * 44),
      spoilt(1, 0, 5),
      `update transparency.entry set entry = replace(entry, '290.25', '290.24') where index = 290`,
    );
    expect(await found()).toEqual([
      { kind: 'entry_changed', place: { index: 290, tile: 'tile/0/001' } },
      { kind: 'tile_wrong', place: { tile: 'tile/1/000.p/2' } },
      { kind: 'tile_wrong', place: { tile: 'tile/0/001' } },
    ]);
  });

  it('a tile and an entry that disagree after the last head, without a word of which was changed', async () => {
    await appendEvents(store, EVENTS, EVENTS + 10);
    await logAll(sql, store);
    await tamper(sql, spoilt(0, 2, 32 * (EVENTS + 5 - 512)));
    expect(await found()).toEqual([{ kind: 'entry_disputed', place: { index: EVENTS + 5, tile: 'tile/0/002' } }]);
  });

  it('a tile and its parent that disagree, where no head is to be trusted', async () => {
    await tamper(sql, spoilt(1, 0, 5), 'delete from transparency.head');
    expect(await found()).toEqual([{ kind: 'tile_disputed', place: { tile: 'tile/0/000', parent: 'tile/1/000 #0' } }]);
  });

  it.each([
    ['of a level that no log has', 3, 0, 'tile/3/000'],
    ['after the last', 0, 3, 'tile/0/003'],
  ])('a tile %s', async (_, level, index, tile) => {
    await tamper(sql, `insert into transparency.tile values (${level}, ${index}, '\\x00')`);
    expect(await found()).toEqual([{ kind: 'tile_beyond', place: { tile, size: EVENTS } }]);
  });

  it('a tile that is longer than the log', async () => {
    await tamper(sql, `update transparency.tile set bytes = bytes || bytes where level = 1`);
    expect(await found()).toEqual([{ kind: 'tile_beyond', place: { tile: 'tile/1/000', size: EVENTS } }]);
  });

  it('a published head that was deleted, among others and at the end where it was handed over', async () => {
    for (const size of [720, 740]) {
      await appendEvents(store, size - 20, size);
      await published(sql, store, KEY);
    }
    await tamper(sql, `insert into transparency.witness (name, head) values ('w', 4)`, 'delete from transparency.head where seq in (2, 4)');
    expect(await found()).toEqual([
      { kind: 'head_missing', place: { from: 2, to: 2 } },
      { kind: 'head_missing', place: { from: 4, to: 4 } },
    ]);
  });

  it('no gap among the heads of before they were counted', async () => {
    await tamper(
      sql,
      'alter table transparency.checkpoint drop column counted_from, drop column salt, drop column unverified_since',
      'alter table transparency.finding drop column settled_by',
      'insert into transparency.head (seq, size, note, signed_at) overriding system value select 40, size, note, signed_at from transparency.head where seq = 2',
      'delete from transparency.head where seq = 2',
    );
    expect(await found()).toEqual([]);
    await prepareLog(sql);
    await appendEvents(store, EVENTS, EVENTS + 1);
    await published(sql, store, KEY);
    expect(await found()).toEqual([]);
    expect(await sql`select seq::int from transparency.head order by seq`).toEqual([{ seq: 1 }, { seq: 40 }, { seq: 41 }]);
  });

  it('the event and its entry edited to match', async () => {
    await tamper(sql, change(300, flip('data', '300.25', '300.24')), entryEdit);
    expect(await found()).toEqual([
      { kind: 'entry_changed', place: { index: 300, tile: 'tile/0/001' } },
      { kind: 'event_changed', place: { ...event(300), fields: '?' } },
    ]);
  });

  it('the event, its entry and their tile edited to match', async () => {
    await tamper(sql, change(300, flip('data', '300.25', '300.24')), entryEdit);
    await tamper(sql, await leafEdit(300));
    expect(await found()).toEqual([{ kind: 'tile_changed', place: { tile: 'tile/0/001', parent: 'tile/1/000 #1' } }]);
  });

  it('an event at the end, its entry and their tile edited to match', async () => {
    await tamper(
      sql,
      change(650, flip('data', '650.25', '650.24')),
      `update transparency.entry set entry = replace(entry, '650.25', '650.24') where index = 650`,
    );
    await tamper(sql, await leafEdit(650));
    expect(await found()).toEqual([{ kind: 'head_differs', place: { size: EVENTS, from: 300 } }]);
  });

  it('no events that were not logged yet', async () => {
    await appendEvents(store, EVENTS, EVENTS + 40);
    expect(await found()).toEqual([]);
  });

  it('event, entry and all tiles made anew: the published heads tell between which sizes', async () => {
    await tamper(sql, change(400, flip('data', '400.25', '400.24')));
    await rebuiltLog();
    expect(await found()).toEqual([{ kind: 'head_differs', place: { size: EVENTS, from: 300 } }]);
  });

  it('one rewriting by one line, between the last head that fits and the first that does not', async () => {
    for (const size of [720, 740, 760]) {
      await appendEvents(store, size - 20, size);
      await published(sql, store, KEY);
    }
    const kept = await sql<{ note: string }[]>`select note from transparency.head order by seq`;
    const witnessed = kept.map(({ note }, i) => ({ file: `w #${i + 1}`, note }));
    await tamper(sql, change(710, flip('data', '710.25', '710.24')));
    await rebuiltLog();
    expect(await found({ witnessed })).toEqual([
      { kind: 'head_differs', place: { size: 720, from: EVENTS } },
      { kind: 'witness_differs', place: { file: 'w #3', size: 720, from: EVENTS } },
    ]);
  });

  it('an entry deleted from the log, or put under another id', async () => {
    await tamper(sql, 'delete from transparency.entry where index = 300');
    await tamper(sql, `update transparency.entry set event_id = '${eventIdOf(9)}' where index = 20`);
    expect(await found()).toEqual([
      { kind: 'entry_mislabelled', place: { index: 20, tile: 'tile/0/000' } },
      { kind: 'entry_missing', place: { index: 300, tile: 'tile/0/001' } },
    ]);
  });

  it('an entry put under another id that stands in its text', async () => {
    const person = eventIdOf(9_100);
    const { metadata, ...one } = eventOf(EVENTS);
    const actor = { id: person, name: 'Nguyễn Thị Hoà', role: 'planner', locality: 'vn' };
    await store.append(streamOf(EVENTS), 'any', [{ ...one, metadata: { ...(metadata as object), actor } }]);
    await logAll(sql, store);
    expect(await found()).toEqual([]);
    await tamper(sql, `update transparency.entry set event_id = '${person}' where index = ${EVENTS}`);
    expect(await found()).toEqual([{ kind: 'entry_mislabelled', place: { index: EVENTS, tile: 'tile/0/002' } }]);
  });

  it('an entry after the end', async () => {
    await tamper(sql, `insert into transparency.entry select 900, event_id, position, entry from transparency.entry where index = 5`);
    expect(await found()).toEqual([{ kind: 'entry_beyond', place: { index: 900, size: EVENTS } }]);
  });

  it.each([
    [0, 1, 'tile/0/001'],
    [1, 0, 'tile/1/000.p/2'],
  ])('a tile of level %i deleted', async (level, index, tile) => {
    await tamper(sql, `delete from transparency.tile where level = ${level} and index = ${index}`);
    expect(await found()).toContainEqual({ kind: 'tile_missing', place: { tile } });
  });

  it('the log shortened, its heads with it or not', async () => {
    await tamper(
      sql,
      `update transparency.checkpoint set size = 600, position = '600'`,
      'delete from transparency.entry where index >= 600',
    );
    expect(await found()).toEqual([
      { kind: 'tile_beyond', place: { tile: 'tile/0/002', size: 600 } },
      { kind: 'head_beyond', place: { size: EVENTS, logSize: 600 } },
    ]);
  });

  it('a history made anew and signed with the right key, against the head that a witness kept', async () => {
    const witnessed = [{ file: 'witness.txt', note: firstHead }];
    await tamper(sql, change(100, flip('data', '100.25', '100.24')), 'delete from transparency.head');
    await rebuiltLog();
    await published(sql, store, KEY);
    expect(await found()).toEqual([]);
    expect(await found({ witnessed })).toEqual([{ kind: 'witness_differs', place: { file: 'witness.txt', size: 300, from: 0 } }]);
  });

  it('a log that is shorter than the head that a witness kept', async () => {
    const [{ note } = { note: '' }] = await sql<{ note: string }[]>`select note from transparency.head order by seq desc limit 1`;
    await tamper(
      sql,
      'delete from event_store.event where position > 200',
      'delete from transparency.head',
      'delete from transparency.entry',
      'delete from transparency.tile',
      `update transparency.checkpoint set size = 0, position = '0'`,
    );
    await published(sql, store, KEY);
    const witnessed = [{ file: 'w', note }];
    expect(await found({ witnessed })).toEqual([{ kind: 'witness_beyond', place: { file: 'w', size: EVENTS, logSize: 200 } }]);
  });

  it('heads signed by a foreign key', async () => {
    const foreign = testKey(9);
    const note = await signedAnew(foreign);
    await tamper(sql, `update transparency.head set note = '${note}' where size = ${EVENTS}`);
    const [{ vi, en } = { vi: '', en: '' }] = (await found()).map(saidOf);
    expect([vi, en].join()).toMatch(
      new RegExp(`khóa khác ký: .*\\+${foreign.signer.verifier.id}.*--key.*signed by another key: .*--key twice`),
    );
    expect(await found()).toEqual([{ kind: 'head_foreign', place: { size: EVENTS, detail: `${ORIGIN}+${foreign.signer.verifier.id}` } }]);
    expect(await found({ keys: trusted(foreign) })).toMatchObject([{ kind: 'head_foreign', place: { size: 300 } }]);
    expect(await found({ witnessed: [{ file: 'w', note }] })).toContainEqual({
      kind: 'witness_refused',
      place: { file: 'w', detail: expect.any(String) },
    });
  });

  it('heads signed by a key whose time is over, also where the time of signing was set back', async () => {
    const [first] = await readEntries(sql, 0, 1);
    const until = readEntry(first!).recordedAt;
    const expired = trusted({ ...KEY, until });
    const kinds = (await found({ keys: expired })).map(({ kind, place }) => [kind, (place as { size: number }).size]);
    expect(kinds).toEqual([
      ['head_expired', 300],
      ['head_expired', EVENTS],
    ]);
    await tamper(sql, `update transparency.head set signed_at = '2020-06-01'`);
    expect((await found({ keys: expired })).map(({ kind }) => kind)).toEqual(['head_expired', 'head_expired']);
  });

  it('heads whose text was edited', async () => {
    await tamper(sql, `update transparency.head set note = replace(note, E'\\n${EVENTS}\\n', E'\\n699\\n') where size = ${EVENTS}`);
    expect(await found()).toEqual([{ kind: 'head_refused', place: { size: EVENTS, detail: expect.stringContaining('signature') } }]);
  });

  /** Puts the hash of an entry as it is now into its tile. */
  async function leafEdit(index: number): Promise<string> {
    const [entry] = await readEntries(sql, index, 1);
    const hex = Buffer.from(leafHashOfText(entry!)).toString('hex');
    return `update transparency.tile set bytes = overlay(bytes placing decode('${hex}', 'hex') from ${(index % 256) * 32 + 1})
      where level = 0 and index = ${Math.floor(index / 256)}`;
  }

  /** Entries and tiles made from the store as it is now, as somebody would who covers his tracks. */
  async function rebuiltLog(): Promise<void> {
    await tamper(
      sql,
      'delete from transparency.entry',
      'delete from transparency.tile',
      `update transparency.checkpoint set size = 0, position = '0'`,
    );
    await logAll(sql, store);
  }

  /** The last head signed by another key. */
  async function signedAnew(key: typeof KEY): Promise<string> {
    const [row] = await sql<{ note: string }[]>`select note from transparency.head order by seq desc limit 1`;
    return signCheckpoint(parseCheckpoint(parseNote(row!.note).text), [key.signer]);
  }
});

describe('a log', () => {
  it('has the root of its leaves, one by one', async () => {
    const database = await freshDatabase();
    const store = await openPostgresEventStore({ url: database.url });
    const sql = postgres(database.url, { max: 2, onnotice: () => {} });
    await appendEvents(store, 0, 270);
    const head = await published(sql, store, KEY);
    const entries = await readEntries(sql, 0, 1_000);
    const { edge, written } = append(EMPTY_EDGE, entries.map(leafHashOfText));
    expect(parseCheckpoint(parseNote(head.note).text)).toEqual({ origin: ORIGIN, size: 270, root: edgeRoot(edge) });
    const tiles = await sql<{ level: number; index: string; bytes: Buffer }[]>`select * from transparency.tile order by level, index`;
    const kept = tiles.map(({ level, index, bytes }) => tilePath({ level, index: Number(index), width: bytes.length / 32 }));
    expect(kept.sort()).toEqual(written.map(({ tile }) => tilePath(tile)).sort());
    await Promise.all([store.close(), sql.end()]);
    await database.drop();
  });
});
