import { given } from '../../../test/support/given.js';
import { DIRECTIVE, TUYEN_QUANG } from '../../../test/support/samples.js';
import { isPartialDate, registerDirective, type RegisterDirective } from './directive.decide.js';
import type { DirectiveEvent } from './directive.events.js';
import { directiveDecider, type DirectiveState } from './directive.state.js';

const registered: DirectiveEvent = { type: 'DirectiveRegistered', data: DIRECTIVE };
const register =
  (change: Partial<RegisterDirective> = {}) =>
  (state: DirectiveState) =>
    registerDirective({ ...DIRECTIVE, ...change }, state, { locality: TUYEN_QUANG });

describe('registering a directive', () => {
  it('registers it once and is quiet when repeated', () => {
    given(directiveDecider).when(register()).then([registered]);
    given(directiveDecider, [registered]).when(register()).thenNothing();
  });

  it('refuses other facts under the same id', () => {
    given(directiveDecider, [registered])
      .when(register({ number: null }))
      .refused('directive_differs');
  });

  it('takes a blank number and a date as far as it is printed', () => {
    for (const issuedOn of ['2021-09-10', '2021-09', '2021', null]) {
      given(directiveDecider)
        .when(register({ number: null, issuedOn }))
        .then([{ type: 'DirectiveRegistered', data: { ...DIRECTIVE, number: null, issuedOn } }]);
    }
    expect(['2021-13', '2021-02-29', '21', '2021-9', ''].some(isPartialDate)).toBe(false);
  });

  it('refuses malformed facts and an unknown locality', () => {
    const none = given(directiveDecider);
    none.when(register({ issuedOn: '2021-13' })).refused('issued_on_malformed');
    none.when(register({ meetingOn: '2021-09' })).refused('date_malformed');
    none.when(register({ textSha256: 'abc' })).refused('sha256_malformed');
    none.when(register({ issuer: '' })).refused('text_required');
    none.when(register({ directiveId: '1510/UBND-TH' })).refused('id_malformed');
    none.when((state) => registerDirective(DIRECTIVE, state, { locality: null })).refused('locality_unknown');
  });
});
