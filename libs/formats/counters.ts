const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** 1 → I, 4 → IV; decimal where there is no such numeral. */
export function roman(count: number): string {
  if (count < 1 || count > 3_999) return String(count);
  let rest = count;
  let out = '';
  for (const [value, sign] of ROMAN) {
    while (rest >= value) {
      out += sign;
      rest -= value;
    }
  }
  return out;
}

/** 1 → a, 26 → z, 27 → aa, 53 → aaa, as Word letters its lists. */
export function alphabetic(count: number): string {
  if (count < 1 || count > 780) return String(count);
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** Digits raised: 12 → ¹²; brackets around them fall away, other characters stay. */
export const raised = (text: string): string =>
  text.replace(/[[(]?(\d+)[\])]?/g, (_, digits: string) => digits.replace(/\d/g, (digit) => SUPERSCRIPTS[Number(digit)] ?? digit));
