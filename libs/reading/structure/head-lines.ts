import { KIND_WORDS } from './items.js';
import { inNameCase } from './provinces.js';

/** The line of the document's number. */
export const NUMBER_LINE = /^(?:[*]\s*)?(?:luật |nghị quyết |nghị định |quyết định |thông tư )?số\s*[:.]?/iu;
export const NUMBER = /số\s*[:.]?\s*((?:\d[\d ]{0,8})?)[\s.…_]*([/-]\s?[\p{L}\d&]+(?:\s?[/-]\s?[\p{L}\d&]+){0,4})?/iu;
const PLACE = '(?:^|\\s)((?:TP\\.?|\\p{Lu}\\p{Ll}*\\.?)(?: (?:- )?\\p{Lu}\\p{Ll}*){0,4}|)';
const GAP = '[\\s.…_]*';
/** `Sơn Hà, ngày 16 tháng 4 năm 2022`, day or month left blank; a scan may tear its digits apart. */
export const PLACE_AND_DAY = new RegExp(
  `${PLACE},?\\s*ngày${GAP}(\\d(?: ?\\d)?|)${GAP}tháng${GAP}(\\d(?: ?\\d)?|)${GAP}năm${GAP}(\\d(?: ?\\d){3})?`,
  'u',
);
const PLACE_AND_NUMBERS = new RegExp(`${PLACE}, ?ngày (\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})$`, 'u');
/** The line of its kind, `KẾ HOẠCH`. */
export const KIND_LINE = new RegExp(`^(${KIND_WORDS})(?=$|[\\s:])`, 'u');

/** `SƠN HÀ, NGÀY 12 THÁNG 01 NĂM 2024` as it stands elsewhere. */
function inSentenceCase(line: string): string {
  if (!/, ?NGÀY/u.test(line) || /\p{Ll}/u.test(line)) return line;
  return line.toLowerCase().replace(/^[^,]+/u, inNameCase);
}

/** Place and day of issue: of a line that begins with them, or where a comma divides them. */
export function dayIn(lines: readonly string[]): RegExpExecArray | null {
  const found = lines
    .map(inSentenceCase)
    .map((line) => PLACE_AND_DAY.exec(line) ?? PLACE_AND_NUMBERS.exec(line))
    .filter((match) => match !== null);
  return found.find((match) => match.index === 0 || match[0].includes(',')) ?? found[0] ?? null;
}
