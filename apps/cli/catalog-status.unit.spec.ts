import type { Basis, Figure } from '../../libs/domain/measurement/figure.js';
import { knownFigure } from '../../libs/domain/measurement/figure-value.js';
import type { IndicatorDefinition } from '../../libs/domain/indicator/indicator.events.js';
import { evaluate } from '../../libs/domain/schedule/evaluate.js';
import { schedulePlan } from '../../libs/domain/schedule/schedule-plan.js';
import type { TargetPlan } from '../../libs/domain/target/target.events.js';
import { catalogEvents } from './catalog.js';

type Target = TargetPlan & { readonly targetId: string; readonly indicatorId: string; readonly localityId: string };
type Measurement = {
  readonly indicatorId: string;
  readonly localityId: string;
  readonly asOf: string;
  readonly basis: Basis;
  readonly figure: Figure;
};

const steps = await catalogEvents('catalog', { today: '2026-11-20' });
const data = <Shape>(type: string) =>
  steps.flatMap(({ entries }) =>
    entries.flatMap(({ events }) => events.filter((event) => event.type === type).map((event) => event.data as Shape)),
  );
const indicators = new Map(data<IndicatorDefinition>('IndicatorDefined').map((one) => [one.indicatorId, one]));

/** Status of a target by the catalogue's own figures, and the ratio to two decimals. */
function statusOf(target: Target, asOf: string): [string, string] {
  const reported = data<Measurement>('MeasurementRecorded').find(
    ({ indicatorId, localityId }) => indicatorId === target.indicatorId && localityId === target.localityId,
  );
  const figure = reported ? knownFigure(reported.asOf, reported.basis, reported.figure) : null;
  const { status, ratio } = evaluate(schedulePlan(target, indicators.get(target.indicatorId)!), figure, asOf);
  return [status, ratio === null ? '' : Number(ratio).toFixed(2)];
}

describe('what the catalogue shows of Tuyên Quang on 31/8/2021', () => {
  const targets = data<Target>('TargetSet').filter(({ targetId }) => targetId.startsWith('tq-2021-08-'));
  const statuses = (pattern: RegExp) =>
    Object.fromEntries(
      targets
        .filter(({ targetId }) => pattern.test(targetId))
        .map((target) => [target.targetId.slice('tq-2021-08-'.length), statusOf(target, '2021-08-31')]),
    );

  it('has relocation against a straight line to the end of the year', () => {
    // 243 of 365 days: 66.58 % is expected of each.
    expect(statuses(/relocation/)).toEqual({
      relocation: ['at_risk', '0.66'],
      'relocation-lam-binh': ['on_track', '1.22'],
      'relocation-na-hang': ['behind', '0.14'],
      'relocation-chiem-hoa': ['achieved', '1.50'],
      'relocation-ham-yen': ['behind', '0.50'],
      'relocation-yen-son': ['achieved', '1.50'],
    });
  });

  it('has outputs and exports against the same line', () => {
    expect(statuses(/output|export/)).toEqual({
      'output-electricity': ['at_risk', '0.83'],
      'output-barite': ['at_risk', '0.83'],
      'output-tea': ['at_risk', '0.84'],
      'output-refined-wood': ['at_risk', '0.87'],
      'output-printing-paper': ['at_risk', '0.92'],
      'export-tea': ['at_risk', '0.67'],
      'export-barite': ['at_risk', '0.60'],
      'export-paper-pulp': ['behind', '0.14'],
    });
  });

  it('never shows green where nothing was reported', () => {
    const silent = targets.filter(({ targetId }) => !/relocation|output|export/.test(targetId));
    expect(silent.map((target) => statusOf(target, '2021-08-31')[0])).toEqual(silent.map(() => 'no_data'));
  });
});
