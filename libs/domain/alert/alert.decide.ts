import { addDays, type CivilDate } from '../kernel/civil-date.js';
import { checkDate, checkText } from '../kernel/checks.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { fold } from '../kernel/decider.js';
import { same } from '../kernel/same.js';
import { clean } from '../kernel/text.js';
import type { AlertEvent, AlertKind, Evidence, Resolution } from './alert.events.js';
import { nextEscalation } from './alert.escalation.js';
import type { AlertContext, Finding, Found } from './alert.input.js';
import { alertDecider, byBadness, type AlertState, type OpenEpisode } from './alert.state.js';

/** Half a year: a promise keeps an alert from going up, so none may outlast the year's steering. */
const LONGEST_PROMISE_DAYS = 184;

export interface AcknowledgeAlert {
  readonly targetId: string;
  readonly episode: number;
  readonly note: string;
  /** null where no day of recovery is promised: then nothing but a worsening brings the escalation back. */
  readonly recoveryOn: CivilDate | null;
}

export interface HandOverAlert {
  readonly targetId: string;
  readonly toLocalityId: string;
  readonly day: CivilDate;
  /** False where a target of the successor's own takes this one's place: then the episode ends. */
  readonly continues: boolean;
}

/**
 * What happens to a target's alert on a day, given what is found of it: raised, changed, escalated, resolved, or nothing. `found` null: nothing
 * can be found out, so that what is open stands as it is, and goes up in time.
 * The same day and findings again, or an earlier day than the last event's, give nothing. Never throws.
 */
export function decideAlert(state: AlertState, found: Found | null, context: AlertContext): readonly AlertEvent[] {
  const { day } = context;
  if (state.lastDay !== null && day < state.lastDay) return [];
  const events: AlertEvent[] = [];
  let now = state;
  const add = (more: readonly AlertEvent[]): void => {
    events.push(...more);
    now = fold(alertDecider, more, now);
  };
  // Steps that were due on days which nobody looked at come before what is found today.
  add(escalationsOf(now, context, (due) => due < day));
  if (found) add(standingOf(now, found, context));
  add(escalationsOf(now, context, (due) => due <= day));
  return events;
}

function escalationsOf(state: AlertState, context: AlertContext, isDue: (day: CivilDate) => boolean): readonly AlertEvent[] {
  const events: AlertEvent[] = [];
  for (let now = state; ; now = fold(alertDecider, events.slice(-1), now)) {
    const next = nextEscalation(now, context);
    if (!now.open || !next || !isDue(next.day)) return events;
    const { targetId } = context.subject;
    events.push({ type: 'AlertEscalated', data: { targetId, episode: now.open.episode, ...next } });
  }
}

function standingOf(state: AlertState, found: Found, context: AlertContext): readonly AlertEvent[] {
  const findings = found.findings.filter((finding) => !isSpent(state, finding));
  const [worst = null] = findings;
  if (!state.open) return worst ? [raised(state, worst, context)] : [];
  const { open } = state;
  // What was over long ago stays as it is until it is mended altogether.
  if (found.isOver && found.lingering.length > 0) return [];
  if (worst && byBadness(worst, open) < 0) return [changed(open, worst, context)];
  const undone = undoneBy(open, found);
  if (undone === null && lingers(open, worst, found)) return [];
  if (!worst) return [resolved(open, undone ?? whyOf(open, found), found, context)];
  return byBadness(worst, open) > 0 ? [changed(open, worst, context)] : [];
}

const STATUS_KINDS: readonly AlertKind[] = ['milestone_missed', 'behind', 'at_risk'];
const ENDED_BY_FIGURE: readonly Resolution[] = ['recovered', 'borne_out', 'corrected'];

// Corrected to and fro about a slight threshold, a figure says nothing new. What is grave is said again.
function isSpent({ last }: AlertState, { kind, severity, evidence }: Finding): boolean {
  const isSlight = severity === 'notice' && kind !== 'report_overdue';
  return isSlight && last !== null && last.asOf === evidence.asOf && ENDED_BY_FIGURE.includes(last.why);
}

/** True while the open episode's own threshold is not passed by the margin, though nothing as bad is strictly found. */
function lingers(open: OpenEpisode, worst: Finding | null, { lingering }: Found): boolean {
  // Once its milestone holds, a missed one is no longer missed, however near the course may be.
  if (open.kind === 'milestone_missed' && !lingering.some(({ kind }) => kind === open.kind)) return false;
  const isOfOneKind = (kind: AlertKind): boolean => kind === open.kind || (STATUS_KINDS.includes(kind) && STATUS_KINDS.includes(open.kind));
  return lingering.some(
    (finding) => isOfOneKind(finding.kind) && byBadness(finding, open) >= 0 && (worst === null || byBadness(finding, worst) < 0),
  );
}

