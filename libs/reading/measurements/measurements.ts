import { exact, type DecimalText } from '../../domain/kernel/decimal.js';
import type { ReportedMeasurement } from '../reading.js';
import type { DocumentStructure, Passage } from '../structure.js';
import { viewOf } from '../proposals/view.js';
import type { Opening } from './as-of.js';
import { Localities } from './localities.js';
import { rowReader } from './tables.js';
import type { Figure } from './figure.js';
import { figuresOf } from './teller.js';

/** What a passage reports, not yet numbered. */
export type Told = readonly [Passage, Figure];

/** The figures that a document reports, in reading order; linear in the length of the text. */
export function measurementsOf(structure: DocumentStructure): ReportedMeasurement[] {
  return numberedFigures(structure, structure.passages.flatMap(figureReader(structure)));
}

/**
 * Reads one passage after another in order: the figures of those that tell results, of their footnotes, and of sentences among tasks
 * that tell one. Neither targets nor figures of cited documents.
 */
export function figureReader(structure: DocumentStructure): (passage: Passage) => readonly Told[] {
  const localities = new Localities(structure.prepared, structure.places ?? [], structure.head.locality === null);
  const inRow = rowReader(structure, localities);
  let opened: Opening | null = null;
  const toldBy = (passage: Passage): readonly Figure[] => {
    const row = inRow(passage);
    if (row !== null || !mayTell(structure, passage)) return row ?? [];
    const told = figuresOf(viewOf(structure, passage), localities, opened);
    opened = told.opened;
    return told.figures;
  };
  return (passage) => toldBy(passage).map((figure) => [passage, figure] as const);
}

/** The figures of all passages in reading order. */
export function numberedFigures(structure: DocumentStructure, told: readonly Told[]): ReportedMeasurement[] {
  return told
    .toSorted(([, a], [, b]) => a.from - b.from)
    .map(([passage, figure], index) => measurement(structure, passage, figure, index + 1));
}

/** Digits, or a part of the whole in words: `hơn một nửa`, `hai phần ba`. */
const NUMBER = /\d|(?:một|quá) nửa|phần (?:hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)(?!\p{L})/u;
/** A sentence among tasks that tells a result has one of these words. */
const TELLING =
  /(?=[cdđhkmnqtưv\d])(?<!\p{L})(?:đến nay|tính đến|hiện (?:nay|tại|có|còn|toàn|cả|tỉnh|huyện|mới|đã|đạt|là|\d)|ước (?:đạt|thực)|mới (?:đạt|chỉ|giải|thực|được|hoàn|cấp)|chỉ (?:đạt|mới)|đã |kết quả|theo báo cáo|đạt thấp|(?:thời gian|vừa) qua|qua \d|qua (?:rà|kiểm|thống|theo)|theo thống kê|năm \d{4}(?:,|:| đạt| là| tăng| giảm| có| ước)|\d tháng (?:đạt|năm)|dưới \d|đến (?:hết )?(?:ngày|tháng|\d)|\d tháng đầu)/u;

function mayTell({ prepared }: DocumentStructure, { from, to, mood }: Passage): boolean {
  const folded = prepared.folded.slice(from, to);
  return NUMBER.test(folded) && (mood === 'report' || TELLING.test(folded));
}

function measurement({ prepared }: DocumentStructure, { label }: Passage, figure: Figure, n: number): ReportedMeasurement {
  const { from, to, indicator, value, unit, numerator, denominator, locality, asOf, asOfSource, series, confidence, reason } = figure;
  return {
    n,
    ...prepared.spanOf(from, to),
    text: prepared.quote(from, to),
    clause: label,
    indicator,
    value,
    unit,
    numerator,
    denominator,
    ratioPct: ratioOf(numerator, denominator),
    locality,
    asOf,
    asOfSource,
    series,
    confidence,
    reason,
  };
}

/** In percent, to two decimals; null without a denominator other than zero. */
export function ratioOf(numerator: DecimalText | null, denominator: DecimalText | null): DecimalText | null {
  if (numerator === null || denominator === null || exact(denominator).isZero()) return null;
  return exact(numerator).div(exact(denominator)).times(100).toDecimalPlaces(2).toFixed();
}
