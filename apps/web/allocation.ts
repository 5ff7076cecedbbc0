import type { LocalityItem } from '../../libs/contract/localities.reads.js';
import type { MeasurementItem } from '../../libs/contract/measurements.reads.js';
import type { TargetProgress } from '../../libs/contract/progress.js';
import { ApiError, read, readsPast, send } from './api.js';
import { mayReview } from './directive-name.js';
import { h } from './dom.js';
import { newKey } from './keys.js';
import type { Speech } from './text.js';
import { fieldText, typedNumber } from './typed-number.js';

/**
 * The form that hands a target out to the localities directly beneath its own, with the sizes that their figures name filled in; null where
 * it has parts already, cannot have any, or the reader may only look. `done` hears as of which position it is handed out.
 */
export async function allocationOf(
  { row, children, asOf }: TargetProgress,
  speech: Speech,
  done: (position: string) => void,
): Promise<HTMLElement | null> {
  const { indicator, locality, target } = row;
  const mayHave = ['ratio', 'count', 'amount'].includes(indicator.shape) && target.allocatedFrom === null;
  if (!mayReview() || readsPast() || !mayHave || children.length > 0) return null;
  const beneath = await read<{ items: readonly LocalityItem[] }>(
    '/v1/localities',
    { parent: locality.id, asOf, limit: '500' },
    speech.language,
  );
  if (beneath.items.length === 0) return null;
  const sizes = await sizesOf(row, asOf, speech);
  const rows = beneath.items.map(({ id, fullName, nameEn }) => {
    const name = speech.language === 'en' && nameEn ? nameEn : fullName;
    return h(
      'label',
      {},
      h('span', {}, name),
      h('input', { name: id, inputmode: 'decimal', size: 8, value: fieldText(sizes.get(id) ?? '', speech.language) }),
    );
  });
  const isKnown = beneath.items.some(({ id }) => sizes.has(id));
  const whole = target.quantity ?? sizes.get(locality.id) ?? null;
  return h(
    'details',
    { class: 'allocation', open: isKnown },
    h('summary', {}, speech.word('handOut')),
    h('p', { class: 'quiet' }, speech.word('handOutHow')),
    formOf(rows, whole, speech, (parts, confirm) =>
      send(`/v1/targets/${encodeURIComponent(target.id)}/allocations`, { parts, confirm }, newKey(), speech.language).then(({ position }) =>
        done(position),
      ),
    ),
  );
}

/** Of every locality the denominator of its last figure of the target's time: so many it has in all. Last year's may be others. */
async function sizesOf(
  { indicator, locality, milestones }: TargetProgress['row'],
  asOf: string,
  { language }: Speech,
): Promise<ReadonlyMap<string, string>> {
  const [year = ''] = [asOf, ...milestones.map(({ due }) => due)].map((day) => day.slice(0, 4)).sort();
  const query = { indicator: indicator.id, locality: locality.id, asOfFrom: `${year}-01-01`, asOf, sort: 'asOf', limit: '500' };
  const { items } = await read<{ items: readonly MeasurementItem[] }>('/v1/measurements', query, language);
  return new Map(items.flatMap(({ localityId, figure }) => (figure?.shape === 'ratio' ? [[localityId, figure.denominator]] : [])));
}

interface Part {
  readonly localityId: string;
  readonly quantity: string;
}

function formOf(
  rows: readonly HTMLElement[],
  whole: string | null,
  speech: Speech,
  submit: (parts: readonly Part[], confirm: readonly string[]) => Promise<void>,
): HTMLFormElement {
  const sum = h('output', {});
  const refusal = h('p', { class: 'refusal', role: 'alert' });
  const button = h('button', { class: 'primary' }, speech.word('handOutNow'));
  const form = h('form', { class: 'proposal-form', 'data-form': 'allocation' }, ...rows, h('p', { class: 'wide' }, sum), button, refusal);
  const add = (): void => {
    const total = speech.number(sumOf(partsIn(form, speech).map(({ quantity }) => quantity)));
    sum.textContent =
      whole === null ? speech.word('partsSum', { sum: total }) : speech.word('partsSumOf', { sum: total, whole: speech.number(whole) });
  };
  form.addEventListener('input', add);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const warning = (event as SubmitEvent).submitter?.dataset['confirm'];
    button.disabled = true;
    refusal.textContent = '';
    submit(partsIn(form, speech), warning === undefined ? [] : [warning]).catch((error: unknown) => {
      button.disabled = false;
      refusal.textContent = error instanceof ApiError ? error.message : speech.word('unreachable');
      if (error instanceof ApiError && error.confirmation !== null)
        refusal.append(' ', h('button', { 'data-confirm': error.confirmation }, speech.word('confirmIt')));
    });
  });
  add();
  return form;
}

/** Those that a size is given for. */
const partsIn = (form: HTMLFormElement, { language }: Speech): readonly Part[] =>
  [...new FormData(form)]
    .map(([localityId, quantity]) => ({ localityId, quantity: typedNumber(String(quantity).trim(), language) }))
    .filter(({ quantity }) => quantity !== '');

/** Exact: on the digits themselves. What is no number counts as nothing. */
export function sumOf(numbers: readonly string[]): string {
  const parts = numbers.map((text) => /^(\d+)(?:[.,](\d+))?$/.exec(text)).filter((found) => found !== null);
  const places = Math.max(0, ...parts.map(([, , fraction = '']) => fraction.length));
  const total = parts.reduce((sum, [, integer = '0', fraction = '']) => sum + BigInt(integer + fraction.padEnd(places, '0')), 0n);
  const digits = total.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
