import { byId, h } from './dom.js';
import type { Speech } from './text.js';

const dialog = byId('detail') as HTMLDialogElement;

/** Shows content whose title has the id `detail-title`, and puts the focus there. */
export function showDialog(content: HTMLElement, speech: Speech): void {
  const close = h('button', { type: 'button', class: 'close', click: closeDialog }, speech.word('close'));
  dialog.replaceChildren(close, content);
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  byId('detail-title').focus();
}

export const closeDialog = (): void => dialog.close();

/** Closes it when the reader presses beside it; `closed` hears of every way in which it closes. */
export function listenToDialog(closed: () => void): void {
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', closed);
}
