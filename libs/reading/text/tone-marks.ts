/** Final `oa`, `oe`, `uy` with the mark on the second letter, and the same with the mark on the first. */
const SECOND = ['oà', 'oá', 'oả', 'oã', 'oạ', 'oè', 'oé', 'oẻ', 'oẽ', 'oẹ', 'uỳ', 'uý', 'uỷ', 'uỹ', 'uỵ'];
const FIRST = ['òa', 'óa', 'ỏa', 'õa', 'ọa', 'òe', 'óe', 'ỏe', 'õe', 'ọe', 'ùy', 'úy', 'ủy', 'ũy', 'ụy'];

const PLACED = new Map<string, string>();
SECOND.forEach((second, index) => {
  const first = FIRST[index] ?? second;
  PLACED.set(second, first);
  PLACED.set(second.toUpperCase(), first.toUpperCase());
  PLACED.set(second.charAt(0).toUpperCase() + second.charAt(1), first.charAt(0).toUpperCase() + first.charAt(1));
});

const ON_SECOND = /(?<![qQ])(?:[oO][àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?!\p{L})/gu;
const AFTER_Q = /(?<=[qQ])(?:[ùúủũụ]y|[ÙÚỦŨỤ]Y)(?!\p{L})/gu;
const MARKED_U = 'ùúủũụÙÚỦŨỤ';
const MARKED_Y = ['uỳ', 'uý', 'uỷ', 'uỹ', 'uỵ', 'UỲ', 'UÝ', 'UỶ', 'UỸ', 'UỴ'];

/** One spelling of the tone mark in open syllables (`hoà` → `hòa`, `thuý` → `thúy`, but `quý`); of the same length. */
export function placeToneMarks(text: string): string {
  return text
    .replace(ON_SECOND, (pair) => PLACED.get(pair) ?? pair)
    .replace(AFTER_Q, (pair) => MARKED_Y[MARKED_U.indexOf(pair.charAt(0))] ?? pair);
}
