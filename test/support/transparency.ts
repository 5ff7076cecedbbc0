import type { Sql } from 'postgres';
import type { Actor } from '../../libs/domain/kernel/command.js';
import { uuidV5 } from '../../libs/event-store/event-ids.js';
import type { EventStore, NewEvent } from '../../libs/event-store/event-store.js';
import { saidOf, type Finding } from '../../libs/features/transparency/findings.js';
import { nextPart } from '../../libs/features/transparency/follower.js';
import type { LogKey } from '../../libs/features/transparency/key-file.js';
import { prepareLog } from '../../libs/features/transparency/log.tables.js';
import { publishHead } from '../../libs/features/transparency/publisher.js';
import { readEdge, readState, type LogState, type StoredHead } from '../../libs/features/transparency/stored-log.js';
import { verifyLog, type VerifyOptions } from '../../libs/features/transparency/verify-log.js';
import { newSignerText, parseSigner } from '../../libs/transparency/keys.js';
import type { TrustedKey } from '../../libs/transparency/trusted-heads.js';

export const ORIGIN = 'tiendo.example.vn/v1/audit/log';
const NAMESPACE = '0197a3c2-0000-7000-8000-00000000000a';
const ACTOR: Actor = { id: 'u-1', name: 'Nguyễn Thị Hoà', role: 'planner', locality: 'vn' };

/** A key that follows from a number, in use in the given time. */
export function testKey(n: number, { from = '2020-01-01T00:00:00.000Z', until = null, name = ORIGIN }: Partial<Times> = {}): LogKey {
  return { signer: parseSigner(newSignerText(name, Buffer.alloc(32, n))), from, until };
}
interface Times {
  readonly from: string;
  readonly until: string | null;
  readonly name: string;
}

/** Keys as those who verify know them. */
export const trusted = (...keys: readonly LogKey[]): readonly TrustedKey[] =>
  keys.map(({ signer, from, until }) => ({ verifier: signer.verifier, from, until }));

export const eventIdOf = (n: number): string => uuidV5(NAMESPACE, String(n));

/** The nth event of the tests: like a figure, and each another. */
export function eventOf(n: number): NewEvent {
  const data = { indicatorId: 'poverty', asOf: '2021-08-31', figure: { shape: 'ratio', numerator: `${n}.25`, denominator: '913216.2' } };
  const command = uuidV5(NAMESPACE, `command ${n}`);
  const metadata = { commandId: command, correlationId: command, causationId: command, actor: ACTOR, schemaVersion: 1 };
  return { id: eventIdOf(n), type: 'MeasurementRecorded', data, metadata };
}

export const streamOf = (n: number): string => `measurement-poverty.vn-0${n % 7}@base.${2021 + (Math.floor(n / 7) % 3)}`;

/** Appends the tests' events from one number to before another, each to its stream. */
export async function appendEvents(store: EventStore, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n++) await store.append(streamOf(n), 'any', [eventOf(n)]);
}

/** Brings the log up to the store, in batches. */
export async function logAll(sql: Sql, store: EventStore, batchSize = 300): Promise<LogState> {
  await prepareLog(sql);
  let state = await readState(sql);
  let edge = await readEdge(sql, state.size);
  for await (const { events } of store.readAll({ from: state.position, batchSize })) {
    if (events.length === 0) continue;
    const next = nextPart(state, edge, events);
    await next.write(sql);
    ({ state, edge } = next);
  }
  return state;
}

/** Logs everything and signs the head. */
export async function published(sql: Sql, store: EventStore, ...keys: readonly LogKey[]): Promise<StoredHead> {
  await logAll(sql, store);
  const head = await publishHead(sql, keys, new Date().toISOString());
  if (!head) throw new Error('nothing was published');
  return head;
}

/** Changes the database as nobody should, past every trigger. */
export async function tamper(sql: Sql, ...statements: readonly string[]): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    for (const statement of statements) await tx.unsafe(statement);
  });
}

type Options = Omit<VerifyOptions, 'keys'> & { readonly keys: readonly TrustedKey[] };

/** What verification finds, without what only follows from it. */
export async function findingsOf(sql: Sql, store: EventStore, options: Options): Promise<readonly Finding[]> {
  const { findings } = await verifyLog({ sql, store }, { ...options, keys: () => Promise.resolve(options.keys) });
  for (const finding of findings) {
    const { vi, en } = saidOf(finding);
    expect([vi, en].join()).not.toMatch(/[{}]|–|undefined/);
  }
  return findings;
}
