import type { AlertDetail, AlertStep } from '../../libs/contract/alerts.js';
import { readsPast } from './api.js';
import { tagsOf } from './alert-rows.js';
import { h } from './dom.js';
import type { PlaceNames } from './place-names.js';
import type { Speech } from './text.js';
import { todayInVietnam } from './view-state.js';

type Resolution = NonNullable<AlertDetail['resolution']>['why'];

/** The localities that the story names. */
export const placesIn = ({ localityId, escalation, story }: AlertDetail): readonly string[] => [
  localityId,
  ...(escalation ? [escalation.to] : []),
  ...story.flatMap(({ what, note }) => ((what === 'escalated' || what === 'handed_over') && note !== null ? [note] : [])),
];

/** An alert in full: what it says, what stands now, and what happened step by step. */
export function storyOf(alert: AlertDetail, speech: Speech, places: PlaceNames, toTarget: () => void): HTMLElement {
  const { evidence, present } = alert;
  return h(
    'div',
    { class: 'alert-story' },
    h('p', { class: 'verdict' }, tagsOf(alert, speech)),
    h('p', { class: 'when' }, speech.word('found')),
    h('h2', { id: 'detail-title', tabindex: -1 }, evidence.sentence[speech.language]),
    present && h('p', { class: 'when' }, speech.word(readsPast() ? 'then' : 'now')),
    present && h('p', { class: 'present' }, present.sentence[speech.language]),
    standingOf(alert, speech, places),
    h('p', {}, h('button', { type: 'button', class: 'to-target', click: toTarget }, speech.word('toTarget'))),
    h('h3', {}, speech.word('story')),
    h('ol', { class: 'story' }, ...alert.story.map((step) => stepOf(step, speech, places))),
  );
}

function standingOf(alert: AlertDetail, speech: Speech, places: PlaceNames): HTMLElement {
  const { localityId, localityName, raisedOn, escalation, acknowledgement, resolution, state } = alert;
  const { word, date } = speech;
  const facts: readonly (readonly [string, string | null])[] = [
    [word('state'), speech.alertState(state)],
    [word('locality'), places.known(localityId) ?? localityName ?? localityId],
    [word('raisedOn'), date(raisedOn)],
    [word('escalation'), escalation && `${places.above(escalation.to) ?? escalation.to}, ${date(escalation.on)}`],
    [word('acknowledgedBy'), acknowledgement && acknowledgedText(acknowledgement, speech)],
    [word('ended'), resolution && date(resolution.on)],
  ];
  return h('dl', {}, ...facts.flatMap(([name, value]) => (value ? [h('div', {}, h('dt', {}, name), h('dd', {}, value))] : [])));
}

function acknowledgedText({ by, at, recoveryOn }: NonNullable<AlertDetail['acknowledgement']>, { word, date }: Speech): string {
  const recovery = recoveryOn === null ? [] : [word('recoveryBy', { date: date(recoveryOn) })];
  return [by.name, date(dayOf(at)), ...recovery].join(', ');
}

function stepOf({ what, day, recordedAt, by, kind, severity, sentence, note }: AlertStep, speech: Speech, places: PlaceNames): HTMLElement {
  const on = day ?? dayOf(recordedAt);
  const place = note === null ? '' : (places.above(note) ?? note);
  const text = what === 'resolved' ? speech.resolution(note as Resolution) : what === 'acknowledged' ? note : sentence?.[speech.language];
  return h(
    'li',
    { 'data-step': what },
    h('time', { datetime: on }, speech.date(on)),
    h(
      'div',
      {},
      h('strong', {}, speech.step(what, { by, place })),
      ' ',
      kind !== null && severity !== null && tagsOf({ kind, severity }, speech),
      text ? h('p', {}, text) : null,
    ),
  );
}

/** The civil day in Việt Nam of an instant. */
const dayOf = (instant: string): string => todayInVietnam(new Date(instant));
