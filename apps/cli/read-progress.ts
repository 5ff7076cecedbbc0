import { readInSteps } from '../../libs/reading/read-directive.js';
import type { Reading, ReadingOptions } from '../../libs/reading/reading.js';
import { bilingual } from './cli-error.js';
import { ProgressLine } from './progress-line.js';

/** Reads a text, with a progress line on stderr where it takes longer than a moment. */
export function readWithProgress(text: string, options: ReadingOptions): Reading {
  const line = new ProgressLine(bilingual('Đọc', 'Reading'));
  const steps = readInSteps(text, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      line.end();
      return step.value;
    }
    line.show(Math.floor(step.value * 100), 100, '%');
  }
}
