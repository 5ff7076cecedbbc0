import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { exact } from '../../libs/domain/kernel/decimal.js';
import {
  RULES,
  type BacktestReport,
  type Outcome,
  type Rule,
  type Said,
  type Score,
  type SeriesReport,
} from '../../libs/domain/schedule/backtest.js';

const RULE_NAMES: Readonly<Record<Rule, string>> = {
  status: 'tình trạng / status',
  forecast: 'dự báo / forecast',
  straightLine: 'đường thẳng / straight line',
};

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  met: 'đạt / met',
  missed: 'không đạt / missed',
  unknown: 'không rõ, thiếu số liệu tại hạn / unknown, no figure at the deadline',
};

/** The report as lines to read: every series with what was said first and when, then the rules beside each other. */
export function backtestText({ series, scores }: BacktestReport): string {
  return [...series.flatMap(linesOf), ...table(series, scores)].join('\n');
}

function linesOf(report: SeriesReport): readonly string[] {
  const { name, unit, deadline, points } = report.series;
  const last = points.at(-1);
  return [
    `${name}: ${last?.target ?? '?'} ${unit} đến / by ${deadline}`,
    ...RULES.map((rule) => `  ${RULE_NAMES[rule].padEnd(28)} ${firsts(report.said, rule) || '–'}`),
    `  ${'kết quả / outcome'.padEnd(28)} ${OUTCOMES[report.outcome]}${last ? ` (${last.value} ${unit}, ${last.on})` : ''}`,
    '',
  ];
}

/** Each answer with the first day on which it was given, in the order of days. */
function firsts(said: readonly Said[], rule: Rule): string {
  const first = new Map<string, CivilDate>();
  for (const one of said) {
    const answer = answerOf(one, rule);
    if (answer !== null && !first.has(answer)) first.set(answer, one.on);
  }
  return [...first].map(([answer, on]) => `${answer} ${on}`).join(', ');
}

function answerOf({ status, forecast, straightLine }: Said, rule: Rule): string | null {
  if (rule === 'status') return status;
  return rule === 'forecast' ? (forecast?.likely ?? null) : (straightLine?.likely ?? null);
}

function table(series: readonly SeriesReport[], scores: BacktestReport['scores']): readonly string[] {
  const known = series.filter(({ outcome }) => outcome !== 'unknown').length;
  const missed = series.filter(({ outcome }) => outcome === 'missed').length;
  return [
    `${series.length} chuỗi, ${known} biết kết quả, ${missed} không đạt / ${series.length} series, ${known} with a known outcome, ${missed} missed`,
    row('quy tắc / rule', ['cảnh báo / warned', 'đúng / right', 'precision', 'recall', 'lead (days)']),
    ...RULES.map((rule) => row(RULE_NAMES[rule], cells(scores[rule]))),
  ];
}

function cells({ warned, rightly, precision, recall, medianLeadDays }: Score): readonly string[] {
  const share = (text: string | null): string => (text === null ? '–' : exact(text).toFixed(2));
  return [String(warned), String(rightly), share(precision), share(recall), medianLeadDays === null ? '–' : String(medianLeadDays)];
}

function row(name: string, values: readonly string[]): string {
  return [name.padEnd(30), ...values.map((value) => value.padStart(18))].join('').trimEnd();
}
