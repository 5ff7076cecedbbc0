import type { TargetProgress } from '../../contract/progress.js';
import { directiveStream, type DirectiveEvent } from '../../domain/directive/directive.events.js';
import { directiveDecider } from '../../domain/directive/directive.state.js';
import { indicatorStream, type IndicatorEvent } from '../../domain/indicator/indicator.events.js';
import { fold } from '../../domain/kernel/decider.js';
import { localityStream, type LocalityEvent } from '../../domain/locality/locality.events.js';
import { targetStream, type TargetEvent } from '../../domain/target/target.events.js';
import { targetDecider } from '../../domain/target/target.state.js';
import { comparePositions } from '../../event-store/event-store.js';
import { collect, differencesFrom, type Difference } from './against-shown.js';
import { PROGRESS, type Manifest } from './bundle-files.js';
import type { BundleFinding } from './bundle-findings.js';
import { eventsIn, wholeDirectives, type Decoded } from './decoded.js';
import { refoldTarget } from './refold.js';

/** Holds the figures that were handed out against a fold of the events that are proven. */
export function checkProgress(
  progress: TargetProgress,
  { subject, knownAt }: Manifest,
  events: readonly Decoded[],
  findings: BundleFinding[],
): void {
  const refolded = refoldTarget(events, subject.id, progress.asOf);
  if (!refolded) findings.push({ kind: 'target_unset', place: {} });
  const found: Difference[] = [];
  collect('boundaries', progress.boundaries, progress.asOf, found);
  if (refolded) found.push(...differencesFrom(progress, refolded), ...nameDifferences(progress, subject.id, events));
  if (comparePositions(progress.row.lastPosition, knownAt.position) > 0)
    found.push({ field: 'row.lastPosition', stands: progress.row.lastPosition, ought: `<= ${knownAt.position}` });
  for (const { field, stands = '–', ought = '–' } of found)
    findings.push({ kind: 'figure_differs', place: { file: PROGRESS, field, stands, ought } });
}

/** What place, indicator and directive are called, as they were registered. */
function nameDifferences({ row }: TargetProgress, targetId: string, events: readonly Decoded[]): readonly Difference[] {
  const found: Difference[] = [];
  const target = fold(targetDecider, eventsIn<TargetEvent>(events, targetStream(targetId)));
  if (!target) return found;
  const { localityId: id, indicatorId, provenance } = target;
  const [registered] = eventsIn<LocalityEvent>(events, localityStream(id));
  const { name, fullName, level } =
    registered?.type === 'LocalityRegistered' ? registered.data : { name: id, fullName: id, level: 'commune' };
  collect('row.locality', row.locality, { id, name, fullName, level }, found);
  const [defined] = eventsIn<IndicatorEvent>(events, indicatorStream(indicatorId));
  if (defined?.type === 'IndicatorDefined') collect('row.indicator.name', row.indicator.name, defined.data.name, found);
  collect('row.directive', row.directive, provenance && directiveOf(provenance.directiveId, events), found);
  return found;
}

/** What a directive is called where all its events are there; its id alone where they are not. */
function directiveOf(id: string, events: readonly Decoded[]): object {
  const own = eventsIn<DirectiveEvent>(events, directiveStream(id));
  if (own.length > 0 && !wholeDirectives(events).has(id)) return { id };
  const state = fold(directiveDecider, own);
  return { id, number: state?.number ?? null, issuer: state?.issuer ?? null };
}
