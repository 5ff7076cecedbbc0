import { exact, isDecimalText } from '../domain/kernel/decimal.js';
import type { RecordJson } from './as-json.js';
import type { Match } from './score-match.js';
import { placeToneMarks } from './text/tone-marks.js';

/** Of how many matched records the field was right. */
export interface FieldScore {
  readonly field: string;
  readonly right: number;
  readonly of: number;
}

export type RecordMatch = Match<RecordJson, RecordJson>;

type Rule = (match: RecordMatch) => number;

/** An entry is the share of the field that is right: 1 or 0, but for words in common. */
const TARGET_RULES: Readonly<Record<string, Rule>> = {
  quote: sameSpan,
  clause: same('clause'),
  indicator: same('indicator'),
  'indicator (words)': wordsInCommon('indicator'),
  kind: same('kind'),
  comparator: same('comparator'),
  'comparator (alt)': comparatorOrAlternative,
  value: same('value'),
  unit: same('unit'),
  deadline: same('deadline'),
  deadline_op: same('deadline_op'),
  deadline_precision: same('deadline_precision'),
  deadline_text: same('deadline_text'),
  recurrence: same('recurrence'),
  period: same('period'),
  locality: same('locality'),
  responsible: same('responsible'),
  strength: same('strength'),
};

const MEASUREMENT_RULES: Readonly<Record<string, Rule>> = {
  quote: sameSpan,
  clause: same('clause'),
  indicator: same('indicator'),
  'indicator (words)': wordsInCommon('indicator'),
  value: same('value'),
  unit: same('unit'),
  numerator: same('numerator'),
  denominator: same('denominator'),
  locality: same('locality'),
  as_of: same('as_of'),
};

/** How often each field of the matched records is right, fields in a fixed order. A field that neither side has is right. */
export function fieldScores(type: RecordJson['type'], matches: readonly RecordMatch[]): readonly FieldScore[] {
  const rules = type === 'target' ? TARGET_RULES : MEASUREMENT_RULES;
  return Object.entries(rules).map(([field, rule]) => ({
    field,
    right: matches.reduce((sum, match) => sum + rule(match), 0),
    of: matches.length,
  }));
}

/** The fields of one match that are wrong, by the same rules; shares of words aside. */
export function wrongFields({ gold, found }: RecordMatch): readonly string[] {
  const rules = gold.type === 'target' ? TARGET_RULES : MEASUREMENT_RULES;
  return Object.keys(rules).filter((field) => !field.includes('(') && rules[field]?.({ gold, found }) !== 1);
}

function same(field: string): Rule {
  return ({ gold, found }) => Number(isSame(gold[field], found[field]));
}

function comparatorOrAlternative({ gold, found }: RecordMatch): number {
  const allowed = [gold['comparator'], ...(Array.isArray(gold['comparator_alt']) ? (gold['comparator_alt'] as unknown[]) : [])];
  return Number(allowed.some((one) => isSame(one, found['comparator'])));
}

function sameSpan({ gold, found }: RecordMatch): number {
  return Number(gold.start === found.start && gold.end === found.end);
}

/** Words of both ÷ words of either, after the same folding (Jaccard). */
function wordsInCommon(field: string): Rule {
  return ({ gold, found }) => {
    const [a, b] = [gold[field], found[field]].map((value) => new Set(folded(value)?.match(/[\p{L}\p{N}]+/gu)));
    if (a === undefined || b === undefined || (a.size === 0 && b.size === 0)) return 1;
    const both = [...a].filter((word) => b.has(word)).length;
    return both / (a.size + b.size - both);
  };
}

/** Absent is null; numbers are compared by what they mean, texts after NFC, one spelling of tone marks (`hoà`, `hòa`), lower case and collapsed blanks. */
function isSame(a: unknown, b: unknown): boolean {
  const [one, other] = [folded(a), folded(b)];
  if (one === null || other === null) return one === other;
  return one === other || (isDecimalText(one) && isDecimalText(other) && exact(one).eq(exact(other)));
}

function folded(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return placeToneMarks(text.normalize('NFC')).toLowerCase().replace(/\s+/g, ' ').trim();
}
