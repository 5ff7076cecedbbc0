import type { ProposalItem, ProposalOutcome } from '../../libs/contract/proposals.reads.js';
import { h } from './dom.js';
import { mayDefine } from './new-indicator.js';
import { figureText, milestonesText, outcomeText, seriesOf } from './proposal-outcome.js';
import { likestOf } from './proposal-readiness.js';
import type { Speech } from './text.js';
import type { Word } from './words.js';

export type Action = 'accept' | 'edit' | 'merge' | 'dismiss' | 'reopen';

export interface CardDoors {
  /** Shows the words in the text. */
  readonly words: (n: number) => void;
  /** null where the reader may only look. */
  readonly act: ((proposal: ProposalItem, action: Action) => void) | null;
  /** Whether it is chosen to be accepted with others, and what hears of a change. */
  readonly isChosen: (n: number) => boolean;
  readonly choose: (n: number, isChosen: boolean) => void;
  /** Why it cannot be accepted just as it was read; nothing where it can. */
  readonly lacks: (proposal: ProposalItem) => readonly string[];
  /** The name of an indicator or a locality; its id where that is not known. */
  readonly called: (id: string) => string;
  readonly openTarget: (targetId: string) => void;
  /** The page on which a code point of the text stands; null without pages. */
  readonly pageOf: (at: number) => number | null;
}

const STATE: Readonly<Record<ProposalItem['state'], Word>> = {
  open: 'proposalOpen',
  accepted: 'proposalAccepted',
  dismissed: 'proposalDismissed',
};
const KEYS: Readonly<Record<string, Action>> = { a: 'accept', e: 'edit', m: 'merge', d: 'dismiss' };

/** What may be done with a proposal as it stands. */
export function actionsOn({ state, type }: ProposalItem): readonly Action[] {
  if (state === 'dismissed') return ['reopen'];
  if (state === 'accepted') return [];
  return type === 'target' ? ['accept', 'edit', 'merge', 'dismiss'] : ['accept', 'edit', 'dismiss'];
}

/** One proposal of the list: what, how much, until when, by whom, how sure the reader is and why, and what it would become. */
export function cardOf(proposal: ProposalItem, speech: Speech, doors: CardDoors): HTMLElement {
  const { n, indicator, quote, type, confidence } = proposal;
  const { word } = speech;
  const keydown = keysOf(proposal, doors);
  return h(
    'li',
    {
      class: `proposal ${proposal.state}`,
      'data-n': n,
      'data-state': proposal.state,
      tabindex: -1,
      'aria-labelledby': `proposal-${n}`,
      keydown,
    },
    h(
      'p',
      { class: 'what' },
      chooserOf(proposal, speech, doors),
      h('span', {}, word(type === 'target' ? 'proposedTarget' : 'proposedFigure')),
      h('span', { class: 'tag' }, stateText(proposal, speech)),
      h('span', {}, word('confidence', { share: Math.round(confidence * 100) })),
    ),
    h('h3', { id: `proposal-${n}` }, `${n}. ${indicator}`),
    gistOf(proposal, speech),
    h('blockquote', {}, h('button', { type: 'button', class: 'link', click: () => doors.words(n) }, quote.text)),
    factsOf(proposal, speech, doors),
    buttonsOf(proposal, speech, doors),
  );
}

/** `trên 60 % · đến 30/9/2021 · Tỉnh Tuyên Quang · Sở Tài chính`; of an accepted one what it became. */
function gistOf(proposal: ProposalItem, speech: Speech): HTMLElement {
  const { locality, suggestions, responsible } = proposal;
  const became = outcomeText(proposal, speech);
  if (became !== null) return h('p', { class: 'gist' }, h('b', {}, became));
  const parts = [whenText(proposal, speech), suggestions.locality?.name ?? locality, responsible].filter(Boolean);
  const value = valueText(proposal, speech);
  return h('p', { class: 'gist' }, value !== null && h('b', {}, value), value !== null && parts.length > 0 && ' · ', parts.join(' · '));
}

function whenText({ type, due, deadline, days, recurrenceText }: ProposalItem, { word, date }: Speech): string | null {
  const [first, last] = [days[0], days.at(-1)];
  if (first && last && days.length > 1)
    return `${recurrenceText ?? ''} (${word('times', { count: days.length, first: date(first), last: date(last) })})`;
  if (due === null) return deadline?.text ?? recurrenceText ?? word('noDay');
  if (type === 'measurement') return word('asOfDay', { date: date(due) });
  return word(deadline?.op === '<' ? 'before' : 'by', { date: date(due) });
}

/** Chosen are proposals that can be accepted just as they were read. */
function chooserOf(proposal: ProposalItem, { word }: Speech, { act, isChosen, choose, lacks }: CardDoors): HTMLElement | null {
  const { n, state } = proposal;
  if (act === null || state !== 'open' || lacks(proposal).length > 0) return null;
  const change = (event: Event): void => choose(n, (event.target as HTMLInputElement).checked);
  return h('input', { type: 'checkbox', checked: isChosen(n), 'aria-label': word('chooseProposal', { n }), change });
}

function stateText({ state, decision }: ProposalItem, { word }: Speech): string {
  return word(state === 'open' && decision?.isWithdrawn ? 'proposalUndone' : STATE[state]);
}

