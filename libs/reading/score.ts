import type { ReadingJson, RecordJson } from './as-json.js';
import type { Strength } from './reading.js';
import { fieldScores, type FieldScore, type RecordMatch } from './score-fields.js';
import type { Borderline } from './score-gold.js';
import { matchSpans, overlapping } from './score-match.js';

export type Group = Strength | 'measurement';
export const GROUPS: readonly Group[] = ['quantified', 'dated', 'qualitative', 'measurement'];

/** Counts of one group: a found record counts under the strength that the reader gave it, a gold one under the annotated strength. */
export interface GroupScore {
  readonly gold: number;
  /** Gold records that were found. */
  readonly hit: number;
  /** Found records that count: those beside every gold record that overlap a borderline span do not. */
  readonly found: number;
  /** Found records that match a gold one. */
  readonly right: number;
  readonly borderline: number;
}

export interface Score {
  readonly groups: Readonly<Record<Group | 'target', GroupScore>>;
  readonly fields: Readonly<Record<RecordJson['type'], readonly FieldScore[]>>;
  readonly matches: readonly RecordMatch[];
  readonly missed: readonly RecordJson[];
  readonly wrong: readonly RecordJson[];
}

/** Shares from 0 to 1; null where there was nothing to find, or nothing found. */
export interface Rates {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

/**
 * What a reading is worth beside annotations of the same text. Targets match targets and measurements measurements, one to one, by
 * overlapping spans (`matchSpans`); what matches nothing is missed or wrong, unless it overlaps a borderline span.
 */
export function scoreReading(
  { targets, measurements }: Pick<ReadingJson, 'targets' | 'measurements'>,
  gold: readonly RecordJson[],
  borderline: readonly Borderline[],
): Score {
  const found = [...targets, ...measurements];
  const matches = TYPES.flatMap((type) => matchSpans(ofType(gold, type), ofType(found, type)));
  const matchedGold = new Set(matches.map((match) => match.gold));
  const matchedFound = new Set(matches.map((match) => match.found));
  const isBorderline = overlapping(borderline);
  const rest = found.filter((record) => !matchedFound.has(record));
  const missed = gold.filter((record) => !matchedGold.has(record));
  const wrong = rest.filter((record) => isBorderline(record).length === 0);
  const neither = rest.filter((record) => isBorderline(record).length > 0);
  return { ...tables(matches, missed, wrong, neither), matches, missed, wrong };
}

/** The scores of several documents as of one. */
export function sumOfScores(scores: readonly Score[]): Score {
  const matches = scores.flatMap((score) => score.matches);
  const [missed, wrong] = [scores.flatMap((score) => score.missed), scores.flatMap((score) => score.wrong)];
  const groups = Object.fromEntries(
    (['target', ...GROUPS] as const).map((group) => [group, added(scores.map((score) => score.groups[group]))]),
  ) as Score['groups'];
  return { groups, fields: fieldsOf(matches), matches, missed, wrong };
}

export function ratesOf({ gold, hit, found, right }: GroupScore): Rates {
  const precision = found === 0 ? null : right / found;
  const recall = gold === 0 ? null : hit / gold;
  if (gold === 0 && found === 0) return { precision, recall, f1: null };
  const sum = (precision ?? 0) + (recall ?? 0);
  return { precision, recall, f1: sum === 0 ? 0 : (2 * (precision ?? 0) * (recall ?? 0)) / sum };
}

const TYPES = ['target', 'measurement'] as const;

function tables(
  matches: readonly RecordMatch[],
  missed: readonly RecordJson[],
  wrong: readonly RecordJson[],
  neither: readonly RecordJson[],
): Pick<Score, 'groups' | 'fields'> {
  const scoreOf = (isIn: (record: RecordJson) => boolean): GroupScore => {
    const hit = matches.filter(({ gold }) => isIn(gold)).length;
    const right = matches.filter(({ found }) => isIn(found)).length;
    return {
      gold: hit + missed.filter(isIn).length,
      hit,
      found: right + wrong.filter(isIn).length,
      right,
      borderline: neither.filter(isIn).length,
    };
  };
  const groups = Object.fromEntries(GROUPS.map((group) => [group, scoreOf((record) => groupOf(record) === group)]));
  const target = scoreOf((record) => record.type === 'target');
  return { groups: { ...(groups as Record<Group, GroupScore>), target }, fields: fieldsOf(matches) };
}

function fieldsOf(matches: readonly RecordMatch[]): Score['fields'] {
  const of = (type: RecordJson['type']): readonly FieldScore[] =>
    fieldScores(
      type,
      matches.filter(({ gold }) => gold.type === type),
    );
  return { target: of('target'), measurement: of('measurement') };
}

function added(scores: readonly GroupScore[]): GroupScore {
  const sum = (key: keyof GroupScore): number => scores.reduce((total, score) => total + score[key], 0);
  return { gold: sum('gold'), hit: sum('hit'), found: sum('found'), right: sum('right'), borderline: sum('borderline') };
}

function ofType(records: readonly RecordJson[], type: RecordJson['type']): readonly RecordJson[] {
  return records.filter((record) => record.type === type);
}

function groupOf(record: RecordJson): Group {
  return record.type === 'measurement' ? 'measurement' : (record['strength'] as Strength);
}
