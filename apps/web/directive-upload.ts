import type { UploadAnswer } from '../../libs/contract/directives.commands.js';
import type { LocalityDetail } from '../../libs/contract/localities.reads.js';
import { answerOf, ApiError, ask, localityOfToken, read } from './api.js';
import { h } from './dom.js';
import type { Speech } from './text.js';
import type { Language } from './words.js';

/** What was uploaded, and what is to be known of it. */
export type Sent = Pick<UploadAnswer, 'id' | 'position' | 'notes'>;

/** The form that takes a file or pasted text; `sent` hears what became of it. */
export class UploadForm {
  readonly element: HTMLFormElement;
  readonly language: Language;
  private readonly fields: ReturnType<typeof fieldsOf>;
  private offered = '';

  constructor(
    private readonly speech: Speech,
    private readonly sent: (answer: Sent) => void,
  ) {
    this.fields = fieldsOf(speech);
    [this.element, this.language] = [this.fields.form, speech.language];
    this.element.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
  }

  /** Offers as who issued it a locality, the reader's own, and those that belong to them; the choice stays while these are the same. */
  offer(locality: string): void {
    const ids = [...new Set([locality, localityOfToken()])].filter(Boolean);
    if (this.offered === ids.join()) return;
    this.offered = ids.join();
    const { place } = this.fields;
    place.replaceChildren(...ids.map((id) => h('option', { value: id }, id)));
    void placesOf(ids, this.speech).then((places) => {
      if (this.offered !== ids.join()) return;
      // What could not be read is asked for again with the next view.
      if (ids.some((id) => !places.has(id))) this.offered = '';
      const chosen = place.value;
      place.replaceChildren(
        ...[...new Map([...ids.map((id) => [id, id] as const), ...places])].map(([id, name]) =>
          h('option', { value: id, selected: id === chosen }, name),
        ),
      );
    });
  }

  private async submit(): Promise<void> {
    const { speech } = this;
    const { file, text, place, button, said } = this.fields;
    const chosen = file.files?.[0];
    if (!chosen && text.value.trim() === '') return void (said.textContent = speech.word('uploadNeedsText'));
    button.disabled = true;
    said.textContent = speech.word('uploading');
    try {
      this.sent(await (chosen ? sendFile(chosen, place.value, speech) : sendText(text.value, place.value, speech)));
      this.element.reset();
      said.textContent = '';
    } catch (error) {
      said.textContent = error instanceof ApiError ? error.message : speech.word('unreachable');
    } finally {
      button.disabled = false;
    }
  }
}

function fieldsOf({ word }: Speech) {
  const file = h('input', { type: 'file', name: 'file', accept: '.docx,.pdf,.html,.htm,.txt,.md' });
  const text = h('textarea', { name: 'text', rows: 3 });
  const place = h('select', { name: 'locality', required: true });
  const button = h('button', { class: 'primary' }, word('send'));
  const said = h('p', { class: 'refusal', role: 'alert' });
  const labels = [
    h('label', {}, word('uploadFile'), file),
    h('label', { class: 'wide' }, word('uploadText'), text),
    h('label', {}, word('uploadPlace'), place),
  ];
  return { form: h('form', { class: 'upload' }, h('h3', {}, word('upload')), ...labels, button, said), file, text, place, button, said };
}

/** The localities asked for, what lies beneath them, and those that they came of, each with its name. */
async function placesOf(ids: readonly string[], { language }: Speech): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    ids.map((id) => read<LocalityDetail>(`/v1/localities/${encodeURIComponent(id)}`, {}, language).catch(() => null)),
  );
  const named = new Map<string, string>();
  for (const detail of found) if (detail) named.set(detail.id, detail.fullName);
  for (const { id, name } of found.flatMap((detail) => (detail ? [...detail.children, ...detail.predecessors] : [])))
    if (!named.has(id)) named.set(id, name ?? id);
  return named;
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
