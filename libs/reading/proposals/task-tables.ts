import { datesIn, recurrencesIn } from '../phrases/phrases-in.js';
import type { Stretch } from '../phrases/phrases.js';
import { BLANK, type Draft } from './draft.js';
import { dueOf, isDue } from './due.js';
import type { Due } from './due-phrase.js';
import { DUE } from './table-kinds.js';
import type { Cells } from './table-heads.js';
import type { Table } from './table-rows.js';
import { viewOf, type View } from './view.js';

/** What the columns of a table of tasks hold: the task, who is to do it, and by when. */
export interface TaskColumns {
  readonly task: number;
  readonly duty: number | null;
  readonly due: number;
}

const TASK =
  /^(?:tên |các |danh mục |nội dung )?(?:nhiệm vụ|công việc|nội dung|hoạt động|đề án|sản phẩm|văn bản|hạng mục|danh mục|chỉ tiêu)/;
const DUTY = /chủ trì|đơn vị thực hiện|cơ quan thực hiện|phụ trách|phân công|chịu trách nhiệm|cơ quan tham mưu|đơn vị tham mưu/;
/** The columns of a table of tasks; null for any other table. */
export function taskColumnsOf({ columns }: Table): TaskColumns | null {
  const at = (find: RegExp) => columns.findIndex(({ words }) => find.test(words));
  const [task, due, duty] = [at(TASK), at(DUE), at(DUTY)];
  return task < 0 || due < 0 || due === task ? null : { task, due, duty: duty < 0 ? null : duty };
}

/** A row as a view of its task alone, whose agency is the one that its cell names; null where the task is empty. */
export function taskOf(
  { structure, passage }: View,
  cells: Cells,
  { task, duty, due }: TaskColumns,
): { readonly view: View; readonly when: When } | null {
  const { prepared } = structure;
  const [words, agency, time] = [cells[task] ?? null, duty === null ? null : (cells[duty] ?? null), cells[due] ?? null];
  if (words === null || words.to - words.from < 4) return null;
  const named = agency === null ? '' : prepared.text.slice(agency.from, agency.to).replace(/\s+/g, ' ');
  const responsible = named.length < 2 ? passage.responsible : named.charAt(0).toUpperCase() + named.slice(1);
  const view = viewOf(structure, { ...passage, from: words.from, to: words.to, responsible });
  return { view, when: time === null ? NEVER : whenOf(view, time) };
}

/** The time of a cell; null for an empty one, and for one that names none. */
export function dueOfRow(view: View, cell: Stretch | null): Due | null {
  return cell === null ? null : whenOf(view, cell).due;
}

interface When {
  readonly at: Stretch | null;
  readonly due: Due | null;
  readonly recurrence: Draft['recurrence'];
}
const NEVER: When = { at: null, due: null, recurrence: null };

function whenOf(view: View, at: Stretch): When {
  const { prepared, time } = view.structure;
  const date = datesIn(prepared, at.from, at.to, time.year).findLast((phrase) => isDue(view, phrase, true));
  const recurrence = recurrencesIn(prepared, at.from, at.to)[0] ?? null;
  return { at, due: date === undefined ? null : dueOf(view, date, false), recurrence };
}

/** What the row sets: the numbers of its task, due when its cell says; else the task itself, dated. */
export function taskDrafts({ view, when }: { readonly view: View; readonly when: When }, found: readonly Draft[]): readonly Draft[] {
  const { at, due, recurrence } = when;
  const [only] = found;
  if (found.length > 1) return found.map((draft) => inTime(draft, when));
  if (at === null || (due === null && recurrence === null)) return found;
  const quote = { from: view.passage.from, to: at.to };
  if (only !== undefined && only.strength !== 'dated') return [{ ...inTime(only, when), quote }];
  const task = view.structure.prepared.text.slice(view.passage.from, view.passage.to).replace(/\s+/g, ' ');
  return [
    {
      ...BLANK,
      rule: recurrence !== null && due === null ? 'recurrence' : 'deadline',
      strength: 'dated',
      quote,
      indicator: (task.charAt(0).toLowerCase() + task.slice(1)).replace(/[\s.;,]+$/, ''),
      kind: 'milestone',
      comparator: 'complete',
      due,
      recurrence,
      list: 0,
    },
  ];
}

/** Its own time stands before that of the row, the row's before what the headings say. */
function inTime(draft: Draft, { due, recurrence }: When): Draft {
  const own = draft.due?.inherited === false ? draft.due : null;
  return { ...draft, due: own ?? due ?? draft.due, recurrence: draft.recurrence ?? recurrence };
}
