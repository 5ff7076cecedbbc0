import { type ItemKind, itemMarkOf, type ItemMark } from '../text/item-mark.js';
import type { Block, PreparedBlocks } from '../text/prepare-text.js';

/** Which part of the document a block belongs to. */
export type Region = 'head' | 'body' | 'form';

/** A block with the label that opens it and its place in the document. */
export interface Item {
  readonly block: Block;
  readonly region: Region;
  readonly mark: ItemMark | null;
  /** Where its words begin, behind the label. */
  readonly from: number;
  readonly to: number;
}

const LIST_KINDS: readonly ItemKind[] = ['dash', 'plus'];
export const isDash = (item: Item): boolean => item.mark !== null && LIST_KINDS.includes(item.mark.kind);

const RECIPIENTS = /^nơi nhận(?!\p{L})/iu;
const SIGNATURE =
  /^(?:(?:TM|KT|TL|TUQ|T\/[LM]|Q)\s*[.,]?\s+\p{Lu}{2}|(?:PHÓ )?(?:CHỦ TỊCH|BÍ THƯ|GIÁM ĐỐC|CHÁNH VĂN PHÒNG|BỘ TRƯỞNG|THỦ TƯỚNG|THỨ TRƯỞNG|CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|TRƯỞNG BAN)(?:\s|$)[^\p{Ll}]{0,60}$)/u;
const SIGN_OFF = /^\((?:chữ ký|đã ký|ký tên|handwritten signature|ký,? ghi rõ)[^)]{0,40}\)$/iu;
export const KIND_WORDS =
  'NGHỊ QUYẾT|QUYẾT ĐỊNH|CHỈ THỊ|KẾ HOẠCH|THÔNG BÁO|CÔNG ĐIỆN|BÁO CÁO|CHƯƠNG TRÌNH HÀNH ĐỘNG|CHƯƠNG TRÌNH|KẾT LUẬN|HƯỚNG DẪN|TỜ TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN|QUY ĐỊNH|QUY CHẾ|THÔNG TƯ|NGHỊ ĐỊNH|CÔNG VĂN|BIÊN BẢN|LỆNH|LUẬT';
