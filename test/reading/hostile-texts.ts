import fc from 'fast-check';

/** Stretches of directives that rules look for, alone and in bad company. */
const SCRAPS = [
  'phấn đấu đến hết ngày 30/9/2022 đạt trên 60%, ',
  'từ 5% đến 10% - 15 - 20% ',
  'trong đó ',
  '100% số xã, 90% số thôn, ',
  'hoàn thành ',
  'trước ngày ',
  'Điều 1. ',
  '\n1.1.1.1.1. ',
  '\na) ',
  '\n- ',
  '¹ ',
  '\n\n¹ Đến nay đạt 37/84 hộ. ',
  'Nghị quyết số 88/NQ-CP ngày 12/9/2021 của Chính phủ về ',
  'giai đoạn 2021 - 2030, tầm nhìn đến năm 2050 ',
  'Ủy ban nhân dân tỉnh, Ủy ban nhân dân các huyện, thành phố, ',
  '| % | 7,9 | 9,5 |\n',
  '913.216,2.3,4.5 ',
  '((((“““',
  '****____',
  '\n\n\n',
  'ngày tháng năm ',
  'PHẤN ĐẤU ',
  ' ',
  '\u0300\u0301',
  '🚜',
  '\ud83d',
] as const;

export const rubbish: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SCRAPS) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) }),
    {
      maxLength: 80,
    },
  )
  .map((scraps) => scraps.join(''));

/** Some lines of the text, in another order and repeated, marks left out, letters decomposed. */
export function damaged(text: string): fc.Arbitrary<string> {
  const lines = text.split('\n');
  const mark = /[.,;:()\-–%/“”"]/g;
  return fc
    .record({
      order: fc.array(fc.nat({ max: lines.length - 1 }), { minLength: 5, maxLength: 60 }),
      unmarked: fc.boolean(),
      unwrapped: fc.boolean(),
      decomposed: fc.boolean(),
      cut: fc.nat({ max: 400 }),
    })
    .map(({ order, unmarked, unwrapped, decomposed, cut }) => {
      const mixed = order.map((index) => lines[index]).join(unwrapped ? ' ' : '\n');
      const bare = unmarked ? mixed.replace(mark, '') : mixed;
      return (decomposed ? bare.normalize('NFD') : bare).slice(cut);
    });
}

/** Texts of about so many letters, each of one kind throughout. */
export const MONOTONOUS: Readonly<Record<string, (letters: number) => string>> = {
  'one line without an end': (letters) => repeated('phấn đấu đạt trên 60% kế hoạch vốn và ', letters),
  'a list in one sentence': (letters) => `Phấn đấu ${repeated('100% số xã, 90% số thôn, ', letters)} được cứng hóa.`,
  'digits only': (letters) => repeated('1', letters),
  'numbers with marks': (letters) => repeated('1.234.567,8/9 - ', letters),
  'blanks only': (letters) => repeated(' \n', letters),
  'brackets that do not close': (letters) => repeated('(đạt “(1', letters),
  'clauses without words': (letters) => repeated('\n1.1.\n- \na) ', letters),
  'footnote signs': (letters) => repeated('đạt¹ thấp².\n\n¹ Đạt 5%.\n', letters),
  'a table': (letters) => repeated('| Tỷ lệ hộ nghèo | % | 3,2 | 2,5 |\n', letters),
  'citations in a row': (letters) => repeated('Nghị quyết số 88/NQ-CP ngày 12/9/2021 của Chính phủ về việc ', letters),
  'agencies in a row': (letters) => repeated('Sở Kế hoạch và Đầu tư, Ủy ban nhân dân huyện Na Hang, ', letters),
  'capital letters': (letters) => repeated('PHẤN ĐẤU ĐẾN NĂM 2025 ', letters),
  'dates in a row': (letters) => repeated('trước ngày 30/9/2022, đến hết quý II năm 2023, ', letters),
  'words without a mark': (letters) => repeated('hoàn thành nâng cao tỷ lệ giảm chỉ số ', letters),
  'headings only': (letters) => repeated('I. CHỈ TIÊU NĂM 2022\n1. Sở Y tế\n', letters),
  'items without a lead-in': (letters) => repeated('- Tỷ lệ hộ nghèo giảm còn 3,2%;\n', letters),
  'shares within shares': (letters) => repeated('đạt 5%, trong đó có 3 xã ', letters),
  'recipients without end': (letters) => `Nơi nhận:\n${repeated('- Như trên;\n', letters)}`,
  'quotations that do not close': (letters) => repeated('về “Đề án 100% ', letters),
  'short lines': (letters) => repeated('đạt\n5%\n', letters),
  'wrapped lines': (letters) => repeated('phấn đấu đến hết năm 2022 tỷ lệ hộ nghèo giảm còn\n', letters),
  'page numbers': (letters) => repeated('đạt trên\n\n2\n\n', letters),
  'marks that combine': (letters) => repeated('a\u0300\u0301\u0302', letters),
};

const repeated = (words: string, letters: number) => words.repeat(Math.ceil(letters / words.length));
