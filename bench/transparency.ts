import { hash } from 'node:crypto';
import { append, edgeRoot, EMPTY_EDGE, type LogEdge } from '../libs/transparency/appender.js';
import { leafHashOfText } from '../libs/transparency/hashes.js';
import { entryOf, type LoggedEvent } from '../libs/transparency/leaf.js';
import { verifyInclusion } from '../libs/transparency/proofs.js';
import { hashesFrom } from '../libs/transparency/tile-hashes.js';
import type { HashTileId } from '../libs/transparency/tile-ids.js';
import { inclusionProof } from '../libs/transparency/tree.js';
import { median, note, report } from './report.js';

const EVENTS = 500_000;
const BATCH = 1_000;
const ROUNDS = 3;
const PROOFS = 2_000;

/** The transparency log in memory: events into entries and tiles, and proofs from them, beside SHA-256 of the same bytes. */
export async function benchTransparency(): Promise<void> {
  const figures = { hashed: [] as number[], written: [] as number[], appended: [] as number[] };
  let edge: LogEdge = EMPTY_EDGE;
  const tiles = new Map<string, Uint8Array>();
  for (let round = 0; round < ROUNDS; round++) {
    edge = EMPTY_EDGE;
    const spent = { hashed: 0, written: 0, appended: 0 };
    for (let from = 0; from < EVENTS; from += BATCH) edge = appendBatch(edge, from, spent, tiles);
    for (const step of ['hashed', 'written', 'appended'] as const) figures[step].push(EVENTS / (spent[step] / 1_000));
  }
  const peer = { peer: 'SHA-256', theirs: median(figures.hashed), unit: 'leaves/s' };
  report({ name: 'canonical entries of events', ours: median(figures.written), ...peer, goal: { op: '>=', ratio: 0.1 } });
  report({ name: 'leaves appended, with tiles', ours: median(figures.appended), ...peer, goal: { op: '>=', ratio: 0.1 } });
  proofs(edge, tiles);
  const memory = Math.round(edge.tiles.reduce((sum, { length }) => sum + length, 0) / 1_024);
  note('held between batches', `${memory} KB at ${EVENTS.toLocaleString('en')} leaves`);
}

function appendBatch(edge: LogEdge, from: number, spent: Record<string, number>, tiles: Map<string, Uint8Array>): LogEdge {
  const events = Array.from({ length: BATCH }, (_, i) => eventOf(from + i));
  const entries = timed(spent, 'written', () => events.map(entryOf));
  timed(spent, 'hashed', () => entries.map((entry) => hash('sha256', entry, 'buffer')));
  const { edge: next, written } = timed(spent, 'appended', () => append(edge, entries.map(leafHashOfText)));
  for (const { tile, bytes } of written) tiles.set(`${tile.level}/${tile.index}`, bytes);
  return next;
}

function proofs(edge: LogEdge, tiles: ReadonlyMap<string, Uint8Array>): void {
  const hashOf = hashesFrom(({ level, index }: HashTileId) => tiles.get(`${level}/${index}`) ?? new Uint8Array(), edge.size);
  const root = edgeRoot(edge);
  const spent = { proved: 0, verified: 0, hashed: 0 };
  for (let i = 0; i < PROOFS; i++) {
    const index = (i * 7_919_017) % edge.size;
    const leaf = leafHashOfText(entryOf(eventOf(index)));
    const proof = timed(spent, 'proved', () => inclusionProof(index, edge.size, hashOf));
    const holds = timed(spent, 'verified', () => verifyInclusion({ index, size: edge.size, leafHash: leaf, proof, root }));
    if (!holds) throw new Error(`the proof of leaf ${index} does not hold`);
    const bytes = Buffer.concat(proof);
    timed(spent, 'hashed', () => hash('sha256', bytes, 'buffer'));
  }
  const peer = { peer: 'SHA-256 of the proof', theirs: spent.hashed / PROOFS, unit: 'ms' };
  report({ name: 'inclusion proof from tiles', ours: spent.proved / PROOFS, ...peer, goal: { op: '<=', ratio: 1_000 } });
  report({ name: 'inclusion proof verified', ours: spent.verified / PROOFS, ...peer, goal: { op: '<=', ratio: 100 } });
}

function timed<T>(spent: Record<string, number>, step: string, work: () => T): T {
  const startedAt = performance.now();
  const result = work();
  spent[step] = (spent[step] ?? 0) + performance.now() - startedAt;
  return result;
}

/** An event of the size and shape of a measurement. */
function eventOf(n: number): LoggedEvent {
  const tail = String(n).padStart(12, '0');
  return {
    stream: `measurement-giai-ngan.vn-${n % 3_321}@2025-07-01.2026`,
    revision: n % 40,
    id: `0193b1f0-7c5d-7a3e-9d1a-${tail}`,
    type: 'MeasurementReported',
    recordedAt: '2026-09-30T01:02:03.004Z',
    data: {
      measurement: `m-${tail}`,
      indicator: 'giai-ngan',
      locality: `vn-${n % 3_321}@2025-07-01`,
      asOf: '2026-09-14',
      period: '2026-09',
      basis: 'actual',
      figure: { shape: 'ratio', numerator: `${n}.25`, denominator: '913216.2' },
      note: 'Số liệu chốt theo báo cáo "tháng 9"',
    },
    metadata: {
      commandId: `0193b1f0-7c5d-7a3e-9d1b-${tail}`,
      correlationId: `0193b1f0-7c5d-7a3e-9d1c-${tail}`,
      causationId: null,
      actor: { id: `u-${n % 500}`, name: 'Nguyễn Văn A', role: 'planner', locality: `vn-${n % 3_321}@2025-07-01` },
      schema: 1,
    },
  };
}
