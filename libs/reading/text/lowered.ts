const ACRONYM = /^\p{Lu}[\p{Lu}\d.-]+(?!\p{L})/u;

/** As an indicator is named: without a capital at its beginning, but for `GRDP`. */
export function lowered(words: string): string {
  return ACRONYM.test(words) ? words : words.charAt(0).toLowerCase() + words.slice(1);
}
