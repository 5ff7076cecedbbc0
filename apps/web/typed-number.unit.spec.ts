import fc from 'fast-check';
import { toDecimalText } from '../../libs/contract/decimal-input.js';
import { fieldText, typedNumber } from './typed-number.js';

describe('a number that is typed', () => {
  it.each([
    ['4.200', 'vi', '4200'],
    ['4.200,5', 'vi', '4200.5'],
    ['1.234.567', 'vi', '1234567'],
    ['97,5', 'vi', '97.5'],
    ['97.5', 'vi', '97.5'],
    ['4,200', 'en', '4200'],
    ['4,200.5', 'en', '4200.5'],
    ['4.200', 'en', '4.200'],
    ['97.5', 'en', '97.5'],
  ] as const)('%s in %s is %s', (text, language, number) => expect(toDecimalText(typedNumber(text, language))).toBe(number));

  it('is what a field showed when nobody touched it', () => {
    const number = fc
      .tuple(fc.nat(), fc.stringMatching(/^\d{0,6}$/))
      .map(([whole, part]) => (part === '' ? `${whole}` : `${whole}.${part}`));
    fc.assert(
      fc.property(number, fc.constantFrom('vi' as const, 'en' as const), (shown, language) => {
        expect(toDecimalText(typedNumber(fieldText(shown, language), language))).toBe(shown);
      }),
    );
  });
});
