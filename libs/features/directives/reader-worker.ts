import { parentPort, workerData } from 'node:worker_threads';
import { readInSteps } from '../../reading/read-directive.js';
import type { Reading, ReadingOptions } from '../../reading/reading.js';

/** A text with what the reader should know of it. */
export interface ReadingTask {
  readonly text: string;
  readonly options: ReadingOptions;
}

/** What the thread tells: how far it is, at last what it found. */
export type ReadingMessage = { readonly share: number } | { readonly reading: Reading };

const { text, options } = workerData as ReadingTask;
const steps = readInSteps(text, options);
for (let step = steps.next(); ; step = steps.next()) {
  const message: ReadingMessage = step.done ? { reading: step.value } : { share: step.value };
  parentPort?.postMessage(message);
  if (step.done) break;
}
