import { checkId, checkNumber, checkText } from '../kernel/checks.js';
import type { Decider } from '../kernel/decider.js';
import { exact } from '../kernel/decimal.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { checkCalendar, type ReportingCalendar } from '../reporting/calendar.js';
import { checkShares } from '../schedule/profile.js';
import type { IndicatorDefinition, IndicatorEvent, IndicatorShape, RollUp, SeasonalProfile } from './indicator.events.js';

/** A definition with what was set for it since: profiles by their ids, and the calendar by which its figures are due. */
export interface DefinedIndicator extends IndicatorDefinition {
  readonly profiles: Readonly<Record<string, SeasonalProfile>>;
  readonly calendar: ReportingCalendar | null;
}

/** null until defined. */
export type IndicatorState = DefinedIndicator | null;

export const indicatorDecider: Decider<IndicatorState, IndicatorEvent> = { initial: null, evolve };

function evolve(state: IndicatorState, event: IndicatorEvent): IndicatorState {
  if (event.type === 'IndicatorDefined') return { ...event.data, profiles: {}, calendar: null };
  if (!state) return null;
  switch (event.type) {
    case 'SeasonalProfileSet': {
      const { indicatorId: _, profileId, ...profile } = event.data;
      return { ...state, profiles: { ...state.profiles, [profileId]: profile } };
    }
    case 'ReportingCalendarSet':
      return { ...state, calendar: event.data.calendar };
  }
}

export type DefineIndicator = IndicatorDefinition;

export interface SetSeasonalProfile extends SeasonalProfile {
  readonly indicatorId: string;
  readonly profileId: string;
}

export interface SetReportingCalendar {
  readonly indicatorId: string;
  readonly calendar: ReportingCalendar;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

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
  if (state && same(definitionOf(state), command)) return [];
  if (state) refuse('indicator_differs', { indicatorId: command.indicatorId });
  checkDefinition(command);
  return [{ type: 'IndicatorDefined', data: command }];
}

function definitionOf({ profiles: _, calendar: __, ...definition }: DefinedIndicator): IndicatorDefinition {
  return definition;
}

/** The profile of that id; null where the indicator has none such. */
export function profileOf({ profiles }: Pick<DefinedIndicator, 'profiles'>, profileId: string): SeasonalProfile | null {
  return Object.hasOwn(profiles, profileId) ? (profiles[profileId] ?? null) : null;
}

/**
 * Sets a seasonal profile or puts another in its place; the one that stands is nothing new. Targets keep the shares that they were planned by.
 * Throws `indicator_unknown`, `id_malformed`, `text_required`, `profile_does_not_fit` (a task has no course in numbers),
 * `profile_year_out_of_range`, and as `checkShares`.
 */
export function setSeasonalProfile(command: SetSeasonalProfile, state: IndicatorState): readonly IndicatorEvent[] {
  const { indicatorId, profileId, ...profile } = command;
  if (!state) lacking('indicator_unknown', { indicatorId });
  if (same(profile, profileOf(state, profileId))) return [];
  checkId('profileId', profileId);
  checkText('name', profile.name);
  checkText('nameEn', profile.nameEn);
  if (profile.source) checkText('source.name', profile.source.name);
  if (state.shape === 'task') reject('profile_does_not_fit', { shape: state.shape });
  const year = profile.fittedYears.find((one) => !Number.isInteger(one) || one < FIRST_YEAR || one > LAST_YEAR);
  if (year !== undefined) reject('profile_year_out_of_range', { year, least: FIRST_YEAR, most: LAST_YEAR });
  checkShares(profile.shares);
  return [{ type: 'SeasonalProfileSet', data: command }];
}

/**
 * Sets the calendar by which figures of the indicator are due; the one that stands is nothing new. Throws `indicator_unknown` and as
 * `checkCalendar`.
 */
export function setReportingCalendar(command: SetReportingCalendar, state: IndicatorState): readonly IndicatorEvent[] {
  const { indicatorId, calendar } = command;
  if (!state) lacking('indicator_unknown', { indicatorId });
  if (same(calendar, state.calendar)) return [];
  checkCalendar(calendar);
  return [{ type: 'ReportingCalendarSet', data: { indicatorId, calendar } }];
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
