import fc from 'fast-check';
import { expectRefusal } from '../../../test/support/given.js';
import { parseNumber } from './number-input.js';

describe('reading a number', () => {
  it.each([
    ['55,1', '55.1'],
    ['913.216,2', '913216.2'],
    ['1,234', '1.234'],
    ['1.234,50', '1234.50'],
    ['1.234.567', '1234567'],
    ['1 234 567', '1234567'],
    ['1\u00a0234,5', '1234.5'],
    ['55.1', '55.1'],
    ['0.125', '0.125'],
    ['1234.567', '1234.567'],
    ['12.3456', '12.3456'],
    [' 84 ', '84'],
    ['007', '7'],
    ['-3,5', '-3.5'],
    ['\u22123,5', '-3.5'],
    ['-0,0', '0.0'],
    ['0', '0'],
  ])('takes %s for %s', (text, number) => expect(parseNumber(text)).toBe(number));

  it.each(['1.234', '913.216', '-55.100'])('refuses %s, which can be read two ways, and names both', (text) => {
    expectRefusal(() => parseNumber(text), 'number_ambiguous');
  });

  it('names both readings and takes the one that is stated', () => {
    expectRefusal(() => parseNumber('1.234'), 'number_ambiguous', { thousands: '1234', decimal: '1,234' });
    expect(parseNumber('1.234', 'vi')).toBe('1234');
    expect(parseNumber('1.234', 'plain')).toBe('1.234');
  });

  it.each([
    '',
    '-',
    'mười',
    '1,2,3',
    '913,216.2',
    '1.23.456',
    '1.234 567',
    '12,',
    ',5',
    '1e3',
    '55,1%',
    'NaN',
    '--1',
    '1.0.0',
    `${'9'.repeat(25)}`,
    '0,1234567890123',
  ])('refuses %p', (text) => expectRefusal(() => parseNumber(text), 'number_malformed'));

  it('reads back every number as Vietnamese writes it', () => {
    const digits = fc.bigInt({ min: 0n, max: 10n ** 20n });
    fc.assert(
      fc.property(digits, fc.stringMatching(/^\d{1,6}$/), fc.boolean(), (whole, fraction, isNegative) => {
        const grouped = whole.toString().replace(/\B(?=(\d{3})+$)/g, '.');
        const sign = isNegative && (whole > 0n || /[1-9]/.test(fraction)) ? '-' : '';
        expect(parseNumber(`${isNegative ? '-' : ''}${grouped},${fraction}`)).toBe(`${sign}${whole}.${fraction}`);
      }),
    );
  });
});