const OPENS_DOCUMENT = new RegExp(`^(?:(?:${KIND_WORDS})(?=$|[\\s:*])|PHỤ LỤC|PHỤ BIỂU|BIỂU SỐ)`, 'u');
export const HEAD_SIGN = new RegExp(
  `^(?:CỘNG H[ÒO]A XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|(?:[*]\\s*)?[Ss][ốỐ]\\s*[:.]?\\s*[\\d/…._ ]|V/v|Kính gửi|ỦY BAN NHÂN DÂN|UBND [TH]|HỘI ĐỒNG NHÂN DÂN|(?:${KIND_WORDS})(?=$|[\\s:]))|,\\s*ngày[\\s.…_]*\\d{0,2}[\\s.…_]*tháng`,
  'u',
);
/** The line before the addressees; of a telegram too. */
export const ADDRESSED = /^kính gửi|[ \t](?:điện|gửi)\s*:$/iu;
const FINISHED = /[.;:…!?]["”’)\]]*$|\.\/\.?$|\/\.?$/;
/** `Bộ Nội vụ yêu cầu các Sở Nội vụ:` is no addressee, however short. */
const LEADS_IN = /(?:yêu cầu|đề nghị|giao|chỉ đạo|như sau|sau đây|triển khai)(?: [^.;]{0,80})?:$/iu;
const HEAD_AT_MOST = 30;

/** Divides the blocks into head, body and the form of recipients and signature, and reads the label of each. */
export function itemsOf({ prepared, blocks }: PreparedBlocks): readonly Item[] {
  const bodyAt = bodyBegins(prepared.text, blocks);
  let region: Region = 'head';
  return blocks.map((block, index) => {
    const text = prepared.text.slice(block.from, block.to);
    if (index === bodyAt) region = 'body';
    else if (index > bodyAt) region = opensAttached(prepared.text, blocks, index, region) ? 'form' : regionOf(region, text, block);
    const mark = block.note === null && !block.row ? itemMarkOf(text) : null;
    return { block, region, mark, from: block.from + (mark?.length ?? 0), to: block.to };
  });
}

/** Blocks from the name of its authority to the number of an attached paper. */
const HEAD_OF_ATTACHED = 6;
const LETTERHEAD =
  /^(?:[ỦU][YỶ] BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|HĐND|TỈNH ỦY|HUYỆN ỦY|THÀNH ỦY|CHÍNH PHỦ|THỦ TƯỚNG CHÍNH PHỦ|BỘ \p{Lu})[^\p{Ll}]{0,120}$/u;

/** The letterhead of a paper that is sent along: an authority in capitals, with the motto of the state or a number right beneath. */
function opensAttached(text: string, blocks: readonly Block[], index: number, region: Region): boolean {
  const block = blocks[index];
  if (region !== 'body' || block === undefined || !LETTERHEAD.test(text.slice(block.from, block.to))) return false;
  const next = blocks.slice(index, index + HEAD_OF_ATTACHED).map(({ from, to }) => text.slice(from, to));
  return next.some((line, at) => /CỘNG H[ÒO]A XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM/u.test(line) || (at > 0 && /^số\s*[:.]?\s*[\d/]/iu.test(line)));
}

function regionOf(before: Region, text: string, block: Block): Region {
  if (RECIPIENTS.test(text)) return 'form';
  if (before === 'body') return (block.capitals && SIGNATURE.test(text)) || SIGN_OFF.test(text) ? 'form' : 'body';
  if (before === 'form')
    return OPENS_DOCUMENT.test(text) && (block.capitals || block.heading || block.bold) && !SIGNATURE.test(text) ? 'body' : 'form';
  return before;
}

/** The first block of the body: after head, title and addressees the first one that is a whole sentence or bears a clause's label. */
function bodyBegins(text: string, blocks: readonly Block[]): number {
  const head = blocks.slice(0, HEAD_AT_MOST).map((block) => text.slice(block.from, block.to));
  const last = head.findLastIndex((line, index) => HEAD_SIGN.test(line) && (index < 12 || blocks[index]?.capitals === true));
  if (last < 0) return 0;
  let addressed = false;
  for (let index = 0; index < blocks.length; index++) {
    const line = head[index] ?? '';
    const mark = itemMarkOf(line);
    addressed ||= ADDRESSED.test(line);
    if (HEAD_SIGN.test(line) || /^độc lập/iu.test(line) || ADDRESSED.test(line) || blocks[index]?.capitals === true) {
      const opens = ['roman', 'letter', 'article', 'part', 'chapter', 'section', ...(index > last ? ['number'] : [])];
      if (mark !== null && opens.includes(mark.kind)) return index;
      continue;
    }
    if (blocks[index]?.row === true && !/\| *(?:CỘNG H|Độc lập|Số ?:)/u.test(line)) return index;
    const addressee =
      addressed &&
      (mark?.kind === 'dash' || (line.length < 90 && !/^\d/.test(line) && index <= last + 8 && !FINISHED.test(head[index - 1] ?? '')));
    if (LEADS_IN.test(line) && !ADDRESSED.test(line)) return index;
    const whole = FINISHED.test(line) && line.length > 40;
    if (!addressee && (whole || (mark !== null && mark.kind !== 'dash') || index > last + 4 || index >= HEAD_AT_MOST - 1)) return index;
  }
  return blocks.length;
}

/** For every block, the label of the next clause after it. */
export function marksAhead(items: readonly Item[]): readonly (ItemMark | null)[] {
  const ahead: (ItemMark | null)[] = [];
  let next: ItemMark | null = null;
  for (let index = items.length - 1; index >= 0; index--) {
    ahead[index] = next;
    const item = items[index] as Item;
    if (item.region === 'body' && item.mark !== null && !isDash(item)) next = item.mark;
  }
  return ahead;
}
