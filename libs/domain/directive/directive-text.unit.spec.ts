import fc from 'fast-check';
import { given } from '../../../test/support/given.js';
import { fold } from '../kernel/decider.js';
import {
  directiveTextDecider,
  MOST_TEXT_BYTES,
  partsOf,
  receiveText,
  wholeText,
  type DirectiveTextState,
} from './directive-text.decide.js';
import { PART_LENGTH } from './directive-text.events.js';

const command = { directiveId: 'd', sha256: 'a'.repeat(64), bytes: 10, text: 'Điều 1 '.repeat(PART_LENGTH / 3) };
const receive =
  (change: object = {}) =>
  (state: DirectiveTextState) =>
    receiveText({ ...command, ...change }, state);

describe('the text of a directive', () => {
  it('is stored in parts that join to it, to the character', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 9 }), (words, length) => {
        const parts = partsOf(words, length);
        expect(parts.join('')).toBe(words);
        for (const part of parts) expect([part.length <= length, part !== '', part.isWellFormed()]).toEqual([true, true, true]);
      }),
    );
  });

  it('is there once all parts are, and once it is there nothing is new', () => {
    const events = receive()(null);
    expect(events.length).toBeGreaterThan(2);
    expect(wholeText(fold(directiveTextDecider, events))).toBe(command.text);
    expect(wholeText(fold(directiveTextDecider, events.slice(0, -1)))).toBeNull();
    given(directiveTextDecider, events).when(receive()).thenNothing();
  });

  it('goes on where an upload broke off', () => {
    const events = receive()(null);
    given(directiveTextDecider, events.slice(0, 1)).when(receive()).then(events.slice(1));
  });

  it('belongs to one directive, has words, and is not too long', () => {
    given(directiveTextDecider, receive()(null))
      .when(receive({ directiveId: 'e' }))
      .refused('text_of_another_directive', { directiveId: 'd' });
    given(directiveTextDecider)
      .when(receive({ text: ' \n ' }))
      .refused('text_required');
    given(directiveTextDecider)
      .when(receive({ bytes: MOST_TEXT_BYTES + 1 }))
      .refused('text_too_long');
  });
});
