import { setImmediate as breathe } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { readInSteps } from '../../reading/read-directive.js';
import { READER_VERSION, type Reading } from '../../reading/reading.js';
import type { ReadingMessage, ReadingTask } from './reader-worker.js';

export { READER_VERSION };

/** Texts up to this many UTF-16 units, about 150 pages, are read where they are: a thread would cost more than it spares. */
const SHORT = 300_000;
/** Milliseconds for which a reading in this thread holds it before it lets others in. */
const SLICE_MS = 12;

/** Reads a text beside the requests that are answered meanwhile; null when `signal` ended it. `onShare` is told the share done, 0 … 1. */
export function readText(task: ReadingTask, onShare: (share: number) => void, signal: AbortSignal): Promise<Reading | null> {
  return task.text.length > SHORT ? readApart(task, onShare, signal) : readInSlices(task, onShare, signal);
}

async function readInSlices(
  { text, options }: ReadingTask,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Reading | null> {
  const steps = readInSteps(text, options);
  for (let since = performance.now(); ;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - since < SLICE_MS) continue;
    onShare(value);
    await breathe();
    if (signal.aborted) return null;
    since = performance.now();
  }
}

/** In a thread of its own. Rejects where that breaks down. */
async function readApart(task: ReadingTask, onShare: (share: number) => void, signal: AbortSignal): Promise<Reading | null> {
  const worker = new Worker(await program(), { workerData: task });
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end);
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (message: ReadingMessage) => ('share' in message ? onShare(message.share) : resolve(message.reading)));
      worker.once('error', reject);
      worker.once('exit', () => (signal.aborted ? resolve(null) : reject(new Error('the reading thread ended without an answer'))));
    });
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}

let built: Promise<string> | undefined;

/** The program of the thread. A checkout under test is built on the way, as bin/tiendo.js does. */
function program(): Promise<string> {
  built ??= (async () => {
    if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL('./reader-worker.js', import.meta.url));
    const script: string = '../../../scripts/build.js';
    await ((await import(script)) as { build(): Promise<void> }).build();
    return fileURLToPath(new URL('../../../dist/libs/features/directives/reader-worker.js', import.meta.url));
  })();
  return built;
}
