import type { AcknowledgeAlertRequest } from '../../libs/contract/alerts.js';
import { ApiError, send } from './api.js';
import { h } from './dom.js';
import { newKey } from './keys.js';
import type { Speech } from './text.js';

const MOST_CHARACTERS = 2_000;

/** The form that acknowledges an alert; `done` hears the position of what was written. */
export function acknowledgeForm(id: string, speech: Speech, done: (position: string) => void): HTMLFormElement {
  const { form, note, recoveryOn, button, refusal } = fieldsOf(id, speech);
  // One key until something else is written: pressing twice, or again after no answer, acknowledges once.
  let key = newKey();
  form.addEventListener('input', () => (key = newKey()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  async function submit(): Promise<void> {
    const body: AcknowledgeAlertRequest = { note: note.value, recoveryOn: recoveryOn.value || null };
    button.disabled = true;
    refusal.textContent = '';
    try {
      const { position } = await send(`/v1/alerts/${encodeURIComponent(id)}/acknowledgement`, body, key, speech.language);
      done(position);
    } catch (error) {
      refusal.textContent = error instanceof ApiError ? error.message : speech.word('unreachable');
    } finally {
      button.disabled = false;
    }
  }
  return form;
}

function fieldsOf(id: string, { word }: Speech) {
  const note = h('input', { type: 'text', name: 'note', required: true, maxlength: MOST_CHARACTERS, autocomplete: 'off' });
  const recoveryOn = h('input', { type: 'date', name: 'recoveryOn' });
  const button = h('button', { class: 'primary' }, word('acknowledge'));
  const refusal = h('p', { class: 'refusal', role: 'alert' });
  const title = h('h3', {}, word('acknowledgeTitle'));
  const labels = [h('label', { class: 'wide' }, word('note'), note), h('label', {}, word('recoveryOn'), recoveryOn)];
  const form = h('form', { class: 'acknowledgement', 'data-for': id }, title, ...labels, button, refusal);
  return { form, note, recoveryOn, button, refusal };
}
