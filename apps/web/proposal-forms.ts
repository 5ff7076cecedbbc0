import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { ApiError } from './api.js';
import { h } from './dom.js';
import { NEW_INDICATOR, newIndicatorOf } from './new-indicator.js';
import type { Action } from './proposal-card.js';
import type { Choices } from './proposal-choices.js';
import { editFields, mergeFields, reasonField, valuesIn, type Values } from './proposal-fields.js';
import type { Speech } from './text.js';
import { typedNumber } from './typed-number.js';
import type { Language } from './words.js';

export interface FormDoors {
  readonly choices: Choices;
  /** Sends it, and rejects with the refusal. */
  readonly submit: (path: string, body: object) => Promise<void>;
  readonly cancel: () => void;
  /** Another proposal of the same directive, where it is on the page. */
  readonly proposalOf: (n: number) => ProposalItem | undefined;
}

/** The form of what is to be done with a proposal. */
export function formOf(action: Action, proposal: ProposalItem, speech: Speech, doors: FormDoors): HTMLFormElement {
  const refusal = h('p', { class: 'refusal', role: 'alert' });
  const button = h('button', { class: 'primary' }, speech.word(action === 'edit' ? 'accept' : action));
  const cancel = h('button', { type: 'button', click: doors.cancel }, speech.word('cancel'));
  const buttons = h('div', { class: 'actions' }, button, cancel);
  const form = h('form', { class: 'proposal-form', 'data-form': action }, ...fieldsOf(action, proposal, speech, doors), buttons, refusal);
  form.addEventListener('keydown', (event) => event.key === 'Escape' && (event.preventDefault(), event.stopPropagation(), doors.cancel()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    button.disabled = true;
    refusal.textContent = '';
    const { submitter } = event as SubmitEvent;
    const body = confirmed(bodyOf(action, proposal, form, { ...doors, language: speech.language }), submitter?.dataset['confirm']);
    doors.submit(PATH[action], body).catch((error: unknown) => {
      button.disabled = false;
      refusal.textContent = error instanceof ApiError ? error.message : speech.word('unreachable');
      if (error instanceof ApiError && error.confirmation !== null)
        refusal.append(' ', h('button', { 'data-confirm': error.confirmation }, speech.word('confirmIt')));
    });
  });
  return form;
}

interface Body extends Readonly<Record<string, unknown>> {
  readonly into?: object;
}

/** With the warning named that its sender has seen: where the command has it, in what it merges or in the acceptance. */
function confirmed(body: Body, warning: string | undefined): object {
  if (warning === undefined) return body;
  const confirm = [warning];
  return body.into ? { ...body, into: { ...body.into, confirm } } : { ...body, confirm };
}

const PATH: Readonly<Record<Action, string>> = {
  accept: 'acceptance',
  edit: 'acceptance',
  merge: 'acceptance',
  dismiss: 'dismissal',
  reopen: 'dismissal/withdrawal',
};

function fieldsOf(action: Action, proposal: ProposalItem, speech: Speech, { choices, proposalOf }: FormDoors): HTMLElement[] {
  if (action === 'dismiss' || action === 'reopen') return [reasonField(speech)];
  return action === 'merge' ? mergeFields(proposal, speech, choices, proposalOf) : editFields(proposal, speech, choices, proposalOf);
}

interface Writing extends FormDoors {
  readonly language: Language;
}

function bodyOf(action: Action, proposal: ProposalItem, form: HTMLFormElement, writing: Writing): Body {
  const values = valuesOf(form);
  const { targetId, how, reason, indicatorId, localityId } = values;
  if (action === 'dismiss' || action === 'reopen') return { reason };
  if (action === 'merge') return { with: new FormData(form).getAll('with').map(Number), into: { targetId, how, reason } };
  const place = { ...(indicatorId === NEW_INDICATOR ? { newIndicator: newIndicatorOf(values) } : { indicatorId }), localityId };
  return proposal.type === 'measurement'
    ? { ...place, measurement: measurementEdits(proposal, values, writing) }
    : { ...place, ...targetEdits(proposal, values, form, writing) };
}

/** Only what differs from the proposal is sent as an edit; with it go the milestones that join it, as they were read. */
function targetEdits(proposal: ProposalItem, values: Values, form: HTMLFormElement, { proposalOf, language }: Writing): object {
  const { responsible } = values;
  const others = new FormData(form).getAll('with').map(Number);
  const joined = others.flatMap((n) => proposalOf(n) ?? []).map((other) => valuesIn(other, language));
  const milestones = [values, ...joined].map((one) => milestoneOf(one, language)).sort((a, b) => (a.due < b.due ? -1 : 1));
  const target = {
    ...(responsible !== (proposal.responsible ?? '') && { responsible: responsible || null }),
    ...(!isAsRead(valuesIn(proposal, language), values) && { milestones }),
  };
  return { with: others, ...(Object.keys(target).length > 0 && { target }) };
}

function measurementEdits(proposal: ProposalItem, values: Values, { choices, language }: Writing): object {
  const { basis, asOf } = values;
  const { asOf: on, ...figureRead } = valuesIn(proposal, language);
  const common = { ...(asOf !== on && { asOf }), ...(basis !== 'actual' && { basis }) };
  const isFigureAsRead = Object.entries(figureRead).every(([name, read]) => values[name] === undefined || values[name] === read);
  if (isFigureAsRead) return common;
  const shape = values['new.shape'] ?? choices.shapeOf(values['indicatorId'] ?? '');
  const [value, numerator, denominator] = ['value', 'numerator', 'denominator'].map((name) => {
    const typed = values[name];
    return typed === undefined ? undefined : typedNumber(typed, language);
  });
  if (shape === 'ratio' && numerator !== undefined) return { ...common, figure: { shape, numerator, denominator } };
  if (shape === 'ratio') return { ...common, figure: { shape: 'rate', percent: value } };
  return { ...common, figure: { shape, value: value ?? numerator } };
}

function isAsRead(read: Values, values: Values): boolean {
  return Object.entries(read).every(([name, shown]) => (values[name] ?? '') === shown);
}

function milestoneOf({ due = '', before, comparator = '', value = '', upper = '' }: Values, language: Language) {
  const isNumber = !['complete', 'improve', 'maintain'].includes(comparator);
  const limits = {
    value: isNumber ? typedNumber(value, language) || null : null,
    upper: comparator === 'between' ? typedNumber(upper, language) || null : null,
  };
  return { due, dueOp: before === 'on' ? '<' : '<=', comparator, ...limits };
}

function valuesOf(form: HTMLFormElement): Values {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim()]));
}
