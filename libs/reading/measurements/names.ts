import type { Action } from './counted.js';
import type { Topic } from './topic.js';
import { lowered } from '../text/lowered.js';

/** What was named before, with which a figure may go on. */
export interface Naming {
  subject: string | null;
  action: Action | null;
  /** The name of what was last counted in a unit: items of a list by places go on with it. */
  readonly byUnit: Map<string | null, string>;
  /** The figure before, and the token behind it. */
  last: { readonly name: string; readonly end: number } | null;
}

export interface Before extends Naming {
  readonly topic: Topic | null;
  /** In one sentence with the figure before. */
  readonly goesOn: boolean;
  /** The percentage is what the fraction before makes. */
  readonly isShareOfCount: boolean;
}

export interface Name {
  readonly name: string;
  readonly unit: string | null;
  /** What the next figure may go on with. */
  readonly subject: string | null;
  readonly action: Action | null;
  readonly series: string;
}

/** `tốc độ tăng GRDP`, `mức tăng thu ngân sách so với cùng kỳ`; an index and a pace of growth keep their own names. */
export function growthOf(subject: string, how: string, tail: string, kind: 'tốc độ' | 'mức'): string {
  const since = /cùng kỳ/u.test(tail) ? ' so với cùng kỳ' : '';
  if (kind === 'tốc độ' && /^(?:tốc độ|tăng trưởng|mức tăng|chỉ số|lạm phát)/iu.test(subject)) return lowered(subject);
  return `${kind} ${/giảm|thấp/u.test(how) ? 'giảm' : 'tăng'} ${lowered(subject)}${since}`;
}
