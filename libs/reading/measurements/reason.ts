import type { Reason } from '../reading.js';

/** Why a figure is taken for a reported one. */
export interface Grounds {
  readonly isNote: boolean;
  readonly amongTasks: boolean;
  readonly predicate: string | null;
  readonly verb: string | null;
  readonly isListItem: boolean;
  readonly isDayPrinted: boolean;
}

function reasonOf({ isNote, amongTasks, predicate, verb, isListItem, isDayPrinted }: Grounds): Reason {
  const where = isNote
    ? { vi: 'Chú thích của đoạn nêu kết quả', en: 'A footnote of a passage that tells results' }
    : amongTasks
      ? { vi: 'Câu nêu kết quả giữa các nhiệm vụ', en: 'A sentence that tells a result among tasks' }
      : { vi: 'Đoạn nêu kết quả', en: 'A passage that tells results' };
  const words = predicate ?? verb;
  const how =
    words !== null
      ? { vi: `số đứng sau “${words}”`, en: `the figure follows “${words}”` }
      : isListItem
        ? { vi: 'số trong danh sách cùng một chỉ tiêu', en: 'one of a list of figures of one thing' }
        : { vi: 'số đứng cạnh tên của nó', en: 'the figure stands beside its name' };
  const day = isDayPrinted
    ? { vi: 'ngày số liệu có in', en: 'its day is printed' }
    : { vi: 'ngày số liệu suy ra từ ngữ cảnh', en: 'its day is inferred from the context' };
  return { vi: `${where.vi}; ${how.vi}; ${day.vi}.`, en: `${where.en}; ${how.en}; ${day.en}.` };
}

/** Less sure where nothing but the place of the words speaks for it. */
function confidenceOf({ amongTasks, predicate, verb, isListItem, isDayPrinted }: Grounds): number {
  const base = predicate !== null ? 0.95 : verb !== null || isListItem ? 0.9 : 0.75;
  return Number((base - (amongTasks ? 0.15 : 0) - (isDayPrinted ? 0 : 0.02)).toFixed(2));
}

export function judged(grounds: Grounds): { readonly confidence: number; readonly reason: Reason } {
  return { confidence: confidenceOf(grounds), reason: reasonOf(grounds) };
}
