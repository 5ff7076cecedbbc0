import { dateText, numberText } from './text.js';
import { instantOf, searchOf, stateOf } from './view-state.js';

describe('text of the page', () => {
  it.each([
    ['44.05', '44,05', '44.05'],
    ['44.047619047619', '44,05', '44.05'],
    ['9.30', '9,3', '9.3'],
    ['100', '100', '100'],
    ['0', '0', '0'],
    ['99.999', '100', '100'],
    ['0.005', '0,01', '0.01'],
    ['-0.001', '0', '0'],
    ['-1234.5', '-1.234,5', '-1,234.5'],
    ['1234567890123456.78', '1.234.567.890.123.456,78', '1,234,567,890,123,456.78'],
  ])('writes %s as Vietnamese and English readers do, without losing a digit', (value, vi, en) => {
    expect([numberText(value, 'vi'), numberText(value, 'en')]).toEqual([vi, en]);
  });

  it('writes a date in the form of the language', () => {
    expect([dateText('2021-09-05', 'vi'), dateText('2021-09-05', 'en')]).toEqual(['5/9/2021', '5 Sep 2021']);
  });
});

describe('the address', () => {
  it('holds the view and gives it back', () => {
    const state = {
      asOf: '2021-08-31',
      knownAt: '2021-09-30T17:00',
      locality: 'vn-08@base',
      within: 'vn-072@base',
      status: ['behind', 'missed'],
      language: 'en',
    } as const;
    expect(searchOf(state)).toBe(
      '?asOf=2021-08-31&knownAt=2021-09-30T17:00&locality=vn-08@base&within=vn-072@base&status=behind,missed&lang=en',
    );
    expect(stateOf(searchOf(state))).toEqual(state);
  });

  it('says nothing of what is by default', () => {
    expect(searchOf(stateOf(''))).toBe('');
  });

  it.each([
    ['2021-09-30T17:00', '2021-09-30T17:00', '2021-09-30T17:00:00+07:00'],
    ['2021-09-30T17:00:09', '2021-09-30T17:00:09', '2021-09-30T17:00:09+07:00'],
    ['2021-09-30T20:13:01.250Z', '2021-10-01T03:13:01', '2021-10-01T03:13:01+07:00'],
    ['2021-09-30T17:00:00+07:00', '2021-09-30T17:00:00', '2021-09-30T17:00:00+07:00'],
    ['', '', ''],
    ['3166', '', ''],
    ['3166/3160', '', ''],
  ])('takes %j as the moment %j of Việt Nam', (asked, local, instant) => {
    const { knownAt } = stateOf(`?knownAt=${asked}`);
    expect([knownAt, instantOf(knownAt)]).toEqual([local, instant]);
  });
});
