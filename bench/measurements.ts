import { fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { recordMeasurement } from '../libs/contract/measurements.commands.js';
import { copyIn, copyText } from '../libs/event-store/projection-copy.js';
import { comparePositions, type Position } from '../libs/event-store/event-store.js';
import { ValidBody } from '../libs/features/http/valid.js';
import { benchApi, type BenchApi } from './api.js';
import { benchDatabase, type BenchDatabase } from './database.js';
import { generate } from './generated.js';
import { figureNumber } from './http-load.js';
import { median, note, report } from './report.js';

const SECONDS = 5;
const ROUNDS = 3;
const ROWS = 10_000;

@Controller()
class BareController {
  @Post()
  take(@ValidBody(recordMeasurement) body: { readonly asOf: string }): object {
    return { asOf: body.asOf };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

/** Recording figures over HTTP: one a request, ten thousand a request, and how soon they are seen. */
export async function benchMeasurements(): Promise<void> {
  const database = await benchDatabase();
  const api = await benchApi(database);
  try {
    await generate(database.sql, { indicators: 10, months: 1 });
    await single(api);
    await bulk(api, database);
    await lag(api, database);
  } finally {
    await api.close();
    await database.close();
  }
}

async function single({ api, token }: BenchApi): Promise<void> {
  const bare = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
  await bare.listen(0, '127.0.0.1');
  const planner = await token('planner');
  const [ours, theirs]: [number[], number[]] = [[], []];
  let [next, p99] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push((await load(await bare.getUrl(), planner, next)).perSecond);
    const answered = await load(`${api.url}/v1/measurements`, planner, next);
    if (answered.refused > 0) throw new Error(`${answered.refused} requests were refused`);
    ours.push(answered.perSecond);
    ({ next, p99 } = answered);
  }
  await bare.close();
  report({
    name: 'POST /v1/measurements, one a request, 64 connections',
    ours: median(ours),
    peer: 'bare Nest route',
    theirs: median(theirs),
    unit: 'req/s',
    goal: { op: '>=', ratio: 0.4 },
  });
  note('  p99 of its answers, ms', String(p99));
}

interface Answered {
  readonly perSecond: number;
  readonly refused: number;
  readonly p99: number;
  readonly next: number;
}

/** The load comes from a process of its own. */
function load(url: string, token: string, from: number): Promise<Answered> {
  const child = fork(join(import.meta.dirname, 'http-load.js'));
  child.send({ url, token, seconds: SECONDS, from });
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Answered));
    child.once('error', reject);
    child.once('exit', (code) => code && reject(new Error(`the load ended with ${code}`)));
  });
}

/** Numbers from here on were not used by the single requests. */
const UNUSED = 3_000_000;

async function bulk({ api, token }: BenchApi, { sql }: BenchDatabase): Promise<void> {
  const headers = { authorization: `Bearer ${await token('planner')}`, 'content-type': 'application/json' };
  const times: number[] = [];
  for (let request = 0; request < 6; request++) {
    const items = Array.from({ length: ROWS }, (_, row) => figureNumber(UNUSED + request * ROWS + row));
    const body = JSON.stringify({ items });
    const started = performance.now();
    const response = await fetch(`${api.url}/v1/measurements`, { method: 'POST', headers, body });
    const { recorded } = (await response.json()) as { recorded: number };
    if (recorded !== ROWS) throw new Error(`${recorded} of ${ROWS} rows were recorded`);
    times.push(performance.now() - started);
  }
  const rates = times.slice(1).map((ms) => (ROWS / ms) * 1000);
  const copied = await copyRate(sql);
  report({
    name: 'POST /v1/measurements, 10,000 in one request',
    ours: median(rates),
    peer: 'COPY of the same events',
    theirs: copied,
    unit: 'rows/s',
    goal: { op: '>=', ratio: 0.25 },
  });
}

/** COPY of the last 50,000 events, as text, into an empty table of the same columns and indexes. */
async function copyRate(sql: BenchDatabase['sql']): Promise<number> {
  const columns = ['position', 'revision', 'recorded_at', 'event_id', 'stream', 'type', 'data', 'metadata'];
  const asText = columns.map((column) => `${column}::text`).join();
  const rows = await sql.unsafe(`select ${asText} from event_store.event order by position desc limit 50000`).values();
  const text = rows.map((row) => `${(row as string[]).map(copyText).join('\t')}\n`).join('');
  const rates: number[] = [];
  for (let round = 0; round < 3; round++) {
    await sql`drop table if exists copied`;
    await sql`create table copied (like event_store.event including all)`;
    const started = performance.now();
    await sql.begin(async (tx) => {
      const copy = await copyIn(tx, `copy copied (${columns.join()}) from stdin`);
      await copy.write(text);
      await copy.end();
    });
    rates.push(50_000 / ((performance.now() - started) / 1000));
  }
  return median(rates);
}

async function lag({ api, token }: BenchApi, { url, sql }: BenchDatabase): Promise<void> {
  const projector = spawn(process.execPath, [join(import.meta.dirname, '../../bin/tiendo.js'), 'projector'], {
    env: { ...process.env, TIENDO_DATABASE_URL: url },
    stdio: 'ignore',
  });
  try {
    const seen: { readonly position: Position; readonly at: number }[] = [];
    await sql.listen('tiendo_projection', (payload) => {
      const [name, position = '0'] = payload.split(' ');
      if (name === 'progress') seen.push({ position, at: performance.now() });
    });
    await caughtUp(sql);
    const acknowledged = await paced(api.url, await token('planner'));
    const last = acknowledged.at(-1)!;
    while (!seen.some(({ position }) => comparePositions(position, last.position) >= 0)) await sleep(50);
    const lags = acknowledged
      .map(({ position, at }) => Math.max(0, seen.find((one) => comparePositions(one.position, position) >= 0)!.at - at))
      .sort((a, b) => a - b);
    note(
      'from acknowledged figure to visible progress, 500/s, ms',
      `p50 ${lags[lags.length >> 1]!.toFixed(1)}, p99 ${lags[Math.floor(lags.length * 0.99)]!.toFixed(1)}`,
    );
  } finally {
    projector.kill('SIGKILL');
  }
}

async function caughtUp(sql: BenchDatabase['sql']): Promise<void> {
  for (;;) {
    const [row] = await sql`select to_regclass('progress.checkpoint') is not null as here`;
    const [state] = row?.here
      ? await sql`select position::bigint >= (select max(position) from event_store.event) as done from progress.checkpoint`
      : [];
    if (state?.done) return;
    await sleep(200);
  }
}

/** 500 figures a second for ten seconds, and when each was acknowledged. */
async function paced(url: string, token: string): Promise<readonly { readonly position: Position; readonly at: number }[]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const started = performance.now();
  const answers: Promise<{ position: Position; at: number }>[] = [];
  for (let n = 0; n < 5_000; n++) {
    const wait = started + n * 2 - performance.now();
    if (wait > 1) await sleep(wait);
    const body = JSON.stringify(figureNumber(UNUSED + 100_000 + n));
    answers.push(
      fetch(`${url}/v1/measurements`, { method: 'POST', headers, body }).then(async (response) => ({
        position: ((await response.json()) as { position: Position }).position,
        at: performance.now(),
      })),
    );
  }
  return Promise.all(answers);
}
