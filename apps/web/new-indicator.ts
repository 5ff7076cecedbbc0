import type { DefineIndicatorRequest } from '../../libs/contract/indicators.commands.js';
import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { roleOfToken } from './api.js';
import { h } from './dom.js';
import type { Speech } from './text.js';
import type { Word } from './words.js';

/** The choice of an indicator that is yet to be defined; no indicator has such an id. */
export const NEW_INDICATOR = '+';

/** Whom the API lets define one. */
export const mayDefine = (): boolean => roleOfToken() === 'admin';

type Shape = DefineIndicatorRequest['shape'];

const CHOICES = {
  shape: ['ratio', 'count', 'amount', 'index', 'task'],
  direction: ['increasing', 'decreasing', 'band'],
  rollUp: ['ratio', 'sum', 'none'],
  accumulation: ['cumulative', 'flow', 'level'],
} as const;

const ROLL_UP: Readonly<Record<Shape, string>> = { ratio: 'ratio', count: 'sum', amount: 'sum', index: 'none', task: 'none' };

/** The definition as far as a proposal tells it; a person sees to the rest. Disabled, so not sent, until it is asked for. */
export function newIndicatorFields(proposal: ProposalItem, { word }: Speech): HTMLFieldSetElement {
  const read = definitionRead(proposal);
  const input = (name: string, label: Word, value: string, more = {}): HTMLElement =>
    h('label', { class: 'wide' }, word(label), h('input', { name: `new.${name}`, value, autocomplete: 'off', maxlength: 300, ...more }));
  const select = (name: keyof typeof CHOICES): HTMLElement =>
    h(
      'label',
      { class: 'wide' },
      word(`${name}Word`),
      h(
        'select',
        { name: `new.${name}` },
        ...CHOICES[name].map((one) => h('option', { value: one, selected: one === read[name] }, word(`${name}_${one}` as Word))),
      ),
    );
  const fields = h(
    'fieldset',
    { class: 'wide', hidden: true, disabled: true },
    h('legend', {}, word('newIndicatorTitle')),
    input('name', 'indicatorName', read.name, { required: true }),
    input('nameEn', 'indicatorNameEn', '', { required: true }),
    input('indicatorId', 'indicatorId', read.indicatorId, { required: true, pattern: '[a-z0-9]+(-[a-z0-9]+)*' }),
    select('shape'),
    input('unit', 'indicatorUnit', read.unit),
    ...(['direction', 'rollUp', 'accumulation'] as const).map(select),
  );
  fields.querySelector('[name="new.shape"]')?.addEventListener('change', ({ target }) => {
    const rollUp = fields.querySelector<HTMLSelectElement>('[name="new.rollUp"]');
    if (rollUp) rollUp.value = ROLL_UP[(target as HTMLSelectElement).value as Shape];
  });
  return fields;
}

/** What the fields say. */
export function newIndicatorOf(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith('new.') ? [[name.slice(4), value]] : [])));
}

/** A share is a level of something, numbers of things add up over the year. */
function definitionRead({ indicator, unit, value, numerator, comparator }: ProposalItem) {
  const shape = shapeRead(unit, value ?? numerator);
  const isLevel = shape === 'ratio' || shape === 'index';
  return {
    ...{ indicatorId: slugOf(indicator), name: indicator.charAt(0).toUpperCase() + indicator.slice(1), shape, rollUp: ROLL_UP[shape] },
    unit: shape === 'ratio' ? '%' : (unit ?? ''),
    direction: comparator === '<' || comparator === '<=' ? 'decreasing' : 'increasing',
    accumulation: isLevel ? 'level' : 'cumulative',
  };
}

function shapeRead(unit: string | null, value: string | null): Shape {
  if (unit?.startsWith('%')) return 'ratio';
  if (value === null) return 'task';
  return /đồng|USD|tấn|kg|ha|km|m²|m2|m3|MW|kWh/iu.test(unit ?? '') ? 'amount' : 'count';
}

/** `Tỷ lệ hộ nghèo` as `ty-le-ho-ngheo`. */
export function slugOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
  return plain
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-')
    .slice(0, 60)
    .replace(/-$/, '');
}
