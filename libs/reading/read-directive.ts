import { figureReader, numberedFigures, type Told } from './measurements/measurements.js';
import { numbered, targetReader } from './proposals/targets-of.js';
import { READER_VERSION, type ProposedTarget, type Reading, type ReadingOptions, type ReportedMeasurement } from './reading.js';
import { overlapping } from './score-match.js';
import { structureOf } from './structure/structure-of.js';

/** Reads a directive: its head and clauses, the targets that it sets and the figures that it reports. Total and deterministic; linear in its length. */
export function readDirective(text: string, options: ReadingOptions = {}): Reading {
  const steps = readInSteps(text, options);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

/** How many passages are read between two steps: a few milliseconds of work. */
const PASSAGES_A_STEP = 64;
/** The share of the work that taking the text apart has, as measured; the rest is reading its passages. */
const APART = 0.4;

/** The same in steps, each the share done so far (0 … 1), so that a long text need not hold the process. */
export function* readInSteps(text: string, options: ReadingOptions = {}): Generator<number, Reading> {
  const structure = structureOf(text, options);
  yield APART;
  const found: ProposedTarget[] = [];
  const told: Told[] = [];
  const { passages } = structure;
  const [targetsIn, figuresIn] = [targetReader(structure), figureReader(structure)];
  for (const [index, passage] of passages.entries()) {
    for (const target of targetsIn(passage)) found.push(target);
    for (const figure of figuresIn(passage)) told.push(figure);
    if (index % PASSAGES_A_STEP === PASSAGES_A_STEP - 1) yield APART + ((1 - APART) * index) / passages.length;
  }
  const measurements = numberedFigures(structure, told);
  const targets = numbered(withoutTold(found, measurements));
  return { readerVersion: READER_VERSION, document: structure.head, clauses: structure.clauses, targets, measurements };
}

/** A number that is told as a result is no promise, nor one that says which are counted: telling needs words that say so, a promise may lack them. */
function withoutTold(targets: readonly ProposedTarget[], measurements: readonly ReportedMeasurement[]): readonly ProposedTarget[] {
  const toldIn = overlapping(measurements);
  return targets.filter(
    (target) =>
      target.strength !== 'quantified' ||
      !toldIn(target).some(
        ({ value, start, end }) =>
          (value === target.value && (end === target.end || !target.text.includes('|'))) || (start < target.start && target.end <= end),
      ),
  );
}
