import type { Reason } from '../reading.js';
import type { Doubt, Draft, Rule } from './draft.js';

/** How often a proposal of the rule is right when nothing speaks against it, by the annotated directives; 0 … 1. */
const TRUST: Readonly<Record<Rule, number>> = {
  level: 0.95,
  share: 0.95,
  action: 0.9,
  deadline: 0.9,
  recurrence: 0.8,
  index: 0.85,
  fulfilment: 0.8,
  all: 0.75,
  rate: 0.7,
  standard: 0.6,
};

/** What each doubt takes away. */
const DOUBTS: Readonly<Record<Doubt, { readonly cost: number } & Reason>> = {
  no_commitment: {
    cost: 0.1,
    vi: 'câu không có từ cam kết như “phấn đấu”',
    en: 'the sentence has no word of commitment such as “phấn đấu”',
  },
  soft: { cost: 0.1, vi: 'lời hứa mềm (“dự kiến”, “hướng tới”)', en: 'the promise is soft (“dự kiến”, “hướng tới”)' },
  inherited: { cost: 0.05, vi: 'hạn lấy từ câu dẫn hoặc đề mục', en: 'the deadline is taken from the lead-in or heading' },
  borrowed_words: { cost: 0.05, vi: 'một phần lời ở vế khác của câu', en: 'part of its words stands elsewhere in the sentence' },
  attribute: { cost: 0.1, vi: 'số là chuẩn kèm theo một chỉ tiêu khác', en: 'the number is a standard attached to another target' },
  in_brackets: { cost: 0.15, vi: 'số nằm trong ngoặc', en: 'the number stands in brackets' },
  no_unit: { cost: 0.1, vi: 'không có đơn vị', en: 'there is no unit' },
  long: { cost: 0.05, vi: 'câu dài', en: 'the sentence is long' },
};

/** From 0.05 to 0.99: the trust in the rule less its doubts; a spelled-out comparison and an own deadline add a little. */
export function confidenceOf({ rule, doubts, comparatorWord, due, strength }: Draft): number {
  const less = doubts.reduce((sum, doubt) => sum + DOUBTS[doubt].cost, 0);
  const more = (strength === 'quantified' && comparatorWord !== null ? 0.02 : 0) + (due !== null && !due.inherited ? 0.02 : 0);
  return Math.round(Math.min(0.99, Math.max(0.05, TRUST[rule] - less + more)) * 100) / 100;
}

/** Why it was proposed, in one sentence of each language. */
export function reasonOf(draft: Draft): Reason {
  const told = groundsOf(draft);
  const doubts = draft.doubts.map((doubt) => DOUBTS[doubt]);
  const but = (language: keyof Reason, word: string): string =>
    doubts.length === 0 ? '' : `; ${word} ${doubts.map((doubt) => doubt[language]).join(', ')}`;
  return { vi: `Vì ${told.vi}${but('vi', 'nhưng')}.`, en: `Because ${told.en}${but('en', 'but')}.` };
}

function groundsOf({ rule, valueText, due, recurrence, comparatorWord, indexName }: Draft): Reason {
  const value = valueText ?? '';
  const word = comparatorWord ?? '';
  const by = due === null ? { vi: '', en: '' } : { vi: ` và hạn “${due.text}”`, en: ` and the deadline “${due.text}”` };
  const named = indexName === null ? '' : ` (${indexName})`;
  const rhythm = recurrence === null ? '' : ` (${recurrence.recurrence})`;
  const done = { vi: `có số phải làm được “${value}”${by.vi}`, en: `it sets a quantity to be done, “${value}”${by.en}` };
  const grounds: Readonly<Record<Rule, Reason>> = {
    level: {
      vi: `có mức “${value}” của một chỉ tiêu được nêu tên${by.vi}`,
      en: `it sets the level “${value}” of a named indicator${by.en}`,
    },
    share: done,
    action: done,
    all: { vi: '“tất cả” nghĩa là 100 %', en: '“tất cả” means all, 100 %' },
    deadline: {
      vi: `có việc phải xong và thời hạn “${due?.text ?? ''}”`,
      en: `it names work to be finished and its time, “${due?.text ?? ''}”`,
    },
    recurrence: { vi: `có việc phải làm định kỳ${rhythm}`, en: `it names a duty that recurs${rhythm}` },
    index: { vi: `“${word}” một chỉ số có tên${named}`, en: `a named index${named} is to be changed or kept: “${word}”` },
    rate: { vi: `“${word}” một tỷ lệ có tên, không nêu mức`, en: `a named rate is given a direction, “${word}”, and no level` },
    fulfilment: {
      vi: `“${word}” kế hoạch, dự toán hoặc chỉ tiêu nghĩa là 100 %`,
      en: `“${word}” of a plan, estimate or quota means one hundred percent`,
    },
    standard: { vi: 'có một chuẩn hoặc tiêu chí có tên phải đạt', en: 'it names a standard or criterion to be reached' },
  };
  return grounds[rule];
}
