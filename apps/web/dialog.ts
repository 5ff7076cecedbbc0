import { byId, h } from './dom.js';
import type { Speech } from './text.js';

const dialog = byId('detail') as HTMLDialogElement;

/** Of what was asked for only the newest may show. */
let asked = 0;

/**
 * Shows what is read, whose title has the id `detail-title`, and puts the focus there; false where something else was asked for
 * meanwhile. Where it cannot be read, whatever is on show closes, and the error is thrown on.
 */
export async function openDialog(reading: Promise<HTMLElement>, speech: Speech): Promise<boolean> {
  const mine = ++asked;
  try {
    const content = await reading;
    if (mine === asked) show(content, speech);
  } catch (error) {
    if (mine !== asked) return false;
    closeDialog();
    throw error;
  }
  return mine === asked;
}

function show(content: HTMLElement, speech: Speech): void {
  const close = h('button', { type: 'button', class: 'close', click: closeDialog }, speech.word('close'));
  dialog.replaceChildren(close, content);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  byId('detail-title').focus();
}

const closeDialog = (): void => dialog.close();

/** Closes it when the reader presses beside it; `closed` hears of every way in which it closes. */
export function listenToDialog(closed: () => void): void {
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', closed);
}
