/** Letters of two Vietnamese encodings from before Unicode, as they look when read as Latin-1 or set in their own fonts (.VnTime, VNI-Times). */
const TCVN3 = /\p{L}[µ¸¶·¹¨»¾¼½©®ª«¬Æ×Þß÷]|[®§]\p{L}/u;
const VNI = /a[âùøûõïêéèúüë]|o[âùøûõïäåáàã]|e[âùøûõïäåáàã]|[öô][ùøûõïô]|u[ùøûõï]|ñ/iu;
/** Windows-1258 sets tone marks after the vowel; read as Latin-1 they are these letters. */
const WINDOWS_1258 = /[aeiouyâêôãõý][ÌÒÞìò]|ð/iu;
const VIETNAMESE = /[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]/u;
const MOJIBAKE = /Ã[\u0080-\u00BF]|á[º»][\u0080-\u00BF]|Æ[°¡]|Ä[‘\u0090\u0091]/u;

const SAMPLE = 200_000;
const SHARE = 0.1;
const FEWEST = 3;

export type LegacyEncoding = 'TCVN3' | 'VNI' | 'Windows-1258' | 'UTF-8 read as Latin-1';

/** The encoding that a text's letters betray: a tenth of its words bear them, and more than bear letters of Unicode Vietnamese. */
export function legacyEncodingOf(text: string): LegacyEncoding | null {
  return betrayed(text, { TCVN3, VNI, 'UTF-8 read as Latin-1': MOJIBAKE });
}

/** The encoding of bytes that are not UTF-8. */
export function legacyEncodingOfBytes(bytes: Uint8Array): LegacyEncoding | null {
  return betrayed(Buffer.from(bytes.subarray(0, SAMPLE)).toString('latin1'), { TCVN3, VNI, 'Windows-1258': WINDOWS_1258 });
}

function betrayed(text: string, signs: Partial<Readonly<Record<LegacyEncoding, RegExp>>>): LegacyEncoding | null {
  const words = text.slice(0, SAMPLE).split(/[\s.,;:()"/-]+/u);
  const with_ = (sign: RegExp): number => words.reduce((n, word) => n + (sign.test(word) ? 1 : 0), 0);
  const counts = Object.entries(signs).map(([encoding, sign]) => ({ encoding: encoding as LegacyEncoding, count: with_(sign) }));
  const most = counts.reduce((a, b) => (b.count > a.count ? b : a));
  const enough = most.count >= Math.max(FEWEST, words.length * SHARE, with_(VIETNAMESE) + 1);
  return enough ? most.encoding : null;
}
