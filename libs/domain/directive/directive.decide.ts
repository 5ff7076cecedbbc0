import { isCivilDate } from '../kernel/civil-date.js';
import { checkDate, checkId, checkText, givenReason } from '../kernel/checks.js';
import { askToConfirm, lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import { cleanOrNull } from '../kernel/text.js';
import type { LocalityState } from '../locality/locality.state.js';
import type { DirectiveEvent, DirectiveFacts, DirectiveHead, DirectiveText } from './directive.events.js';
import { HEAD, headOf, type DirectiveState, type StandingDirective } from './directive.state.js';

export type RegisterDirective = DirectiveFacts & { readonly kind: string; readonly issuer: string };

/** The locality whose authority issued it; null when there is none of that id. */
export interface DirectiveDecisionFacts {
  readonly locality: LocalityState | null;
}

/**
 * Registers a directive; the same facts again are nothing new. Throws `directive_differs`, `locality_unknown`,
 * `issued_on_malformed`, `sha256_malformed`, `id_malformed`, `date_malformed`, `text_required`.
 */
export function registerDirective(
  command: RegisterDirective,
  state: DirectiveState,
  facts: DirectiveDecisionFacts,
): readonly DirectiveEvent[] {
  if (state?.registered && same(state.registered, command)) return [];
  if (state) refuse('directive_differs', { directiveId: command.directiveId });
  checkId('directiveId', command.directiveId);
  checkText('kind', command.kind);
  checkText('issuer', command.issuer);
  checkHead(command);
  checkHash(command.textSha256);
  if (!facts.locality) lacking('locality_unknown', { localityId: command.localityId });
  return [{ type: 'DirectiveRegistered', data: command }];
}

export interface UploadDirective {
  readonly directiveId: string;
  readonly localityId: string;
  readonly text: DirectiveText;
  readonly head: DirectiveHead;
}

/**
 * Takes the text of a directive, of a new one or of one that is registered without its words; a text that it has is nothing new,
 * whatever is said with it. Throws `directive_differs` for another text, `directive_withdrawn`, and as `registerDirective`.
 */
export function uploadDirective(
  { directiveId, localityId, text, head }: UploadDirective,
  state: DirectiveState,
  facts: DirectiveDecisionFacts,
): readonly DirectiveEvent[] {
  if (state) activeDirective(directiveId, state);
  if (state?.text?.sha256 === text.sha256) return [];
  const isOther = state !== null && (state.text !== null || (state.textSha256 !== null && state.textSha256 !== text.sha256));
  if (isOther) refuse('directive_differs', { directiveId });
  checkId('directiveId', directiveId);
  checkHash(text.sha256);
  checkHead(head);
  if (!facts.locality) lacking('locality_unknown', { localityId });
  return [{ type: 'DirectiveUploaded', data: { directiveId, localityId: state?.localityId ?? localityId, text, head: cleanHead(head) } }];
}

/** A member of the head, or the locality, that is undefined stays as it stands; null blanks it. */
export type DescribeDirective = { readonly [Member in keyof DirectiveHead]?: DirectiveHead[Member] | undefined } & {
  readonly directiveId: string;
  readonly reason: string;
  readonly localityId?: string | undefined;
};

export interface DescribeFacts extends DirectiveDecisionFacts {
  /** Whether anything stands that was accepted from it. */
  readonly hasOutcomes: boolean;
}

/**
 * Corrects what is known of the head; what stands is nothing new. No later reading overrules a head that was corrected. Throws
 * `directive_unknown`, `reason_required`, `issued_on_malformed`, `date_malformed`; for another locality `directive_has_outcomes`,
 * `locality_unknown`.
 */
export function describeDirective(command: DescribeDirective, state: DirectiveState, facts: DescribeFacts): readonly DirectiveEvent[] {
  const { directiveId } = command;
  const directive = standingDirective(directiveId, state);
  const reason = givenReason(command.reason);
  const stands = headOf(directive);
  const head = cleanHead(
    HEAD.reduce((all, member) => (command[member] === undefined ? all : { ...all, [member]: command[member] }), stands),
  );
  checkHead(head);
  const moved = movedTo(command.localityId ?? directive.localityId, directive, reason, facts);
  const isKept = HEAD.every((member) => command[member] === undefined || directive.saidBy[member] === 'people');
  if (isKept && same(head, stands)) return moved;
  return [{ type: 'DirectiveDescribed', data: { directiveId, ...head, reason } }, ...moved];
}

function movedTo(
  localityId: string,
  { directiveId, ...directive }: StandingDirective,
  reason: string,
  facts: DescribeFacts,
): readonly DirectiveEvent[] {
  if (localityId === directive.localityId) return [];
  if (facts.hasOutcomes) refuse('directive_has_outcomes', { directiveId });
  if (!facts.locality) lacking('locality_unknown', { localityId });
  return [{ type: 'DirectiveMoved', data: { directiveId, localityId, reason } }];
}

export interface JudgeDirective {
  readonly directiveId: string;
  readonly reason: string;
}

export interface WithdrawDirective extends JudgeDirective {
  /** Codes of the warnings that the sender has seen and confirms, `outcomes_remain`. */
  readonly confirm: readonly string[];
}

/**
 * Withdraws a directive; what came of its proposals stands. A withdrawn one is nothing new. Throws `directive_unknown`, `reason_required`,
 * `outcomes_remain` (to be confirmed) while targets or figures from it stand.
 */
export function withdrawDirective(
  { confirm, ...command }: WithdrawDirective,
  state: DirectiveState,
  { standing }: { readonly standing: number },
): readonly DirectiveEvent[] {
  const { directiveId } = command;
  givenReason(command.reason);
  const isToAsk = state?.withdrawn === null && standing > 0 && !confirm.includes('outcomes_remain');
  if (isToAsk) askToConfirm('outcomes_remain', { directiveId, count: standing });
  return judged('DirectiveWithdrawn', command, (withdrawn) => withdrawn === null, state);
}

/** Takes a withdrawal back; a directive that stands is nothing new. Throws as `withdrawDirective`. */
export function reinstateDirective(command: JudgeDirective, state: DirectiveState): readonly DirectiveEvent[] {
  return judged('DirectiveReinstated', command, (withdrawn) => withdrawn !== null, state);
}

function judged(
  type: 'DirectiveWithdrawn' | 'DirectiveReinstated',
  { directiveId, ...command }: JudgeDirective,
  isNew: (withdrawn: string | null) => boolean,
  state: DirectiveState,
): readonly DirectiveEvent[] {
  const reason = givenReason(command.reason);
  return isNew(standingDirective(directiveId, state).withdrawn) ? [{ type, data: { directiveId, reason } }] : [];
}

/** The directive, where there is one. Throws `directive_unknown`. */
export function standingDirective(directiveId: string, state: DirectiveState): StandingDirective {
  return state ?? lacking('directive_unknown', { directiveId });
}

/** The directive, where it is not withdrawn. Throws `directive_unknown`, `directive_withdrawn`. */
export function activeDirective(directiveId: string, state: DirectiveState): StandingDirective {
  const directive = standingDirective(directiveId, state);
  return directive.withdrawn === null ? directive : refuse('directive_withdrawn', { directiveId, reason: directive.withdrawn });
}

/** The text of a directive, where it has one. Throws `directive_unknown`, `directive_without_text`. */
export function uploadedText(directiveId: string, state: DirectiveState): DirectiveText {
  return standingDirective(directiveId, state).text ?? refuse('directive_without_text', { directiveId });
}

function cleanHead({ number, kind, issuer, issuedOn, meetingOn, title }: DirectiveHead): DirectiveHead {
  return {
    ...{ number: cleanOrNull(number), kind: cleanOrNull(kind), issuer: cleanOrNull(issuer) },
    ...{ issuedOn, meetingOn, title: cleanOrNull(title) },
  };
}

function checkHead({ issuedOn, meetingOn }: Pick<DirectiveHead, 'issuedOn' | 'meetingOn'>): void {
  if (issuedOn !== null && !isPartialDate(issuedOn)) reject('issued_on_malformed', { date: issuedOn });
  if (meetingOn !== null) checkDate('meetingOn', meetingOn);
}

function checkHash(sha256: string | null): void {
  if (sha256 !== null && !/^[0-9a-f]{64}$/.test(sha256)) reject('sha256_malformed');
}

/** True for a year, a month of a year or a day: documents leave the day or the month blank. */
export function isPartialDate(text: string): boolean {
  return /^\d{4}(-\d{2}){0,2}$/.test(text) && isCivilDate(`${text}-01-01`.slice(0, 10));
}
