import { readFileSync, writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ExtractedText, Hint } from './extracted-text.js';
import { type Details, FormatError, type FormatErrorCode } from './format-error.js';
import type { Limits } from './limits.js';
import { takeText } from './take-text.js';

/** What the process is started with, as JSON; the file comes by standard input. */
export interface Task {
  readonly kind: 'pdf' | 'docx' | 'html';
  readonly hint: Hint;
  readonly limits: Limits;
}

/** What it says on descriptor 3, as JSON; `memory` and nothing else when it had to end itself. */
export type Answer = ExtractedText | { readonly code: FormatErrorCode; readonly details: Details };

const ANSWER = 3;
const NAMES = { pdf: 'PDF', docx: 'Word', html: 'HTML' };

/** Watches the whole process from a thread of its own, so that a parser that never yields is watched too; ends it, also when nobody waits for it any more. */
const WATCH = `
  const { workerData: { memoryBytes, millis } } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const end = Date.now() + millis + 2_000;
  setInterval(() => {
    const full = process.memoryUsage.rss() > memoryBytes;
    if (full) writeSync(${ANSWER}, 'memory');
    if (full || Date.now() > end) process.kill(process.pid, 'SIGKILL');
  }, 10);
`;

const task = JSON.parse(process.argv[2] ?? '') as Task;
new Worker(WATCH, { eval: true, workerData: task.limits }).unref();
writeFileSync(ANSWER, JSON.stringify(await answerTo(task)));
process.exit(0);

async function answerTo({ kind, hint, limits }: Task): Promise<Answer> {
  try {
    return await takeText(kind, new Uint8Array(readFileSync(0)), hint, limits);
  } catch (error) {
    if (error instanceof FormatError) return { code: error.code, details: error.details };
    return { code: 'damaged', details: { format: NAMES[kind], reason: 'crash' } };
  }
}
