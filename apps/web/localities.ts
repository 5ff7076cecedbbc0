import type { LocalityDetail, LocalityItem } from '../../libs/contract/localities.reads.js';
import { localityOfToken, read } from './api.js';
import { h } from './dom.js';
import type { Speech } from './text.js';

/** The provinces in force on a day as options, and the chosen locality though it be none of them. */
export async function localityOptions(asOf: string, chosen: string, speech: Speech): Promise<HTMLOptionElement[]> {
  const { items } = await read<{ items: LocalityItem[] }>('/v1/localities', { level: 'province', asOf, limit: '1000' }, speech.language);
  const known = items.some(({ id }) => id === chosen) || chosen === '';
  const other = known
    ? null
    : await read<LocalityDetail>(`/v1/localities/${encodeURIComponent(chosen)}`, { asOf }, speech.language).catch(() => null);
  return [
    optionOf('', speech.word('everywhere'), chosen),
    ...(known ? [] : [optionOf(chosen, other ? `${nameOf(other, speech)}${validity(other, asOf, speech)}` : chosen, chosen)]),
    ...items.map((item) => optionOf(item.id, nameOf(item, speech), chosen)),
  ];
}

/** As `localityOptions`, and what is directly beneath the chosen locality, or else beneath the reader's own. */
export async function placeOptions(asOf: string, chosen: string, speech: Speech): Promise<HTMLElement[]> {
  const above = chosen || localityOfToken();
  const [options, detail] = await Promise.all([
    localityOptions(asOf, chosen, speech),
    read<LocalityDetail>(`/v1/localities/${encodeURIComponent(above)}`, { asOf }, speech.language).catch(() => null),
  ]);
  const named = new Set(options.map(({ value }) => value));
  const beneath = (detail?.children ?? []).filter(({ id }) => !named.has(id));
  if (!detail || beneath.length === 0) return options;
  const label = speech.word('beneathPlace', { place: nameOf(detail, speech) });
  return [...options, h('optgroup', { label }, ...beneath.map(({ id, name }) => optionOf(id, name ?? id, chosen)))];
}

/** Says so where the locality is not in force on the day. */
function validity({ validFrom, validTo }: Pick<LocalityItem, 'validFrom' | 'validTo'>, asOf: string, { word, date }: Speech): string {
  if (validTo !== null && validTo < asOf) return ` (${word('until', { date: date(validTo) })})`;
  return validFrom !== null && validFrom > asOf ? ` (${word('from', { date: date(validFrom) })})` : '';
}

const nameOf = ({ fullName, nameEn }: Pick<LocalityItem, 'fullName' | 'nameEn'>, { language }: Speech): string =>
  language === 'en' && nameEn ? nameEn : fullName;
const optionOf = (value: string, text: string, chosen: string): HTMLOptionElement =>
  h('option', { value, selected: value === chosen }, text);
