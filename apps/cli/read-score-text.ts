import type { RecordJson } from '../../libs/reading/as-json.js';
import { wrongFields, type FieldScore } from '../../libs/reading/score-fields.js';
import { ratesOf, type Group, type Rates, type Score } from '../../libs/reading/score.js';
import { bilingual } from './cli-error.js';
import { STRENGTHS } from './read-words.js';

export interface ScoredFile {
  readonly gold: string;
  readonly file: string;
  readonly score: Score;
}

const GROUP_NAMES: Readonly<Record<Group | 'target', string>> = {
  quantified: bilingual(STRENGTHS.quantified.vi, STRENGTHS.quantified.en),
  dated: bilingual(STRENGTHS.dated.vi, STRENGTHS.dated.en),
  qualitative: bilingual(STRENGTHS.qualitative.vi, STRENGTHS.qualitative.en),
  target: bilingual('mọi chỉ tiêu', 'all targets'),
  measurement: bilingual('số liệu', 'measurements'),
};

const ORDER = ['quantified', 'dated', 'qualitative', 'target', 'measurement'] as const;

/** Every document's table, then that of all together where there are several. */
export function scoreText(files: readonly ScoredFile[], total: Score, withErrors: boolean): string {
  const parts = files.flatMap(({ file, score }) => ['', file, ...groupLines(score), ...(withErrors ? errorLines(score) : [])]);
  const all = files.length > 1 ? ['', bilingual(`Cả ${files.length} văn bản`, `all ${files.length} documents`), ...groupLines(total)] : [];
  const fields = (['target', 'measurement'] as const).flatMap((type) => fieldLines(type, total.fields[type]));
  return [...parts, ...all, ...fields].slice(1).join('\n');
}

/** The same as one JSON value. */
export function scoreJson(files: readonly ScoredFile[], total: Score, withErrors: boolean): unknown {
  return {
    documents: files.map(({ gold, file, score }) => ({
      gold,
      file,
      ...jsonOf(score),
      ...(withErrors ? { errors: errorsJson(score) } : {}),
    })),
    total: jsonOf(total),
  };
}

function jsonOf({ groups, fields }: Score): { groups: unknown; fields: unknown } {
  const rated = Object.fromEntries(ORDER.map((group) => [group, { ...ratesOf(groups[group]), ...groups[group] }]));
  const shares = (scores: readonly FieldScore[]): unknown =>
    Object.fromEntries(scores.map(({ field, right, of }) => [field, { accuracy: of === 0 ? null : right / of, right, of }]));
  return { groups: rated, fields: { target: shares(fields.target), measurement: shares(fields.measurement) } };
}

function errorsJson(score: Score): unknown {
  return { missed: score.missed, wrong: score.wrong, differing: differing(score) };
}

/** Matches with a field that is not right, and which. */
function differing({ matches }: Score): (Score['matches'][number] & { readonly fields: readonly string[] })[] {
  return matches.map((match) => ({ ...match, fields: wrongFields(match) })).filter(({ fields }) => fields.length > 0);
}

function groupLines({ groups }: Score): string[] {
  const header = ['precision', 'recall', 'F1', 'gold', 'found', 'right', 'borderline'];
  return [
    row('', header),
    ...ORDER.map((group) => {
      const { gold, found, right, borderline } = groups[group];
      return row(GROUP_NAMES[group], [...rateCells(ratesOf(groups[group])), ...[gold, found, right, borderline].map(String)]);
    }),
  ];
}

function rateCells({ precision, recall, f1 }: Rates): string[] {
  return [precision, recall, f1].map((rate) => (rate === null ? '–' : rate.toFixed(3)));
}

function fieldLines(type: RecordJson['type'], fields: readonly FieldScore[]): string[] {
  if ((fields[0]?.of ?? 0) === 0) return [];
  const [vi, en] = type === 'target' ? ['chỉ tiêu', 'targets'] : ['số liệu', 'measurements'];
  return [
    '',
    bilingual(`Trường của ${vi} khớp`, `fields of matched ${en}`),
    ...fields.map(({ field, right, of }) => row(field, [(right / of).toFixed(3), `${Math.round(right * 100) / 100}/${of}`])),
  ];
}

function errorLines(score: Score): string[] {
  return [
    ...titled(bilingual('Bỏ sót', 'missed'), score.missed.map(recordLine)),
    ...titled(bilingual('Thừa', 'false'), score.wrong.map(recordLine)),
    ...titled(
      bilingual('Khác trường', 'fields that differ'),
      differing(score).flatMap(({ gold, found, fields }) => [
        recordLine(gold),
        ...fields.map((field) => `    ${field}: ${shown(gold, field)} → ${shown(found, field)}`),
      ]),
    ),
  ];
}

function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
}

function recordLine(record: RecordJson): string {
  return `${record.start}–${record.end} ${record.type === 'target' ? String(record['strength']) : record.type} “${record.quote}”`;
}

function shown(record: RecordJson, field: string): string {
  return JSON.stringify(field === 'quote' ? record.quote : (record[field] ?? null));
}

function row(name: string, cells: readonly string[]): string {
  return [name.padEnd(28), ...cells.map((cell) => cell.padStart(11))].join('').trimEnd();
}
