import type { ReadingAnswer } from '../../libs/contract/directives.commands.js';
import type { DirectiveItem } from '../../libs/contract/directives.reads.js';
import { answerOf, ApiError, ask, read, readAt, send } from './api.js';
import { issuedText, mayReview, nameOf } from './directive-name.js';
import { arrange, h } from './dom.js';
import { newKey } from './keys.js';
import type { Speech } from './text.js';
import type { Language } from './words.js';

const HEAD = ['kind', 'number', 'issuer', 'issuedOn', 'title'] as const;
const POLL_MS = 700;

/** What a directive is called, with what may be done with the whole of it: its head corrected, read again, withdrawn, reinstated. */
export class DirectiveHead {
  readonly element = h('div', { class: 'directive-head' });
  private readonly said = h('p', { class: 'refusal', role: 'alert' });
  /** Of askings for the reader's state only the newest offers to read again. */
  private turn = 0;

  constructor(
    private directive: DirectiveItem,
    private readonly speech: Speech,
    /** Something changed, as of a position. */
    private readonly changed: (position: string) => Promise<void>,
  ) {
    this.show(directive);
  }

  /** What is being written in a form stays, unless the directive was withdrawn or reinstated meanwhile. */
  show(directive: DirectiveItem): void {
    const { issuer, withdrawn, text } = directive;
    const form = withdrawn === this.directive.withdrawn && this.element.querySelector('form');
    this.directive = directive;
    const { word } = this.speech;
    const source = text?.fileName ?? null;
    arrange(this.element, [
      h('h2', { id: 'detail-title', tabindex: -1 }, nameOf(directive)),
      h('p', { class: 'quiet' }, [issuer, issuedText(directive, this.speech), source].filter(Boolean).join(' · ')),
      ...(withdrawn === null ? [] : [h('p', { class: 'withdrawn' }, word('directiveWithdrawn', { reason: withdrawn }))]),
      ...(mayReview() ? [this.actions(), ...(form ? [form] : []), this.said] : []),
    ]);
    void this.offerReading();
  }

  private actions(): HTMLElement {
    const { word } = this.speech;
    const { withdrawn } = this.directive;
    const judge = withdrawn === null ? 'withdrawal' : 'reinstatement';
    return h(
      'div',
      { class: 'actions' },
      h('button', { type: 'button', 'data-act': 'describe', click: () => this.form('description', this.headFields()) }, word('describe')),
      h('button', { type: 'button', 'data-act': judge, click: () => this.form(judge, []) }, word(judge)),
    );
  }

  /** Where a newer reader than the last one runs here, or the last reading broke off. */
  private async offerReading(): Promise<void> {
    const mine = ++this.turn;
    const { text, withdrawn, id } = this.directive;
    if (!mayReview() || text === null || withdrawn !== null) return;
    const state = await read<ReadingAnswer>(`${pathOf(id)}/reading`, {}, this.speech.language).catch(() => null);
    if (mine !== this.turn) return;
    if (!state || (state.state === 'done' && state.readerVersion === state.presentReaderVersion) || state.state === 'reading') return;
    const button = h(
      'button',
      { type: 'button', 'data-act': 'read', click: () => void this.readAgain(button) },
      this.speech.word('readAgain'),
    );
    this.element.querySelector('.actions')?.append(button);
  }

  private async readAgain(button: HTMLButtonElement): Promise<void> {
    const { id } = this.directive;
    const { language, word } = this.speech;
    button.disabled = true;
    try {
      const path = `${pathOf(id)}/reading`;
      const headers = { 'content-type': 'application/json' };
      await answerOf(await ask(path, language, { method: 'POST', headers, body: '{}' }));
      const position = await followReading(id, null, language, (share) => (this.said.textContent = word('reading', { share })));
      const known = countOf(this.directive);
      await this.changed(position ?? '0');
      const count = countOf(this.directive) - known;
      this.said.replaceChildren(position === null ? word('readBroken') : h('span', { class: 'done' }, word('readAnew', { count })));
    } catch (error) {
      this.refused(error);
      button.disabled = false;
    }
  }

  private headFields(): HTMLElement[] {
    return HEAD.map((name) =>
      h(
        'label',
        { class: name === 'title' || name === 'issuer' ? 'wide' : '' },
        this.speech.word(name === 'title' ? 'directiveTitle' : name),
        h('input', {
          name,
          value: this.directive[name] ?? '',
          autocomplete: 'off',
          placeholder: name === 'issuedOn' ? '2021-08-31' : null,
        }),
      ),
    );
  }

  /** A reason is asked for with everything. */
  private form(path: 'description' | 'withdrawal' | 'reinstatement', fields: readonly HTMLElement[]): void {
    const { word } = this.speech;
    this.element.querySelector('form')?.remove();
    const reason = h(
      'label',
      { class: 'wide' },
      word('reasonWord'),
      h('input', { name: 'reason', required: true, maxlength: 2000, autocomplete: 'off' }),
    );
    const cancel = h('button', { type: 'button', click: () => form.remove() }, word('cancel'));
    const buttons = h('div', { class: 'actions' }, h('button', { class: 'primary' }, word(path === 'description' ? 'save' : path)), cancel);
    const form = h('form', { class: 'proposal-form' }, ...fields, reason, buttons);
    // One key until something else is written: pressing twice does it once.
    let key = newKey();
    form.addEventListener('input', () => (key = newKey()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit(path, form, key, (event as SubmitEvent).submitter?.dataset['confirm']);
    });
    this.element.querySelector('.actions')?.after(form);
    form.querySelector('input')?.focus();
  }

  private async submit(path: string, form: HTMLFormElement, key: string, warning?: string): Promise<void> {
    const { id, meetingOn } = this.directive;
    const given = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value).trim() || null]));
    this.said.textContent = '';
    try {
      const body = { ...given, ...(path === 'description' && { meetingOn }), ...(warning !== undefined && { confirm: [warning] }) };
      const { position } = await send(`${pathOf(id)}/${path}`, body, key, this.speech.language);
      await this.changed(position);
      form.remove();
    } catch (error) {
      this.refused(error);
      if (!(error instanceof ApiError) || error.confirmation === null) return;
      form.querySelector('[data-confirm]')?.remove();
      form.append(h('button', { 'data-confirm': error.confirmation }, this.speech.word('confirmIt')));
    }
  }

  private refused(error: unknown): void {
    this.said.textContent = error instanceof ApiError ? error.message : this.speech.word('unreachable');
  }
}

/** Resolves when the present reader has read a directive that was uploaded as of a position, with the position as of which that is shown; null where it broke off. */
export async function followReading(
  id: string,
  after: string | null,
  language: Language,
  onShare: (percent: number) => void,
): Promise<string | null> {
  for (;;) {
    const { answer, position } = await readAt<ReadingAnswer>(`${pathOf(id)}/reading`, {}, language, after);
    const { state, share, readerVersion, presentReaderVersion } = answer;
    if (state === 'done' && readerVersion === presentReaderVersion) return position ?? '0';
    if (state !== 'reading') return null;
    onShare(Math.round(share * 100));
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const countOf = ({ proposals: { open, accepted, dismissed } }: DirectiveItem): number => open + accepted + dismissed;
const pathOf = (id: string): string => `/v1/directives/${encodeURIComponent(id)}`;
