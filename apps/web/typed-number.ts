import type { Language } from './words.js';

/** `913216.2` as it stands in a field: with the decimal mark of the language and nothing that groups. */
export const fieldText = (number: string, language: Language): string => (language === 'vi' ? number.replace('.', ',') : number);

/** What somebody typed in a field, without what groups thousands in the language: `4.200` is 4200 in Vietnamese, `4,200` in English. */
export function typedNumber(text: string, language: Language): string {
  const grouped = language === 'vi' ? /^-?\d{1,3}(\.\d{3})+(,\d+)?$/ : /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
  return grouped.test(text) ? text.replaceAll(language === 'vi' ? '.' : ',', '') : text;
}
