/** Grave, acute, tilde, hook above and dot below: the five tone marks, as opposed to the marks that make other letters. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Unicode NFC without spaces at either end: the form in which text enters the system. */
export function clean(text: string): string {
  return text.normalize('NFC').trim();
}

/** `clean`, or null when nothing is left. */
export function cleanOrNull(text: string | null | undefined): string | null {
  return clean(text ?? '') || null;
}

/**
 * A key under which texts that a reader takes for the same word are equal: composed or decomposed,
 * upper or lower case, whatever the spacing, `hoà` or `hòa`. For comparing only, never for showing.
 */
export function textKey(text: string): string {
  return text.normalize('NFD').toLowerCase().trim().split(/\s+/).map(toneAtTheEnd).join(' ');
}

/** True when two units of measurement are the same word; `triệu đồng` and `Triệu  Đồng` are. */
export function sameUnit(a: string, b: string): boolean {
  return a === b || textKey(a.replace(/\s/g, '')) === textKey(b.replace(/\s/g, ''));
}

// A syllable has one tone, so its place within the syllable carries no meaning.
function toneAtTheEnd(syllable: string): string {
  return syllable.replace(TONES, '') + (syllable.match(TONES) ?? []).join('');
}

/** A key to search by: lower case and without any mark, so that `hoà`, `Hòa` and `hoa` meet, and `đ` is `d`. */
export function searchKey(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').normalize('NFC').trim().replace(/\s+/g, ' ');
}
