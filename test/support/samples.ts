import type { RegisterDirective } from '../../libs/domain/directive/directive.decide.js';
import type { DefinedIndicator } from '../../libs/domain/indicator/indicator.decide.js';
import type { IndicatorDefinition } from '../../libs/domain/indicator/indicator.events.js';
import { fold } from '../../libs/domain/kernel/decider.js';
import type { LocalityEvent, LocalityFacts } from '../../libs/domain/locality/locality.events.js';
import { localityDecider, type LocalityState } from '../../libs/domain/locality/locality.state.js';
import type { MeasurementKey } from '../../libs/domain/measurement/measurement.events.js';
import type { Milestone, TargetPlan } from '../../libs/domain/target/target.events.js';

// Facts of Tuyên Quang before July 2025, as far as the rules need them.

export function locality(facts: Partial<LocalityFacts> = {}): LocalityFacts {
  return {
    localityId: 'vn-08@base',
    code: '08',
    name: 'Tuyên Quang',
    fullName: 'Tỉnh Tuyên Quang',
    nameEn: 'Tuyen Quang Province',
    level: 'province',
    kind: 'tỉnh',
    parentId: 'vn',
    validFrom: null,
    legalBasis: null,
    ...facts,
  };
}

export const NATION_FACTS = locality({
  localityId: 'vn',
  code: '',
  name: 'Việt Nam',
  fullName: 'Cả nước',
  level: 'nation',
  kind: 'nước',
  parentId: null,
});

export function district(localityId = 'vn-072@base', name = 'Na Hang'): LocalityFacts {
  return locality({ localityId, code: '072', name, fullName: `Huyện ${name}`, level: 'district', kind: 'huyện', parentId: 'vn-08@base' });
}

export function localityState(facts: LocalityFacts, ...later: readonly LocalityEvent[]): LocalityState {
  const state = fold(localityDecider, [{ type: 'LocalityRegistered', data: facts }, ...later]);
  if (!state) throw new Error('a registered locality has a state');
  return state;
}

export const TUYEN_QUANG = localityState(locality());

export function indicator(definition: Partial<IndicatorDefinition> = {}): IndicatorDefinition {
  return {
    indicatorId: 'relocated-households',
    name: 'Số hộ được di chuyển',
    nameEn: 'Relocated households',
    shape: 'ratio',
    unit: 'hộ',
    direction: 'increasing',
    rollUp: 'ratio',
    accumulation: 'cumulative',
    base: 'kế hoạch năm',
    numeratorMayExceedDenominator: false,
    min: null,
    max: null,
    ...definition,
  };
}

/** An indicator with what was set for it since it was defined. */
export function definedIndicator(
  definition: Partial<IndicatorDefinition> = {},
  since: Partial<Pick<DefinedIndicator, 'profiles' | 'calendar'>> = {},
): DefinedIndicator {
  return { ...indicator(definition), profiles: {}, calendar: null, ...since };
}

export function countIndicator(definition: Partial<IndicatorDefinition> = {}): IndicatorDefinition {
  return indicator({ shape: 'count', rollUp: 'sum', base: null, ...definition });
}

export function milestone(milestone: Partial<Milestone> = {}): Milestone {
  return { due: '2021-12-31', dueOp: '<=', dueSource: 'inherited', comparator: '>=', value: '100', upper: null, ...milestone };
}

export function plan(plan: Partial<TargetPlan> = {}): TargetPlan {
  return {
    baseline: { value: '0', on: '2020-12-31' },
    milestones: [milestone()],
    quantity: '84',
    trajectory: { kind: 'linear' },
    thresholds: null,
    graceDays: 0,
    ...plan,
  };
}

export const DIRECTIVE: RegisterDirective = {
  directiveId: 'cv-1510-2021',
  number: '1510/UBND-TH',
  kind: 'công văn',
  issuer: 'Ủy ban nhân dân tỉnh',
  localityId: 'vn-08@base',
  issuedOn: '2021-09',
  meetingOn: null,
  textSha256: null,
};

export const KEY: MeasurementKey = {
  indicatorId: 'relocated-households',
  localityId: 'vn-08@base',
  year: 2021,
  asOf: '2021-08-31',
  basis: 'actual',
};
