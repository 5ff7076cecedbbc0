import { readingJson, type RecordJson } from '../../libs/reading/as-json.js';
import { readDirective } from '../../libs/reading/read-directive.js';
import type { Reading } from '../../libs/reading/reading.js';
import { GROUPS, ratesOf, scoreReading, type Group, type Score } from '../../libs/reading/score.js';
import type { Placed, Sample } from './samples.js';

interface Judged {
  readonly reading: Reading;
  readonly score: Score;
}

/** A sample as the reader finds it, beside its annotations. */
export function judged({ text, annotations }: Pick<Sample, 'text' | 'annotations'>): Judged {
  const reading = readDirective(text);
  const gold = annotations.filter(({ type }) => type !== 'borderline') as readonly unknown[] as readonly RecordJson[];
  const borderline = annotations.filter(({ type }) => type === 'borderline').map(({ start, end }) => ({ start, end, doc: null }));
  return { reading, score: scoreReading(readingJson(reading), gold, borderline) };
}

const PLACING = new Set(['type', 'quote', 'start', 'end', 'after']);

/** What was read otherwise than annotated, a line each; only the fields that an annotation names are compared. */
export function disagreements(sample: Sample): readonly string[] {
  const { score } = judged(sample);
  const differing = score.matches.flatMap(({ gold, found }) => differences(gold as unknown as Placed, found));
  return [...score.missed.map(({ quote }) => `not read: ${quote}`), ...score.wrong.map(({ quote }) => `read: ${quote}`), ...differing];
}

function differences(gold: Placed, found: RecordJson): readonly string[] {
  return Object.keys(gold)
    .filter((field) => !PLACING.has(field) && told(gold[field]) !== told(found[field]))
    .map((field) => `${gold.quote}: ${field} is ${told(gold[field])}, read as ${told(found[field])}`);
}

/** Absent, null and false are one; texts are compared in one spelling. */
export function told(value: unknown): string {
  if (value === undefined || value === false) return 'null';
  return JSON.stringify(value).normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
}

/** In percent, one decimal: F1 of each group, and how often each field of a matched target is right. */
export function shares({ groups, fields }: Score): Readonly<Record<string, number>> {
  const f1 = GROUPS.map((group: Group) => [group, percent(ratesOf(groups[group]).f1 ?? 1)] as const);
  const right = fields.target.map(({ field, right, of }) => [field, percent(of === 0 ? 1 : right / of)] as const);
  return Object.fromEntries([...f1, ...right]);
}

const percent = (share: number) => Math.round(share * 1000) / 10;
