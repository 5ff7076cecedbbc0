import type { AlertCounts, AlertItem } from '../../libs/contract/alerts.js';
import { readsPast } from './api.js';
import { h } from './dom.js';
import type { PlaceNames } from './place-names.js';
import type { Speech } from './text.js';
import { SEVERITIES } from './words.js';

export interface AlertDoors {
  /** Opens the story. */
  readonly open: (id: string) => void;
  /** Opens the story at the form that acknowledges; null where the reader may not. */
  readonly acknowledge: ((id: string) => void) | null;
}

/** The number of alerts in force by severity, worst first. */
export function countsOf({ bySeverity }: AlertCounts, speech: Speech): HTMLElement[] {
  return SEVERITIES.map((severity) =>
    h(
      'li',
      { class: bySeverity[severity] === 0 ? 'zero' : severity, 'data-severity': severity },
      h('b', {}, String(bySeverity[severity])),
      ' ',
      speech.severity(severity),
    ),
  );
}

/** Severity and kind in words: colour alone says nothing to many. */
export const tagsOf = ({ severity, kind }: Pick<AlertItem, 'severity' | 'kind'>, speech: Speech): HTMLElement =>
  h('span', { class: 'tags' }, h('span', { class: `tag ${severity}` }, speech.severity(severity)), ` · ${speech.kind(kind)}`);

/** One alert in two lines; `isNew` marks one that came while the page was open. */
export function alertRow(alert: AlertItem, isNew: boolean, speech: Speech, places: PlaceNames, doors: AlertDoors): HTMLElement {
  const { id, severity, state, evidence } = alert;
  const sentence = evidence.sentence[speech.language];
  const { acknowledge } = doors;
  const mayAcknowledge = acknowledge !== null && state === 'open';
  return h(
    'li',
    { class: `alert ${severity}`, 'data-alert': id, 'data-state': state },
    h('p', { class: 'what' }, tagsOf(alert, speech), isNew && ' ', isNew && h('strong', { class: 'fresh' }, speech.word('fresh'))),
    h('button', { type: 'button', class: 'sentence', 'aria-haspopup': 'dialog', click: () => doors.open(id) }, sentence),
    isOtherwise(alert) &&
      h('p', { class: 'present' }, h('b', {}, speech.word(readsPast() ? 'then' : 'now')), ` ${alert.present?.sentence[speech.language]}`),
    h('p', { class: 'facts' }, ...factsOf(alert, speech, places)),
    mayAcknowledge &&
      h(
        'button',
        {
          ...{ type: 'button', class: 'acknowledge', 'aria-haspopup': 'dialog' },
          'aria-label': speech.word('acknowledgeThis', { sentence }),
          click: () => acknowledge(id),
        },
        speech.word('acknowledge'),
      ),
  );
}

/** True when the target stands by another figure today than the one that the alert was raised or changed by. */
const isOtherwise = ({ evidence, present }: AlertItem): boolean =>
  present !== null && (present.asOf !== evidence.asOf || present.actual !== evidence.actual);

function factsOf(alert: AlertItem, speech: Speech, places: PlaceNames): (HTMLElement | string)[] {
  const { localityId, localityName, raisedOn, escalation, acknowledgement, state } = alert;
  const { word, date } = speech;
  const facts = [
    ['place', places.known(localityId) ?? localityName ?? localityId],
    ['since', word('since', { date: date(raisedOn) })],
    ['escalated', escalation && word('escalatedTo', { place: places.above(escalation.to) ?? escalation.to, date: date(escalation.on) })],
    ['state', speech.alertState(state)],
    ['recovery', acknowledgement?.recoveryOn && word('recoveryBy', { date: date(acknowledgement.recoveryOn) })],
  ] as const;
  return facts.flatMap(([name, text]) => (text ? [' · ', h('span', { class: name }, text)] : [])).slice(1);
}
