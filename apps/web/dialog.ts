import { byId, h } from './dom.js';
import type { Speech } from './text.js';

const dialog = byId('detail') as HTMLDialogElement;

/** What was asked for last, until it shows: only that may. */
let awaited: Promise<HTMLElement> | null = null;

/** Whether something is on show or about to be. */
export const isDialogTaken = (): boolean => dialog.open || awaited !== null;

/**
 * Shows what is read, whose title has the id `detail-title`, and puts the focus there; false where something else was asked for
 * or the reader closed the dialog meanwhile. Where it cannot be read, whatever is on show closes, and the error is thrown on.
 */
export async function openDialog(reading: Promise<HTMLElement>, speech: Speech): Promise<boolean> {
  awaited = reading;
  try {
    const content = await reading;
    if (awaited !== reading) return false;
    awaited = null;
    show(content, speech);
    return true;
  } catch (error) {
    if (awaited !== reading) return false;
    closeDialog();
    throw error;
  }
}

function show(content: HTMLElement, speech: Speech): void {
  const close = h('button', { type: 'button', class: 'close', click: closeDialog }, speech.word('close'));
  dialog.replaceChildren(close, content);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  byId('detail-title').focus();
}

function closeDialog(): void {
  awaited = null;
  dialog.close();
}

/** Closes it when the reader presses beside it; `closed` hears of every way in which it closes. */
export function listenToDialog(closed: () => void): void {
  dialog.addEventListener('click', (event) => event.target === dialog && closeDialog());
  dialog.addEventListener('cancel', () => (awaited = null));
  dialog.addEventListener('close', closed);
}
