import type { MeasurementItem } from '../../libs/contract/measurements.reads.js';
import type { ProposalItem, ProposalOutcome } from '../../libs/contract/proposals.reads.js';
import { ApiError, read } from './api.js';
import { h } from './dom.js';
import { amountText, demandText, dueText, type Speech } from './text.js';

type Figure = NonNullable<ProposalOutcome['figure']>;
type Milestones = ProposalOutcome['milestones'];
type Measured = Pick<ProposalOutcome, 'shape' | 'unit'>;

/** More milestones than these are counted. */
const MOST = 3;

/** `trên 60 %, đến 30/9/2021; ít nhất 98 %, đến 31/12/2021` */
export function milestonesText({ milestones, ...indicator }: Measured & { readonly milestones: Milestones }, speech: Speech): string {
  const texts = milestones.slice(0, MOST).map((one) => `${demandText(one, indicator, speech)}, ${dueText(one, speech)}`);
  const rest = milestones.length - texts.length;
  return [...texts, ...(rest > 0 ? [speech.word('moreMilestones', { count: rest })] : [])].join('; ');
}

/** `4/44`, `44 %`, `12 xã`, `30/9/2021` of a task. */
export function reportedText(figure: Figure, unit: string, speech: Speech): string {
  switch (figure.shape) {
    case 'ratio':
      return `${speech.number(figure.numerator)}/${speech.number(figure.denominator)}`;
    case 'rate':
      return amountText(figure.percent, { shape: 'ratio', unit }, speech);
    case 'done':
      return figure.on === null ? '—' : speech.word('done', { date: speech.date(figure.on) });
    default:
      return amountText(figure.value, { shape: figure.shape, unit }, speech);
  }
}

/** `4/44 (thực hiện, tính đến 31/8/2021)` */
export function figureText(figure: Figure | null, { unit, basis, asOf }: Dated, speech: Speech): string {
  const dated = [basis && speech.basis(basis), asOf && speech.word('asOfDay', { date: speech.date(asOf) })].filter(Boolean).join(', ');
  return `${figure === null ? '—' : reportedText(figure, unit, speech)} (${dated})`;
}

type Dated = Pick<ProposalOutcome, 'unit' | 'basis' | 'asOf'>;

/** What an accepted proposal says today, edited or not; null where it is not accepted. */
export function outcomeText({ state, decision }: ProposalItem, speech: Speech): string | null {
  const outcome = decision?.outcome;
  if (state !== 'accepted' || !outcome) return null;
  return outcome.asOf === null ? milestonesText(outcome, speech) : figureText(outcome.figure, outcome, speech);
}

/** The figures of one indicator at one place, read when they are asked for. */
export function seriesOf({ indicatorId, localityId }: ProposalOutcome, speech: Speech): HTMLElement {
  const list = h('ul', {});
  const series = h('details', { class: 'series' }, h('summary', {}, speech.word('showSeries')), list);
  const query = { indicator: indicatorId, locality: localityId, sort: 'asOf', limit: '500' };
  series.addEventListener('toggle', () => {
    if (!series.open || list.childElementCount > 0) return;
    void read<{ items: readonly MeasurementItem[] }>('/v1/measurements', query, speech.language).then(
      ({ items }) => list.replaceChildren(...linesOf(items, localityId, speech)),
      (error: unknown) => list.replaceChildren(h('li', {}, error instanceof ApiError ? error.message : speech.word('unreachable'))),
    );
  });
  return series;
}

function linesOf(items: readonly MeasurementItem[], localityId: string, speech: Speech): HTMLElement[] {
  const own = items.filter((item) => item.localityId === localityId && item.state !== 'withdrawn');
  if (own.length === 0) return [h('li', {}, speech.word('noFigures'))];
  return own.map(({ asOf, basis, figure, unit }) =>
    h('li', {}, `${speech.date(asOf)} (${speech.basis(basis)}): ${figure === null ? '—' : reportedText(figure, unit ?? '', speech)}`),
  );
}
