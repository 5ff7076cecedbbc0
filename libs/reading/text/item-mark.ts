/** What opens a line: a clause's label, a dash, a heading's word. The rank says which holds which: the smaller holds the greater. */
export type ItemKind =
  'part' | 'chapter' | 'section' | 'letter' | 'roman' | 'article' | 'number' | 'point' | 'parenthesis' | 'dash' | 'plus';

export interface ItemMark {
  readonly kind: ItemKind;
  /** `II`, `3.1`, `a`, `1`; the mark itself for dashes. */
  readonly label: string;
  /** Characters up to the first of the text. */
  readonly length: number;
}

const LOWER = 'a-zđ';
const MARKS: readonly (readonly [ItemKind, RegExp])[] = [
  [
    'part',
    /^(?:Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?(nhất|hai|ba|tư|bốn|năm|một|NHẤT|HAI|BA|TƯ|BỐN|NĂM|MỘT|[IVX]{1,4}|\d{1,2})(?:\s*[.:-]\s*|$|\s+(?=\p{Lu}))/u,
  ],
  ['chapter', /^(?:Chương|CHƯƠNG)\s+([IVX]{1,5}|\d{1,2})(?:\s*[.:-]\s*|$|\s+(?=\p{Lu}))/u],
  ['section', /^(?:Mục|MỤC)\s+(\d{1,2}|[IVX]{1,4})(?:\s*[.:-]\s*|$|\s+(?=\p{Lu}))/u],
  ['article', /^(?:Điều|ĐIỀU)\s+(\d{1,3}[a-zđ]?)(?:\s*[.:-]\s*|$|\s+(?=\p{Lu}))/u],
  ['roman', /^([IVX]{1,5})\s*(?:[.)]\s*|-\s*(?!\d)|:\s+)(?=\S|$)/u],
  ['letter', /^([A-EĐ])\s*[.)/-]\s+(?=\S)/u],
  ['number', /^(\d{1,3}(?:\.\d{1,2}){1,4})(?:\s*[.)/-]\s*(?=[^\d\s])|\.?\s+(?=\p{Lu}|["“]))/u],
  ['number', /^(\d{1,3})(?:\s*[.)/]\s+|\s*[.)](?=\p{L}|["“])|\s*-\s+(?!\d)|\s*\.-\s*)(?=\S)/u],
  ['parenthesis', /^\((\d{1,2}|[ivx]{1,4})\)\s*(?=\S)/u],
  ['point', new RegExp(`^([${LOWER}])\\s*(?:\\)|\\.)\\s+(?=\\S)`, 'u')],
  ['point', new RegExp(`^\\(?([${LOWER}])(?:\\.\\d{1,2})?\\)\\s*(?=\\S)`, 'u')],
  ['plus', /^(?:-\s*)?(\+)\s*(?=\S)/u],
  ['dash', /^([-•*·])\s*(?=[^\s\d-])/u],
  ['dash', /^([-•*·])\s+(?=\d)/u],
];
const FIRST = /^[\p{L}\d(+•*·-]/u;

/** The label or dash with which a line opens; null when it opens with words. */
export function itemMarkOf(line: string): ItemMark | null {
  if (!FIRST.test(line)) return null;
  const start = line.slice(0, 40);
  for (const [kind, pattern] of MARKS) {
    const match = pattern.exec(start);
    if (match !== null) return { kind, label: match[1] ?? '', length: match[0].length };
  }
  return null;
}
