import { isCivilDate } from '../kernel/civil-date.js';
import { checkDate, checkId, checkText } from '../kernel/checks.js';
import type { Decider } from '../kernel/decider.js';
import { lacking, refuse, reject } from '../kernel/errors.js';
import { same } from '../kernel/same.js';
import type { LocalityState } from '../locality/locality.state.js';
import type { DirectiveEvent, DirectiveFacts } from './directive.events.js';

/** null until registered. */
export type DirectiveState = DirectiveFacts | null;

export const directiveDecider: Decider<DirectiveState, DirectiveEvent> = {
  initial: null,
  evolve: (_, event) => event.data,
};

export type RegisterDirective = DirectiveFacts;

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
  if (state && same(state, command)) return [];
  if (state) refuse('directive_differs', { directiveId: command.directiveId });
  checkDirective(command);
  if (!facts.locality) lacking('locality_unknown', { localityId: command.localityId });
  return [{ type: 'DirectiveRegistered', data: command }];
}

function checkDirective(facts: DirectiveFacts): void {
  checkId('directiveId', facts.directiveId);
  checkText('kind', facts.kind);
  checkText('issuer', facts.issuer);
  if (facts.issuedOn !== null && !isPartialDate(facts.issuedOn)) reject('issued_on_malformed', { date: facts.issuedOn });
  if (facts.meetingOn !== null) checkDate('meetingOn', facts.meetingOn);
  if (facts.textSha256 !== null && !/^[0-9a-f]{64}$/.test(facts.textSha256)) reject('sha256_malformed');
}

/** True for a year, a month of a year or a day: documents leave the day or the month blank. */
export function isPartialDate(text: string): boolean {
  return /^\d{4}(-\d{2}){0,2}$/.test(text) && isCivilDate(`${text}-01-01`.slice(0, 10));
}
