import type { ProgressRow, RollUpView } from '../../contract/progress.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import { daysBetween, type CivilDate } from '../../domain/kernel/civil-date.js';
import { shown } from '../../domain/kernel/decimal.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { LocalityLevel } from '../../domain/locality/locality.events.js';
import { BASES, type Figure } from '../../domain/measurement/figure.js';
import { valueOf } from '../../domain/measurement/figure-value.js';
import type { RolledUp } from '../../domain/schedule/roll-up.js';
import type { TargetState } from '../../domain/target/target.state.js';
import type { Language } from '../http/language.js';
import { agree, percentText, type AskedDay, type ProgressAnswer } from './answers.js';
import type { FigureRow } from './figure-row.js';

const MOST_LEFT_OUT = 20;

/** What a row shows beside its answer. */
export interface Detail extends Omit<FigureRow, 'state' | 'value' | 'ordinal' | 'as_of' | 'basis_rank' | 'year'> {
  readonly target_id: string;
  readonly target: TargetState;
  readonly ordinal: string;
  readonly figure_ordinal: string | null;
  readonly figure_as_of: CivilDate | null;
  readonly figure_basis_rank: number | null;
  readonly figure_year: number | null;
  readonly figure_state: string | null;
  readonly actual: string | null;
  readonly expected: string | null;
  readonly name: string | null;
  readonly full_name: string | null;
  readonly level: LocalityLevel | null;
  readonly directive_number: string | null;
  readonly issuer: string | null;
}

interface Shown {
  readonly asOf: CivilDate;
  readonly figure: ProgressRow['figure'];
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly doneOn: CivilDate | null;
}

/** The full row of an answer: its figure, the numbers of the sum beside or in place of it, and what a person calls the target by. */
export function rowOf(
  answer: ProgressAnswer,
  detail: Detail,
  definition: IndicatorDefinition,
  sum: RolledUp | null,
  asked: AskedDay,
  language: Language,
): ProgressRow {
  const { target } = detail;
  const { row, status, reason, late, evaluation } = answer;
  const own = shownFigure(answer, detail);
  const actual = evaluation ? evaluation.actual : own ? detail.actual : null;
  const expected = evaluation ? evaluation.expected : own ? detail.expected : null;
  const dated = own?.asOf ?? (answer.sum ? answer.sum.latest : null);
  const terms = own ?? termsOf(answer.sum);
  return {
    target: {
      id: row.target_id,
      clause: target.provenance?.clause ?? null,
      responsible: target.responsible,
      allocatedFrom: target.allocatedFrom,
      quantity: target.quantity,
    },
    directive: target.provenance && { id: target.provenance.directiveId, number: detail.directive_number, issuer: detail.issuer },
    indicator: {
      id: row.indicator_id,
      name: language === 'vi' ? definition.name : definition.nameEn,
      unit: definition.unit,
      shape: definition.shape,
      direction: definition.direction,
    },
    locality: {
      id: row.locality_id,
      name: detail.name ?? row.locality_id,
      fullName: detail.full_name ?? row.locality_id,
      level: detail.level ?? 'commune',
    },
    status,
    reason,
    late,
    source: own ? 'own' : answer.sum ? 'roll_up' : null,
    actual: shown(actual),
    expected: shown(expected),
    ratio: shown(answer.ratio),
    percent: definition.shape === 'ratio' ? percentText(actual) : null,
    numerator: shown(terms.numerator),
    denominator: shown(terms.denominator),
    doneOn: own?.doneOn ?? null,
    figure: own?.figure ?? null,
    staleDays: dated === null ? null : daysBetween(dated, asked.asOf),
    milestones: target.milestones.map((milestone) => ({ ...milestone })),
    nextMilestone: target.milestones.find(({ due }) => due === answer.due) ?? null,
    rollUp: sum && rollUpView(sum, own && { ...own, actual }),
    lastPosition: later(detail.ordinal, answer.figure === 'kept' ? detail.figure_ordinal : (answer.figure?.ordinal ?? null)),
  };
}

function shownFigure({ figure, row }: ProgressAnswer, detail: Detail): Shown | null {
  if (figure === null) return null;
  const source: FigureRow =
    figure === 'kept'
      ? {
          ...detail,
          as_of: detail.figure_as_of!,
          basis_rank: detail.figure_basis_rank ?? 1,
          year: detail.figure_year ?? 0,
          state: detail.figure_state ?? '',
          value: null,
        }
      : figure;
  const { as_of: asOf, year, state, numerator, denominator, done_on: doneOn } = source;
  const basis = BASES[source.basis_rank] ?? 'actual';
  const id = measurementIdOf({ indicatorId: row.indicator_id, localityId: row.locality_id, year, asOf, basis });
  return { asOf, figure: { id, asOf, basis, state }, numerator, denominator, doneOn };
}

function termsOf(sum: RolledUp | null): { numerator: string | null; denominator: string | null } {
  return sum?.figure?.shape === 'ratio' ? sum.figure : { numerator: null, denominator: null };
}

function rollUpView(sum: RolledUp, own: OwnNumbers | null): RollUpView {
  const { figure, coverage, leftOut, earliest, latest } = sum;
  const { numerator, denominator } = termsOf(sum);
  return {
    numerator: shown(numerator),
    denominator: shown(denominator),
    value: figure && shown(valueOf(figure)),
    ...coverage,
    earliest,
    latest,
    leftOut: leftOut.slice(0, MOST_LEFT_OUT).map((one) => ({ ...one })),
    leftOutCount: leftOut.length,
    agrees: own && figure && agreement(own, figure),
  };
}

type OwnNumbers = Pick<Shown, 'numerator' | 'denominator'> & { readonly actual: string | null };

/** null for a percentage whose parts are unknown: a sum of parts cannot be held against it. */
function agreement(own: OwnNumbers, sum: Figure): boolean | null {
  if (sum.shape === 'ratio')
    return own.numerator === null ? null : agree([own.numerator, own.denominator], [sum.numerator, sum.denominator]);
  return 'value' in sum && own.actual !== null ? agree([own.actual], [sum.value]) : null;
}

function later(a: string, b: string | null): string {
  return b !== null && BigInt(b) > BigInt(a) ? b : a;
}
