import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { h } from './dom.js';
import { mayDefine, NEW_INDICATOR, newIndicatorFields } from './new-indicator.js';
import type { Choices } from './proposal-choices.js';
import { targetFields } from './proposal-merge.js';
import { likestOf } from './proposal-readiness.js';
import type { Speech } from './text.js';
import { fieldText } from './typed-number.js';
import type { Language } from './words.js';

const COMPARATORS = ['>', '>=', '=', '<=', '<', 'between', 'complete', 'improve', 'maintain'] as const;
const BASES = ['actual', 'estimated', 'settled'] as const;

export type Values = Readonly<Record<string, string>>;

type Find = (n: number) => ProposalItem | undefined;

export const reasonField = ({ word }: Speech): HTMLElement =>
  h('label', { class: 'wide' }, word('reasonWord'), h('input', { name: 'reason', required: true, maxlength: 2000, autocomplete: 'off' }));

/**
 * Where a proposal goes that is merged, with the other milestones that go along, and beside or in place of its milestones: in place from the
 * outset where it is of the same day.
 */
export function mergeFields(proposal: ProposalItem, speech: Speech, choices: Choices, find: Find): HTMLElement[] {
  const { word } = speech;
  const how = h(
    'select',
    { name: 'how' },
    h('option', { value: 'milestone' }, word('asMilestone')),
    h('option', { value: 'revision' }, word('asRevision')),
  );
  const merged = [proposal, ...proposal.suggestions.together.flatMap((n) => find(n) ?? [])];
  const days = merged.flatMap((one) => [one.due ?? [], one.days].flat());
  return [
    ...targetFields(proposal, speech, choices, (dues) => (how.value = days.some((day) => dues.includes(day)) ? 'revision' : 'milestone')),
    h('label', {}, word('merge'), how),
    ...companions(proposal, speech, find),
    reasonField(speech),
  ];
}

/** The other milestones of the same target, to go along. */
function companions({ suggestions }: ProposalItem, { word }: Speech, find: Find): HTMLElement[] {
  return suggestions.together.map((n) =>
    h(
      'label',
      { class: 'wide' },
      h('input', { type: 'checkbox', name: 'with', value: n, checked: true }),
      word('together', { n, quote: find(n)?.quote.text ?? '' }),
    ),
  );
}

/** All that a person may set in place of what was read. */
export function editFields(proposal: ProposalItem, speech: Speech, choices: Choices, find: Find): HTMLElement[] {
  const { word } = speech;
  const own = proposal.type === 'target' ? aimFields(proposal, speech) : figureFields(proposal, speech);
  return [
    ...indicatorFields(proposal, speech, choices),
    h('label', { class: 'wide' }, word('placeWord'), choices.locality(proposal)),
    ...own,
    ...companions(proposal, speech, find),
  ];
}

/** An indicator that exists, or the definition of one by who may define it; others are told who may. */
function indicatorFields(proposal: ProposalItem, speech: Speech, choices: Choices): HTMLElement[] {
  const { word } = speech;
  const select = choices.indicator(proposal);
  const label = h('label', { class: 'wide' }, word('indicatorWord'), select);
  if (!mayDefine())
    return likestOf(proposal) ? [label] : [label, h('p', { class: 'quiet wide' }, word('whoDefines', { name: proposal.indicator }))];
  const definition = newIndicatorFields(proposal, speech);
  select.addEventListener('change', () => {
    definition.hidden = definition.disabled = select.value !== NEW_INDICATOR;
  });
  return [label, definition];
}

function aimFields(proposal: ProposalItem, { word, comparator: demanded, language }: Speech): HTMLElement[] {
  const { comparator: read, value, upper, due } = valuesIn(proposal, language);
  const options = COMPARATORS.map((one) => h('option', { value: one, selected: one === read }, demanded(one, { value: '…', upper: '…' })));
  const before = h('input', { type: 'checkbox', name: 'before', checked: proposal.deadline?.op === '<' });
  return [
    h('label', {}, word('comparatorWord'), h('select', { name: 'comparator' }, ...options)),
    h('label', {}, word('value'), inputOf('value', value, NUMBER), h('span', {}, proposal.unit ?? '')),
    h('label', {}, word('upperWord'), inputOf('upper', upper, NUMBER)),
    h('label', {}, word('due'), inputOf('due', due, { type: 'date', required: proposal.days.length < 2 })),
    h('label', {}, before, word('dueBefore')),
    h('label', { class: 'wide' }, word('responsible'), inputOf('responsible', proposal.responsible)),
  ];
}

function figureFields(proposal: ProposalItem, { word, basis, language }: Speech): HTMLElement[] {
  const { value, numerator, denominator, asOf } = valuesIn(proposal, language);
  const options = BASES.map((one) => h('option', { value: one }, basis(one)));
  const parts = [
    h('label', {}, word('numerator'), inputOf('numerator', numerator, NUMBER)),
    h('label', {}, word('denominator'), inputOf('denominator', denominator, NUMBER)),
  ];
  return [
    ...(proposal.numerator === null
      ? [h('label', {}, word('value'), inputOf('value', value, NUMBER), h('span', {}, proposal.unit ?? ''))]
      : parts),
    h('label', {}, word('figureOn'), inputOf('asOf', asOf, { type: 'date', required: true })),
    h('label', {}, word('basisWord'), h('select', { name: 'basis' }, ...options)),
  ];
}

const NUMBER = { inputmode: 'decimal', size: 9 };

function inputOf(name: string, value: string | null | undefined, more: Readonly<Record<string, string | number | boolean>> = {}) {
  return h('input', { name, value: value ?? '', autocomplete: 'off', ...more });
}

/** What the form of a proposal shows before anybody writes in it. */
export function valuesIn(proposal: ProposalItem, language: Language): Values {
  const { type, comparator, due, deadline } = proposal;
  const [value, upper, numerator, denominator] = [proposal.value, proposal.valueTo, proposal.numerator, proposal.denominator].map(
    (number) => fieldText(number ?? '', language),
  );
  if (type === 'measurement') return { value: value ?? '', numerator: numerator ?? '', denominator: denominator ?? '', asOf: due ?? '' };
  const before = deadline?.op === '<' ? 'on' : '';
  return { comparator: comparator ?? '=', value: value ?? '', upper: upper ?? '', due: due ?? '', before };
}
