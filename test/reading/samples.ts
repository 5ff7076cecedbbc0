import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `tuning`: the reader's authors may look at it; `held-out`: they may not. */
export const HALVES = ['tuning', 'held-out'] as const;
export type Half = (typeof HALVES)[number];

/** What is done to a text before it is read: decomposed letters, Windows line ends. */
type Disguise = 'nfd' | 'crlf';

/** As a file holds it: an annotation in the form of the gold without offsets, which are found from the quote. */
interface Annotation {
  readonly type: 'target' | 'measurement' | 'borderline';
  /** Blanks match any run of blanks and line ends; ` … ` leaves out what stands between its two ends. */
  readonly quote: string;
  /** The quote is the first one after these words, which stand once. */
  readonly after?: string;
  readonly [field: string]: unknown;
}

/** With the offsets of the gold, in code points, and the quote exactly as the text has it. */
export type Placed = Annotation & { readonly start: number; readonly end: number };

export interface Sample {
  readonly name: string;
  readonly half: Half;
  readonly text: string;
  readonly head: Readonly<Record<string, unknown>>;
  readonly annotations: readonly Placed[];
}

interface SentenceLine {
  readonly name: string;
  readonly text: string;
  readonly frame?: keyof typeof FRAMES;
  readonly as?: readonly Disguise[];
  readonly annotations: readonly Annotation[];
}

const HEAD = `ỦY BAN NHÂN DÂN
TỈNH SƠN HÀ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
`;

/** The documents in which a sentence stands when it is read. */
const FRAMES = {
  plan: [
    `${HEAD}\nSố: 45/KH-UBND\n\nSơn Hà, ngày 12 tháng 01 năm 2022\n\nKẾ HOẠCH\nPhát triển kinh tế - xã hội năm 2022\n\nI. NHIỆM VỤ TRỌNG TÂM\n\n1. `,
    '\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n',
  ],
  report: [
    `${HEAD}\nSố: 160/BC-UBND\n\nSơn Hà, ngày 04 tháng 7 năm 2022\n\nBÁO CÁO\nTình hình kinh tế - xã hội 6 tháng đầu năm 2022\n\nI. KẾT QUẢ ĐẠT ĐƯỢC\n\n1. `,
    '\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n',
  ],
} as const;

const folderOf = (half: Half) => fileURLToPath(new URL(`./${half}/`, import.meta.url));
const linesOf = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

const disguised = (text: string, as: readonly Disguise[] = []) =>
  as.reduce((made, disguise) => (disguise === 'nfd' ? made.normalize('NFD') : made.replaceAll('\n', '\r\n')), text);

const escaped = (words: string) => words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
const placesOf = (text: string, quote: string) => [...text.matchAll(new RegExp(quote.split(' … ').map(escaped).join('[\\s\\S]*?'), 'gu'))];

/** The one place of a quote, in UTF-16 indices from `from`; throws where there is none, or more than one. */
function onlyPlace(text: string, quote: string, from: number, first: boolean) {
  const found = placesOf(text.slice(from), quote);
  const [place] = found;
  if (place === undefined || (found.length > 1 && !first)) throw new Error(`${found.length} places: ${quote}`);
  return { from: from + place.index, to: from + place.index + place[0].length };
}

function placed(annotation: Annotation, text: string, as: readonly Disguise[]): Placed {
  const letters = (words: string) => disguised(words, as.includes('nfd') ? ['nfd'] : []);
  const anchor = annotation.after === undefined ? 0 : onlyPlace(text, letters(annotation.after), 0, false).to;
  const { from, to } = onlyPlace(text, letters(annotation.quote), anchor, anchor > 0);
  const start = [...text.slice(0, from)].length;
  const quote = text.slice(from, to);
  return { ...annotation, quote, start, end: start + [...quote].length };
}

/** The single sentences of a half, each within a whole document. */
export function sentences(half: Half): readonly Sample[] {
  return (linesOf(`${folderOf(half)}sentences.jsonl`) as SentenceLine[]).map(({ name, text, frame = 'plan', as = [], annotations }) => {
    const whole = disguised(FRAMES[frame].join(text), as);
    return { name, half, text: whole, head: {}, annotations: annotations.map((one) => placed(one, whole, as)) };
  });
}

/** The whole directives of a half. */
export function directives(half: Half): readonly Sample[] {
  const folder = folderOf(half);
  const names = readdirSync(folder).filter((file) => file.endsWith('.txt'));
  return names.sort().map((file) => {
    const name = file.replace(/\.txt$/, '');
    const [head, ...annotations] = linesOf(`${folder}${name}.jsonl`) as [Record<string, unknown>, ...Annotation[]];
    const as = (head['as'] ?? []) as readonly Disguise[];
    const text = disguised(readFileSync(`${folder}${file}`, 'utf8'), as);
    return { name, half, text, head, annotations: annotations.map((one) => placed(one, text, as)) };
  });
}
