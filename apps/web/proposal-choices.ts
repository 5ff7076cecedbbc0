import type { DirectiveItem } from '../../libs/contract/directives.reads.js';
import type { IndicatorItem } from '../../libs/contract/indicators.reads.js';
import type { LocalityItem, LocalityNode } from '../../libs/contract/localities.reads.js';
import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { read, readAt } from './api.js';
import { h } from './dom.js';
import { mayDefine, NEW_INDICATOR } from './new-indicator.js';
import type { Speech } from './text.js';

interface Place {
  readonly id: string;
  readonly name: string;
}

/** From here on the likest is chosen beforehand in a form: who sees the form sees what is chosen. */
const LIKELY = 0.5;

/** What proposals of a directive may be put under: every indicator, and the places of its locality when it was issued. */
export class Choices {
  private constructor(
    private readonly indicators: readonly IndicatorItem[],
    private readonly places: readonly Place[],
    private readonly lasting: ReadonlyMap<string, Lasting>,
    private readonly speech: Speech,
  ) {}

  /** What cannot be read is not offered. */
  static async of({ localityId, issuedOn, meetingOn }: DirectiveItem, speech: Speech, after: string | null = null): Promise<Choices> {
    const { language } = speech;
    const day = issuedOn?.length === 10 ? issuedOn : (meetingOn ?? '');
    const depth = localityId === 'vn' ? '1' : '2';
    const [indicators, tree, lasting] = await Promise.all([
      readAt<{ items: IndicatorItem[] }>('/v1/indicators', { limit: '1000' }, language, after).then(
        ({ answer }) => answer.items,
        () => [],
      ),
      read<LocalityNode>(`/v1/localities/${encodeURIComponent(localityId)}/tree`, { depth, asOf: day }, language).catch(() => null),
      lastingOf(localityId, day, speech),
    ]);
    return new Choices(indicators, tree ? placesOf(tree) : [], lasting, speech);
  }

  /** False where a place is known not to exist on a day. */
  inForce(localityId: string, on: string): boolean {
    const { validFrom = null, validTo = null } = this.lasting.get(localityId) ?? {};
    return (validTo === null || on <= validTo) && (validFrom === null || on >= validFrom);
  }

  /** What an indicator or a locality is called; its id where that is not known. */
  called(id: string): string {
    const indicator = this.indicators.find((one) => one.id === id);
    return indicator ? this.nameOf(indicator) : (this.places.find((one) => one.id === id)?.name ?? id);
  }

  shapeOf(indicatorId: string): string | null {
    return this.indicators.find(({ id }) => id === indicatorId)?.shape ?? null;
  }

  /** The likest first, each with how alike it is, then all. */
  indicator(proposal: ProposalItem): HTMLSelectElement {
    const { word } = this.speech;
    const { indicators: alike } = proposal.suggestions;
    const chosen = alike[0] && alike[0].likeness >= LIKELY ? alike[0].id : '';
    const likest = alike.map(({ id, name, likeness }) => optionOf(id, `${name} (${Math.round(likeness * 100)} %)`, chosen));
    const others = this.indicators
      .filter(({ id }) => alike.every((one) => one.id !== id))
      .map((one) => optionOf(one.id, this.nameOf(one), chosen));
    return h(
      'select',
      { name: 'indicatorId', required: true },
      optionOf('', word('chooseIndicator'), chosen),
      mayDefine() && optionOf(NEW_INDICATOR, word('newIndicator'), chosen),
      likest.length > 0 && h('optgroup', { label: word('likest') }, ...likest),
      others.length > 0 && h('optgroup', { label: word('allIndicators') }, ...others),
    );
  }

  locality({ suggestions: { locality } }: ProposalItem): HTMLSelectElement {
    const chosen = locality?.id ?? '';
    const isKnown = this.places.some(({ id }) => id === chosen);
    const other = locality && !isKnown ? [optionOf(locality.id, locality.name, chosen)] : [];
    const places = this.places.map(({ id, name }) => optionOf(id, name, chosen));
    return h('select', { name: 'localityId', required: true }, optionOf('', this.speech.word('choosePlace'), chosen), ...other, ...places);
  }

  private nameOf({ name, nameEn }: IndicatorItem): string {
    return this.speech.language === 'en' && nameEn ? nameEn : name;
  }
}

type Lasting = Pick<LocalityItem, 'validFrom' | 'validTo'>;

/** From when until when a locality and those directly beneath it are in force. */
async function lastingOf(id: string, asOf: string, { language }: Speech): Promise<ReadonlyMap<string, Lasting>> {
  const [own, beneath] = await Promise.all([
    read<LocalityItem>(`/v1/localities/${encodeURIComponent(id)}`, {}, language).catch(() => null),
    read<{ items: readonly LocalityItem[] }>('/v1/localities', { parent: id, asOf, limit: '500' }, language).catch(() => ({ items: [] })),
  ]);
  return new Map([...(own ? [own] : []), ...beneath.items].map((one) => [one.id, one]));
}

/** `Tỉnh Tuyên Quang`, then what lies beneath. */
function placesOf({ id, name, kind, children }: LocalityNode): Place[] {
  const called = name.toLowerCase().startsWith(kind.toLowerCase()) ? name : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`;
  return [{ id, name: called }, ...children.flatMap(placesOf)];
}

const optionOf = (value: string, text: string, chosen: string): HTMLOptionElement =>
  h('option', { value, selected: value === chosen }, text);
