import { checkNumber, checkText } from '../kernel/checks.js';
import type { Decider } from '../kernel/decider.js';
import { exact } from '../kernel/decimal.js';
import { refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import type { IndicatorDefinition, IndicatorEvent, IndicatorShape, RollUp } from './indicator.events.js';

/** null until defined. */
export type IndicatorState = IndicatorDefinition | null;

export const indicatorDecider: Decider<IndicatorState, IndicatorEvent> = {
  initial: null,
  evolve: (_, event) => event.data,
};

export type DefineIndicator = IndicatorDefinition;

/** Scores, ranks and tasks of localities make no sense as a sum, and a mean of percentages is wrong (DESIGN §2). */
const ROLL_UPS: Readonly<Record<IndicatorShape, readonly RollUp[]>> = {
  ratio: ['ratio', 'none'],
  count: ['sum', 'none'],
  amount: ['sum', 'none'],
  index: ['none'],
  task: ['none'],
};

/**
 * Defines an indicator once and for all; the same definition again is nothing new. Throws `indicator_differs`,
 * `indicator_id_malformed`, `text_required`, `roll_up_does_not_fit`, `ratio_member_does_not_fit`,
 * `limits_crossed`, `number_malformed`.
 */
export function defineIndicator(command: DefineIndicator, state: IndicatorState): readonly IndicatorEvent[] {
  if (state && same(state, command)) return [];
  if (state) refuse('indicator_differs', { indicatorId: command.indicatorId });
  checkDefinition(command);
  return [{ type: 'IndicatorDefined', data: command }];
}

function checkDefinition(definition: IndicatorDefinition): void {
  const { indicatorId, shape, rollUp, min, max } = definition;
  // No dots: they separate the parts of a measurement's stream name.
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(indicatorId)) reject('indicator_id_malformed', { indicatorId });
  checkText('name', definition.name);
  checkText('nameEn', definition.nameEn);
  if (shape !== 'task') checkText('unit', definition.unit);
  if (!ROLL_UPS[shape].includes(rollUp)) reject('roll_up_does_not_fit', { shape, rollUp });
  if (shape !== 'ratio' && definition.base !== null) reject('ratio_member_does_not_fit', { shape, member: 'base' });
  if (shape !== 'ratio' && definition.numeratorMayExceedDenominator) {
    reject('ratio_member_does_not_fit', { shape, member: 'numeratorMayExceedDenominator' });
  }
  if (min !== null) checkNumber('min', min);
  if (max !== null) checkNumber('max', max);
  if (min !== null && max !== null && exact(min).gt(exact(max))) reject('limits_crossed', { min, max });
}
