import type { CivilDate } from '../kernel/civil-date.js';
import { checkDate, checkNumber } from '../kernel/checks.js';
import { exact } from '../kernel/decimal.js';
import { refuse } from '../kernel/errors.js';
import { sameUnit } from '../kernel/text.js';
import type { IndicatorDefinition, IndicatorShape } from '../indicator/indicator.events.js';
import type { Figure } from './figure.js';
import { numbersOf, percentOf } from './figure-value.js';

const SHAPES: Readonly<Record<IndicatorShape, readonly Figure['shape'][]>> = {
  ratio: ['ratio', 'rate'],
  count: ['count'],
  amount: ['amount'],
  index: ['index'],
  task: ['done'],
};

/**
 * Checks a figure against its indicator. Throws `shape_does_not_fit`, `unit_does_not_fit`, `number_malformed`,
 * `denominator_not_positive`, `numerator_negative`, `numerator_exceeds_denominator`, `count_negative`, `count_not_whole`,
 * `below_minimum`, `above_maximum`, `flow_needs_parts`, `date_malformed`, `done_in_future`, `done_after_as_of`.
 */
export function checkFigure(figure: Figure, unit: string | null, asOf: CivilDate, indicator: IndicatorDefinition, today: CivilDate): void {
  const { indicatorId, shape } = indicator;
  if (!SHAPES[shape].includes(figure.shape)) refuse('shape_does_not_fit', { indicatorId, shape, given: figure.shape });
  // Percentages of periods have no sum, and a flow meets its schedule as one.
  if (figure.shape === 'rate' && indicator.accumulation === 'flow') refuse('flow_needs_parts', { indicatorId });
  if (unit !== null && !unitFits(unit, indicator)) refuse('unit_does_not_fit', { indicatorId, unit: indicator.unit, given: unit });
  for (const text of numbersOf(figure)) checkNumber('figure', text);
  if (figure.shape === 'done') return checkDone(figure.on, asOf, today);
  if (figure.shape === 'ratio') checkParts(figure.numerator, figure.denominator);
  if (figure.shape === 'count') checkCount(figure.value);
  checkLimits(figure, indicator);
}

// A percentage is as good a unit for a ratio as the thing that its numerator counts.
function unitFits(unit: string, { shape, unit: own }: IndicatorDefinition): boolean {
  return sameUnit(unit, own) || (shape === 'ratio' && unit.trim() === '%');
}

function checkDone(on: CivilDate | null, asOf: CivilDate, today: CivilDate): void {
  if (on === null) return;
  checkDate('on', on);
  if (on > today) refuse('done_in_future', { on, today });
  if (on > asOf) refuse('done_after_as_of', { on, asOf });
}

function checkParts(numerator: string, denominator: string): void {
  if (!exact(denominator).gt(0)) refuse('denominator_not_positive', { denominator });
  if (exact(numerator).lt(0)) refuse('numerator_negative', { numerator });
}

function checkCount(value: string): void {
  if (exact(value).lt(0)) refuse('count_negative', { value });
  if (!exact(value).isInteger()) refuse('count_not_whole', { value });
}

function checkLimits(figure: Exclude<Figure, { readonly shape: 'done' }>, indicator: IndicatorDefinition): void {
  const { min, max } = indicator;
  // Compared before anything is divided: most indicators of a ratio have this limit alone.
  if (isCapped(indicator) && exceedsWhole(figure))
    refuse('numerator_exceeds_denominator', { percent: percentOf(figure)?.toDecimalPlaces(2).toFixed() ?? null });
  if (min === null && max === null) return;
  const value = 'value' in figure ? exact(figure.value) : percentOf(figure);
  if (value === null) return;
  if (min !== null && value.lt(exact(min))) refuse('below_minimum', { value: value.toDecimalPlaces(12).toFixed(), min });
  if (max !== null && value.gt(exact(max))) refuse('above_maximum', { value: value.toDecimalPlaces(12).toFixed(), max });
}

function isCapped({ shape, numeratorMayExceedDenominator }: IndicatorDefinition): boolean {
  return shape === 'ratio' && !numeratorMayExceedDenominator;
}

function exceedsWhole(figure: Figure): boolean {
  if (figure.shape === 'rate') return exact(figure.percent).gt(100);
  return figure.shape === 'ratio' && exact(figure.numerator).gt(exact(figure.denominator));
}
