import type { ProposedTarget, ReportedMeasurement } from '../../libs/reading/reading.js';
import type { CatalogDirective, CatalogMeasurement, CatalogTarget } from './catalog/schemas.js';

/** A target as it stands after accepting: what a reading and the catalogue both say. */
export interface ComparedTarget {
  readonly clause: string;
  readonly indicator: string;
  /** undefined where nobody chose an indicator yet. */
  readonly indicatorId?: string | undefined;
  readonly locality: string | null;
  readonly responsible: string | null;
  readonly strength: string;
  readonly milestones: readonly {
    readonly due: string | null;
    readonly dueOp: string;
    readonly comparator: string;
    readonly value: string | null;
  }[];
}

export interface ComparedFigure {
  readonly clause: string;
  readonly indicator: string;
  readonly indicatorId?: string | undefined;
  readonly locality: string | null;
  readonly asOf: string | null;
  readonly value: string;
}

export interface FieldDifference {
  readonly field: string;
  readonly catalogue: string;
  readonly reading: string;
}

export interface Pair<Value> {
  readonly catalogue: Value;
  readonly reading: Value;
  readonly differences: readonly FieldDifference[];
}

export interface Comparison<Value> {
  readonly both: readonly Pair<Value>[];
  readonly catalogueOnly: readonly Value[];
  readonly readingOnly: readonly Value[];
}

/**
 * The targets that accepting every proposal as it is would set: proposals of one indicator, locality and series are milestones of one target;
 * where none is printed, a milestone is due at the end of the plan's year.
 */
export function acceptedTargets(proposals: readonly ProposedTarget[], planYear: number): readonly ComparedTarget[] {
  const groups = new Map<string, ProposedTarget[]>();
  for (const proposal of proposals) {
    const { series, indicator, locality, n } = proposal;
    const key = series === null ? String(n) : [series, folded(indicator), locality].join('|');
    groups.set(key, [...(groups.get(key) ?? []), proposal]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [ProposedTarget];
    return { ...first, milestones: group.flatMap((proposal) => milestonesOf(proposal, planYear)) };
  });
}

/** A recurring duty is so many reports sent: by each of its days one more. */
function milestonesOf({ deadline, deadlineImplied, comparator, value }: ProposedTarget, planYear: number): ComparedTarget['milestones'] {
  const dueOp = deadline?.op ?? '<=';
  if (deadline !== null && deadline.expanded.length > 1)
    return deadline.expanded.map((due, sent) => ({ due, dueOp, comparator: '>=', value: String(sent + 1) }));
  return [{ due: deadline?.date ?? deadlineImplied ?? `${planYear}-12-31`, dueOp, comparator, value }];
}

export function acceptedFigures(proposals: readonly ReportedMeasurement[]): readonly ComparedFigure[] {
  return proposals.map(({ numerator, value, ...rest }) => ({ ...rest, value: numerator ?? value }));
}

export interface Names {
  indicator(id: string): string;
  locality(id: string): string;
}

export function catalogueTargets({ targets }: CatalogDirective, names: Names): readonly ComparedTarget[] {
  return targets.map((target) => ({
    ...target,
    indicator: names.indicator(target.indicatorId),
    locality: names.locality(target.localityId),
    milestones: target.milestones ?? recurringMilestones(target),
  }));
}

function recurringMilestones({ recurring }: CatalogTarget): ComparedTarget['milestones'] {
  if (!recurring) return [];
  return recurring.each.map((due, sent) => ({ due, dueOp: recurring.dueOp, comparator: '>=', value: String(sent + 1) }));
}

export function catalogueFigures({ measurements = [] }: CatalogDirective, names: Names): readonly ComparedFigure[] {
  return measurements.map(({ figure, asOf, clause, indicatorId, localityId }) => ({
    ...{ clause, asOf, value: valueOf(figure), indicatorId },
    ...{ indicator: names.indicator(indicatorId), locality: names.locality(localityId) },
  }));
}

