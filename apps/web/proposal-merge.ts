import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import type { TargetItem } from '../../libs/contract/targets.reads.js';
import { ApiError, read } from './api.js';
import { h } from './dom.js';
import { NEW_INDICATOR } from './new-indicator.js';
import type { Choices } from './proposal-choices.js';
import { milestonesText } from './proposal-outcome.js';
import type { Speech } from './text.js';

const MOST = '100';

/** The days on which a standing target has a milestone. */
type Chosen = (dues: readonly string[]) => void;

/**
 * Into which standing target a proposal is merged: one that is suggested, or one looked for by indicator, locality and year. `onChoice` hears of
 * the days of each that is chosen.
 */
export function targetFields(proposal: ProposalItem, speech: Speech, choices: Choices, onChoice: Chosen): HTMLElement[] {
  const { word } = speech;
  const select = h('select', { name: 'targetId', required: true });
  const search = new TargetSearch(proposal, speech, choices, select);
  search.onChoice = onChoice;
  select.addEventListener('change', () => search.tell());
  const isSuggested = proposal.suggestions.targets.length > 0;
  search.offer([]);
  if (!isSuggested) void search.run();
  return [
    h('label', { class: 'wide' }, word('intoTarget'), select),
    h(
      'details',
      { class: 'wide search', open: !isSuggested, toggle: () => void search.first() },
      h('summary', {}, word('searchTarget')),
      ...search.fields,
      search.said,
    ),
  ];
}

/** Fields without names are no part of what the form sends. */
class TargetSearch {
  private readonly indicator: HTMLSelectElement;
  private readonly locality: HTMLSelectElement;
  private readonly year: HTMLInputElement;
  readonly said = h('p', { class: 'quiet', role: 'status' });
  onChoice: Chosen = () => undefined;
  private readonly dues = new Map<string, readonly string[]>();
  /** Of searches under way only the last may show. */
  private turn = 0;

  constructor(
    private readonly proposal: ProposalItem,
    private readonly speech: Speech,
    private readonly choices: Choices,
    private readonly select: HTMLSelectElement,
  ) {
    this.indicator = optional(choices.indicator(proposal), speech.word('allIndicators'));
    this.indicator.querySelector(`[value="${NEW_INDICATOR}"]`)?.remove();
    this.locality = optional(choices.locality(proposal), speech.word('everywhere'));
    const year = (proposal.due ?? proposal.days.at(-1) ?? '').slice(0, 4);
    this.year = h('input', { type: 'number', min: 1900, max: 2200, value: year });
  }

  get fields(): HTMLElement[] {
    const { word } = this.speech;
    const { indicator, locality, year } = this;
    const named = [
      [word('indicatorWord'), indicator],
      [word('placeWord'), locality],
      [word('yearWord'), year],
    ] as const;
    for (const [, field] of named) field.addEventListener('change', () => void this.run());
    return named.map(([name, field]) => h('label', { class: 'wide' }, name, field));
  }

  /** Searches unless that was done before. */
  async first(): Promise<void> {
    if (this.turn === 0) await this.run();
  }

  async run(): Promise<void> {
    const mine = ++this.turn;
    const query = {
      indicator: this.indicator.value,
      locality: this.locality.value,
      year: this.year.value,
      withdrawn: 'false',
      limit: MOST,
    };
    const { word, language } = this.speech;
    this.said.textContent = word('searching');
    try {
      const { items } = await read<{ items: readonly TargetItem[] }>('/v1/targets', query, language);
      if (mine !== this.turn) return;
      const others = items.filter(({ id }) => this.suggested.every((one) => one.id !== id));
      this.offer(others);
      this.said.textContent = others.length === 0 ? word('noTargets') : word('targetsFound', { count: others.length });
    } catch (error) {
      if (mine === this.turn) this.said.textContent = error instanceof ApiError ? error.message : word('unreachable');
    }
  }

  /** Shows what may be chosen, what is suggested first. */
  offer(found: readonly TargetItem[]): void {
    const { word } = this.speech;
    const { suggested, select } = this;
    const chosen = select.value;
    const near = suggested.map((one) => this.option(one.id, one.indicatorName, milestonesText(one, this.speech)));
    select.replaceChildren(
      ...(near.length > 0
        ? [h('optgroup', { label: word('suggestedTargets') }, ...near)]
        : [h('option', { value: '' }, word('chooseTarget'))]),
      ...(found.length > 0 ? [h('optgroup', { label: word('foundTargets') }, ...found.map((one) => this.optionOf(one)))] : []),
    );
    if ([...select.options].some(({ value }) => value === chosen)) select.value = chosen;
    for (const { id, milestones } of [...suggested, ...found])
      this.dues.set(
        id,
        milestones.map(({ due }) => due),
      );
    if (select.value !== chosen) this.tell();
  }

  tell(): void {
    this.onChoice(this.dues.get(this.select.value) ?? []);
  }

  private get suggested(): ProposalItem['suggestions']['targets'] {
    return this.proposal.suggestions.targets;
  }

  private optionOf({ id, indicatorId, indicatorName, unit, localityId, localityName, milestones }: TargetItem): HTMLOptionElement {
    const shape = this.choices.shapeOf(indicatorId) ?? '';
    const name = [indicatorName ?? indicatorId, localityName ?? localityId].join(' · ');
    return this.option(id, name, milestonesText({ milestones, shape, unit: unit ?? '' }, this.speech));
  }

  private option(id: string, name: string | null, milestones: string): HTMLOptionElement {
    return h('option', { value: id }, `${name ?? id}: ${milestones}`);
  }
}

/** A choice that is not to be made. */
function optional(select: HTMLSelectElement, all: string): HTMLSelectElement {
  select.removeAttribute('name');
  select.required = false;
  const [none] = select.options;
  if (none) none.textContent = all;
  return select;
}
