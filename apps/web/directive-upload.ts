import type { UploadAnswer } from '../../libs/contract/directives.commands.js';
import type { LocalityDetail } from '../../libs/contract/localities.reads.js';
import { answerOf, ApiError, ask, localityOfToken, read } from './api.js';
import { h } from './dom.js';
import type { Speech } from './text.js';

/** What was uploaded, and what is to be known of it. */
export type Sent = Pick<UploadAnswer, 'id' | 'position' | 'notes'>;

/** The form that takes a file or pasted text; `sent` hears what became of it. */
export function uploadForm(locality: string, speech: Speech, sent: (answer: Sent) => void): HTMLFormElement {
  const { form, file, text, place, button, said } = fieldsOf(locality, speech);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
  async function submit(): Promise<void> {
    const chosen = file.files?.[0];
    if (!chosen && text.value.trim() === '') return void (said.textContent = speech.word('uploadNeedsText'));
    button.disabled = true;
    said.textContent = speech.word('uploading');
    try {
      sent(await (chosen ? sendFile(chosen, place.value, speech) : sendText(text.value, place.value, speech)));
      form.reset();
      said.textContent = '';
    } catch (error) {
      said.textContent = error instanceof ApiError ? error.message : speech.word('unreachable');
    } finally {
      button.disabled = false;
    }
  }
  return form;
}

function fieldsOf(locality: string, speech: Speech) {
  const { word } = speech;
  const file = h('input', { type: 'file', name: 'file', accept: '.docx,.pdf,.html,.htm,.txt,.md' });
  const text = h('textarea', { name: 'text', rows: 3 });
  const place = h('select', { name: 'locality', required: true });
  void offer(place, [...new Set([locality, localityOfToken()])].filter(Boolean), speech);
  const button = h('button', { class: 'primary' }, word('send'));
  const said = h('p', { class: 'refusal', role: 'alert' });
  const labels = [
    h('label', {}, word('uploadFile'), file),
    h('label', { class: 'wide' }, word('uploadText'), text),
    h('label', {}, word('uploadPlace'), place),
  ];
  return { form: h('form', { class: 'upload' }, h('h3', {}, word('upload')), ...labels, button, said), file, text, place, button, said };
}

/** Who may have issued it: the localities asked for, what lies beneath them, and those that they came of. */
async function offer(place: HTMLSelectElement, ids: readonly string[], { language }: Speech): Promise<void> {
  place.replaceChildren(...ids.map((id) => h('option', { value: id }, id)));
  const found = await Promise.all(
    ids.map((id) => read<LocalityDetail>(`/v1/localities/${encodeURIComponent(id)}`, {}, language).catch(() => null)),
  );
  const chosen = place.value;
  const named = new Map(ids.map((id) => [id, id]));
  for (const detail of found) if (detail) named.set(detail.id, detail.fullName);
  for (const { id, name } of found.flatMap((detail) => (detail ? [...detail.children, ...detail.predecessors] : [])))
    if (!named.has(id)) named.set(id, name ?? id);
  place.replaceChildren(...[...named].map(([id, name]) => h('option', { value: id, selected: id === chosen }, name)));
}

async function sendFile(file: File, localityId: string, { language }: Speech): Promise<Sent> {
  const query = new URLSearchParams({ localityId, fileName: file.name });
  const type = file.type === '' || file.type === 'application/json' ? 'application/octet-stream' : file.type;
  const answer = await ask(`/v1/directives?${query}`, language, { method: 'POST', headers: { 'content-type': type }, body: file });
  return answerOf<Sent>(answer);
}

async function sendText(text: string, localityId: string, { language }: Speech): Promise<Sent> {
  const headers = { 'content-type': 'application/json' };
  return answerOf<Sent>(await ask('/v1/directives', language, { method: 'POST', headers, body: JSON.stringify({ localityId, text }) }));
}