/** The number that a document prints: of a ratio the numerator. */
export function valueOf(figure: CatalogMeasurement['figure']): string {
  if (figure.shape === 'ratio') return figure.numerator;
  if (figure.shape === 'rate') return figure.percent;
  return figure.shape === 'done' ? (figure.on ?? '') : figure.value;
}

/** Pairs each record of the catalogue with the most alike of the reading, one to one, and says in which fields the two differ. */
export function compare<Value extends ComparedTarget | ComparedFigure>(
  catalogue: readonly Value[],
  reading: readonly Value[],
): Comparison<Value> {
  const likenesses = catalogue
    .flatMap((ours, i) => reading.map((theirs, j) => ({ i, j, likeness: likeness(ours, theirs) })))
    .filter(({ likeness }) => likeness >= ALIKE)
    .sort((a, b) => b.likeness - a.likeness || a.i - b.i || a.j - b.j);
  const [left, right] = [new Map<number, number>(), new Set<number>()];
  for (const { i, j } of likenesses) {
    if (left.has(i) || right.has(j)) continue;
    left.set(i, j);
    right.add(j);
  }
  return {
    both: catalogue.flatMap((ours, i) => {
      const theirs = reading[left.get(i) ?? -1];
      return theirs ? [{ catalogue: ours, reading: theirs, differences: differences(ours, theirs) }] : [];
    }),
    catalogueOnly: catalogue.filter((_, i) => !left.has(i)),
    readingOnly: reading.filter((_, j) => !right.has(j)),
  };
}

/** Half of the words of one indicator within the other's, or fewer where value and clause agree. */
const ALIKE = 1;

function likeness(ours: ComparedTarget | ComparedFigure, theirs: ComparedTarget | ComparedFigure): number {
  const shared = sharedWords(ours.indicator, theirs.indicator);
  const sameValue = valuesOf(ours) === valuesOf(theirs) ? 0.4 : 0;
  const sameClause = numbersOf(ours.clause) === numbersOf(theirs.clause) ? 0.5 : 0;
  const samePlace = ours.locality !== null && folded(ours.locality) === folded(theirs.locality ?? '') ? 0.2 : 0;
  return shared === 0 ? 0 : shared + sameValue + sameClause + samePlace;
}

function sharedWords(ours: string, theirs: string): number {
  const [a, b] = [wordsOf(ours), wordsOf(theirs)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, Math.min(a.size, b.size));
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(folded(text).match(/[\p{L}\p{N}]+/gu) ?? []);
/** The path of a clause without its words: `Điều 1, khoản 3, đoạn 1` and `Điều 1.3, đoạn 1` are the same place. */
const numbersOf = (clause: string): string => (clause.replace(/^.*(?=Điều)/u, '').match(/\b[IVX]+\b|\d+/gu) ?? []).join('.');
const folded = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
const valuesOf = (record: ComparedTarget | ComparedFigure): string =>
  'milestones' in record ? record.milestones.map(({ comparator, value }) => `${comparator}${value ?? ''}`).join(' ') : record.value;

function differences(ours: ComparedTarget | ComparedFigure, theirs: ComparedTarget | ComparedFigure): FieldDifference[] {
  const [left, right] = [fieldsOf(ours), fieldsOf(theirs)];
  if (theirs.indicatorId === undefined) delete left['indicator'];
  return Object.keys(left).flatMap((field) => {
    const [catalogue, reading] = [left[field] ?? '–', right[field] ?? '–'];
    const same = field === 'clause' ? numbersOf(catalogue) === numbersOf(reading) : folded(catalogue) === folded(reading);
    return same ? [] : [{ field, catalogue, reading }];
  });
}

function fieldsOf(record: ComparedTarget | ComparedFigure): Record<string, string | null> {
  const { clause, locality, indicatorId: indicator = null } = record;
  if (!('milestones' in record)) return { indicator, clause, locality, asOf: record.asOf, value: record.value };
  const { strength, responsible, milestones } = record;
  return {
    ...{ indicator, clause, strength, locality, responsible },
    milestones: milestones.map(({ due, dueOp, comparator, value }) => `${comparator} ${value ?? ''} ${dueOp} ${due ?? ''}`).join(', '),
  };
}
