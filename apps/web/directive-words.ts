import type { MeasurementDetail } from '../../libs/contract/measurements.reads.js';
import type { TargetDetail } from '../../libs/contract/targets.reads.js';
import { ask, read } from './api.js';
import { h } from './dom.js';
import type { Speech } from './text.js';

interface Words {
  readonly directiveId: string;
  readonly start: number;
  readonly href: string;
}

/**
 * The words that a target, and the figure that it stands by, were accepted from, each leading to its place in the directive; nothing where
 * they were entered by hand.
 */
export async function wordsOf(
  targetId: string,
  figureId: string | null,
  speech: Speech,
  open: (directiveId: string, at: number) => void,
): Promise<HTMLElement | null> {
  const [target, figure] = await Promise.all([wordsOfTarget(targetId, speech), figureId === null ? [] : wordsOfFigure(figureId, speech)]);
  const quotes = await Promise.all([
    ...target.map((words) => quoteOf(words, speech.word('targetWords'), speech, open)),
    ...figure.map((words) => quoteOf(words, speech.word('figureWords'), speech, open)),
  ]);
  const found = quotes.filter((quote) => quote !== null);
  return found.length === 0 ? null : h('section', { class: 'words-of', 'aria-label': speech.word('wordsTitle') }, ...found);
}

async function wordsOfTarget(id: string, { language }: Speech): Promise<readonly Words[]> {
  const { provenance, words } = await read<TargetDetail>(`/v1/targets/${encodeURIComponent(id)}`, {}, language);
  const set = (provenance?.words ?? []).map(({ start, href }) => ({ directiveId: provenance?.directiveId ?? '', start, href }));
  return [...set, ...words.filter(({ href }) => set.every((one) => one.href !== href))];
}

async function wordsOfFigure(id: string, { language }: Speech): Promise<readonly Words[]> {
  return (await read<MeasurementDetail>(`/v1/measurements/${encodeURIComponent(id)}`, {}, language)).words;
}

/** Who may see a district's figures sees the words that they come from, and need not see the rest of its province's directive. */
async function quoteOf(
  { directiveId, start, href }: Words,
  title: string,
  { language, word }: Speech,
  open: (directiveId: string, at: number) => void,
): Promise<HTMLElement | null> {
  const [answer, directive] = await Promise.all([ask(href, language), ask(`/v1/directives/${encodeURIComponent(directiveId)}`, language)]);
  if (!answer.ok) return null;
  const click = (): void => open(directiveId, start);
  const link = directive.ok && h('button', { type: 'button', class: 'link', click }, word('showWords'));
  return h('figure', {}, h('figcaption', {}, title, ' ', link), h('blockquote', { lang: 'vi' }, await answer.text()));
}
