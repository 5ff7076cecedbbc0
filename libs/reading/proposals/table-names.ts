import type { Stretch } from '../phrases/phrases.js';
import { isBareName } from '../structure/places.js';
import type { PreparedText } from '../structure.js';
import { lowered } from '../text/lowered.js';
import { isUnit } from './captions.js';

const LEAD = /^(?:[-+*•–] *|(?:\d{1,2}\.)+(?:\d{1,2})? +|[a-zđ]\) +|(?:trong đó|riêng|gồm|chia ra):? +)+/u;
const IN_BRACKETS = /\s*\(([^()]{1,24})\)$/u;

/** The indicator that the first words of a row name, and its unit: `- Trồng rừng (ha)`. */
export function nameOfRow(prepared: PreparedText, cell: Stretch): { readonly indicator: string; readonly unit: string | null } {
  const printed = prepared.folded.slice(cell.from, cell.to);
  const from = cell.from + (LEAD.exec(printed)?.[0].length ?? 0);
  const unit = IN_BRACKETS.exec(printed);
  const at = unit === null ? cell.to : cell.from + unit.index;
  const stretch = unit?.[1] === undefined ? null : { from: cell.to - unit[1].length - 1, to: cell.to - 1 };
  if (stretch === null || at <= from || !isUnit(prepared, stretch))
    return { indicator: asIndicator(prepared, { from, to: cell.to }), unit: null };
  return { indicator: asIndicator(prepared, { from, to: at }), unit: prepared.text.slice(stretch.from, stretch.to) };
}

/** Words as an indicator is named: without a capital at their beginning, but for `GRDP`. */
export function asIndicator(prepared: PreparedText, { from, to }: Stretch): string {
  return lowered(prepared.text.slice(from, to).replace(/\s+/gu, ' ').trim());
}

/** All places together: `Tổng cộng`, `Toàn tỉnh`. */
export const TOTAL = /^(?:tổng (?:số|cộng|toàn)|tổng$|cộng$|toàn (?:tỉnh|huyện|xã|thành phố|quốc)|cả nước)/u;

/** `Tỷ đồng` in a cell is `tỷ đồng`; `USD` stays. */
export function asUnit(printed: string): string {
  return printed.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());
}

const KIND = /^(?:tên )?(huyện|quận|thị xã|xã|phường|thị trấn|thôn|bản)$/u;

/** A bare name beneath the head `Huyện`, with its kind; null for any other. */
export function placeUnder(head: string, name: string): string | null {
  const kind = KIND.exec(head)?.[1];
  return kind === undefined || !isBareName(name) ? null : `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${name}`;
}