function factsOf(proposal: ProposalItem, speech: Speech, { pageOf, lacks, act, called }: CardDoors): HTMLElement {
  const { word, language } = speech;
  const { reason, clause, quote } = proposal;
  const page = pageOf(quote.start);
  const facts: readonly (readonly [string, string | null])[] = [
    ...(proposal.state === 'open'
      ? [...becomes(proposal, speech), ...(act ? [notReady(lacks(proposal), speech)] : [])]
      : decided(proposal, speech, called)),
    [word('clause'), [clause, page !== null && word('onPage', { page })].filter(Boolean).join(', ')],
    [word('why'), `${reason[language]} (${proposal.readerVersion})`],
  ];
  return h('dl', {}, ...facts.flatMap(([name, value]) => (value ? [h('div', {}, h('dt', {}, name), h('dd', {}, value))] : [])));
}

type Facts = (readonly [string, string | null])[];

const notReady = (lacks: readonly string[], { word }: Speech): Facts[number] => [word('notReady'), lacks.join('; ') || null];

/** Under which indicator it would be put, with which others, and what stands there already. */
function becomes(proposal: ProposalItem, speech: Speech): Facts {
  const { word } = speech;
  const { together, targets, figures } = proposal.suggestions;
  const likest = likestOf(proposal);
  const [standing] = targets;
  const figure = figures.find(({ indicatorId }) => indicatorId === likest?.id);
  return [
    [
      word('indicatorWord'),
      likest
        ? `${likest.name} (${word('alike', { share: Math.round(likest.likeness * 100) })})`
        : word(mayDefine() ? 'noIndicatorDefine' : 'noIndicatorAsk', { name: proposal.indicator }),
    ],
    [word('goesWith'), together.length > 0 ? together.join(', ') : null],
    [
      word('standingTarget'),
      standing
        ? standing.same
          ? word('sameTarget', { target: milestonesText(standing, speech) })
          : milestonesText(standing, speech)
        : null,
    ],
    [
      word('standingFigure'),
      figure && likest
        ? word(figure.same ? 'standsSame' : 'standsOther', { figure: figureText(figure.figure, { ...figure, unit: likest.unit }, speech) })
        : null,
    ],
  ];
}

function decided({ decision }: ProposalItem, { word, date }: Speech, called: CardDoors['called']): Facts {
  if (!decision) return [];
  const { at, actor, how, isEdited, reason, together, outcome } = decision;
  const manner = [how && HOW[how] && word(HOW[how]), isEdited && word('edited')].filter(Boolean).join(', ');
  return [
    [word('decidedBy'), `${actor.name}, ${date(at.slice(0, 10))}${manner && ` (${manner})`}`],
    [word('reasonWord'), reason],
    [word('goesWith'), together.length > 1 ? together.join(', ') : null],
    [word(outcome?.asOf === null ? 'becameTarget' : 'becameFigure'), outcome && placeText(outcome, called)],
  ];
}

/** `Tỷ lệ hộ đã di chuyển · Huyện Na Hang` */
function placeText({ indicatorId, indicatorName, localityId, localityName }: ProposalOutcome, called: CardDoors['called']): string {
  const [indicator, locality] = [called(indicatorId), called(localityId)];
  return [indicator === indicatorId ? indicatorName : indicator, localityName ?? locality].filter(Boolean).join(' · ');
}

const WITHOUT_NUMBER: ReadonlySet<string | null> = new Set(['complete', 'improve', 'maintain']);
const HOW: Readonly<Record<string, Word>> = { milestone: 'asMilestone', revision: 'asRevision' };

function valueText(proposal: ProposalItem, { number, comparator: demanded }: Speech): string | null {
  const { value, valueTo, valueText: printed, unit, numerator, denominator, comparator } = proposal;
  if (numerator !== null && denominator !== null) {
    const parts = `${number(numerator)}/${number(denominator)}`;
    return unit?.startsWith('%') && value !== null ? `${number(value)} % (${parts})` : `${parts} ${unit ?? ''}`;
  }
  if (printed !== null) return printed;
  if (value === null) return WITHOUT_NUMBER.has(comparator) ? demanded(comparator as never, { value: '', upper: '' }) : null;
  return `${number(value)}${valueTo === null ? '' : ` – ${number(valueTo)}`} ${unit ?? ''}`;
}

function buttonsOf(proposal: ProposalItem, speech: Speech, { act, openTarget }: CardDoors): HTMLElement {
  const { word } = speech;
  const { decision, n, state } = proposal;
  const button = (action: Action): HTMLElement =>
    h(
      'button',
      { type: 'button', 'data-action': action, 'aria-describedby': `proposal-${n}`, click: () => act?.(proposal, action) },
      word(action),
    );
  const buttons = act ? actionsOn(proposal).map(button) : [];
  const target = decision?.targetId;
  const link = target ? [h('button', { type: 'button', class: 'link', click: () => openTarget(target) }, word('showTarget'))] : [];
  const figure = state === 'accepted' && decision?.outcome && decision.measurementId !== null && seriesOf(decision.outcome, speech);
  return h('div', { class: 'actions' }, ...buttons, ...link, figure || null);
}

/** Letters act on the card that has the focus, but never while something is being written. */
function keysOf(proposal: ProposalItem, { act, words }: CardDoors) {
  return (event: Event): void => {
    const { key, target, currentTarget, ctrlKey, metaKey, altKey } = event as KeyboardEvent;
    if (target !== currentTarget || ctrlKey || metaKey || altKey) return;
    if (key === 'Enter') return words(proposal.n);
    const action = KEYS[key.toLowerCase()];
    if (!action || !act || !actionsOn(proposal).includes(action)) return;
    event.preventDefault();
    act(proposal, action);
  };
}
