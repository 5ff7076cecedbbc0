import { answerOf, ask, urlOf } from './api.js';
import { h } from './dom.js';
import { keptSizes } from './kept-heads.js';
import type { Speech } from './text.js';

/** A file that leaves the house only with a reason, which is put on record. */
export interface Along {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly type: 'application/pdf' | 'application/zip';
  readonly fileName: string;
  readonly label: string;
  readonly button: string;
  /** Asks for heads of the log that somebody kept: the field's name, and what is said of a text that is none. */
  readonly kept?: { readonly label: string; readonly none: string };
}

/** Asks why and hands the file to the browser; the token goes with the request, so a link would not do. `note` says what was refused. */
export function takeAlong(
  { path, query = {}, type, fileName, label, button, kept }: Along,
  note: HTMLElement,
  speech: Speech,
): HTMLElement {
  const reason = h('input', { required: true, maxlength: 500 });
  const heads = kept ? h('textarea', { rows: 2, spellcheck: false }) : null;
  const take = async (event: Event): Promise<void> => {
    event.preventDefault();
    note.textContent = '';
    const earlier = keptSizes(heads?.value ?? '');
    if (earlier === null) return void (note.textContent = kept?.none ?? '');
    try {
      const asked = { ...query, reason: reason.value, ...(earlier && { earlier }) };
      const answer = await ask(urlOf(path, asked), speech.language, { headers: { accept: type } });
      if (!answer.ok) await answerOf(answer);
      const url = URL.createObjectURL(await answer.blob());
      h('a', { href: url, download: fileName }).click();
      URL.revokeObjectURL(url);
    } catch (error) {
      note.textContent = error instanceof Error ? error.message : String(error);
    }
  };
  return h(
    'form',
    { class: 'take-along', submit: (event: Event) => void take(event) },
    h('label', {}, label, ' ', reason),
    heads && h('label', {}, kept?.label ?? '', ' ', heads),
    h('button', {}, button),
  );
}