/** Whether the cause itself is gone: its figure was corrected or withdrawn, or is held against another course now. */
function undoneBy({ kind, evidence }: OpenEpisode, { figure, status }: Found): Resolution | null {
  if (status === 'withdrawn') return 'target_withdrawn';
  if (kind === 'report_overdue' || evidence.asOf === null) return null;
  if (figure.asOf === null || figure.asOf < evidence.asOf) return 'corrected';
  if (figure.asOf > evidence.asOf) return null;
  if (figure.actual !== evidence.actual) return 'corrected';
  return figure.expected === evidence.expected ? null : 'target_revised';
}

function whyOf({ kind, evidence }: OpenEpisode, { status, figure, milestones }: Found): Resolution {
  if (kind === 'implausible_figure') return evidence.asOf === figure.asOf ? 'corrected' : 'borne_out';
  if (kind === 'report_overdue') return 'reported';
  if (status === 'achieved') return 'achieved';
  if (evidence.milestone && !milestones.some((milestone) => same(milestone, evidence.milestone))) return 'target_revised';
  if (evidence.asOf === null || evidence.asOf !== figure.asOf) return 'recovered';
  // The same figure is good against nothing but another plan.
  return STATUS_KINDS.includes(kind) ? 'target_revised' : 'corrected';
}

function raised(state: AlertState, { kind, severity, evidence }: Finding, { day, subject }: AlertContext): AlertEvent {
  const { targetId, indicatorId, localityId } = subject;
  const episode = state.episodes + 1;
  return { type: 'AlertRaised', data: { targetId, episode, indicatorId, localityId, kind, severity, day, evidence } };
}

function changed({ episode }: OpenEpisode, { kind, severity, evidence }: Finding, { day, subject }: AlertContext): AlertEvent {
  return { type: 'AlertChanged', data: { targetId: subject.targetId, episode, kind, severity, day, evidence } };
}

function resolved({ episode }: OpenEpisode, why: Resolution, { figure }: Found, { day, subject }: AlertContext): AlertEvent {
  return { type: 'AlertResolved', data: { targetId: subject.targetId, episode, day, why, ...endOf(figure) } };
}

function endOf({ actual, asOf, measurementIds }: Pick<Evidence, 'actual' | 'asOf' | 'measurementIds'>) {
  return { actual, asOf, measurementIds };
}

/**
 * Acknowledges the open episode, or changes what was promised; the same again is nothing new. `today` is the day of the command.
 * Throws `alert_unknown`, `alert_resolved`, `text_required`, `date_malformed`, `recovery_in_past`, `recovery_too_far`.
 */
export function acknowledgeAlert(command: AcknowledgeAlert, state: AlertState, today: CivilDate): readonly AlertEvent[] {
  const { targetId, episode, recoveryOn } = command;
  const open = openEpisode(command, state);
  checkText('note', command.note);
  if (recoveryOn !== null) checkDate('recoveryOn', recoveryOn);
  const note = clean(command.note);
  if (open.acknowledged?.note === note && open.acknowledged.recoveryOn === recoveryOn) return [];
  if (recoveryOn !== null && recoveryOn < today) reject('recovery_in_past', { recoveryOn, today });
  if (recoveryOn !== null && recoveryOn > addDays(today, LONGEST_PROMISE_DAYS))
    reject('recovery_too_far', { recoveryOn, most: LONGEST_PROMISE_DAYS });
  return [{ type: 'AlertAcknowledged', data: { targetId, episode, note, recoveryOn } }];
}

function openEpisode({ targetId, episode }: Pick<AcknowledgeAlert, 'targetId' | 'episode'>, state: AlertState): OpenEpisode {
  const id = `${targetId}~${episode}`;
  if (episode < 1 || episode > state.episodes) lacking('alert_unknown', { id });
  if (state.open?.episode === episode) return state.open;
  return refuse('alert_resolved', { id, day: state.last?.day ?? null });
}

/** Hands the open episode to the locality that succeeds its own; none is open, or it is there already: nothing. Throws `date_malformed`. */
export function handOverAlert({ targetId, toLocalityId, day, continues }: HandOverAlert, { open }: AlertState): readonly AlertEvent[] {
  checkDate('day', day);
  if (!open || open.localityId === toLocalityId) return [];
  const { episode, localityId: fromLocalityId } = open;
  const handed: AlertEvent = { type: 'AlertHandedOver', data: { targetId, episode, fromLocalityId, toLocalityId, day } };
  const ended = { targetId, episode, day, why: 'handed_over' as const, ...endOf(open.evidence) };
  return continues ? [handed] : [handed, { type: 'AlertResolved', data: ended }];
}
