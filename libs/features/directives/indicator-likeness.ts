import { sameUnit, textKey } from '../../domain/kernel/text.js';
import type { NumberedProposal } from '../../domain/directive/proposal.js';

export interface KnownIndicator {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly shape: string;
}

export interface LikeIndicator extends KnownIndicator {
  /** 0 … 1: the share of words that both names have. */
  readonly likeness: number;
}

const MOST = 3;
const LEAST_LIKENESS = 0.3;
/** What fits the unit goes before what is only called alike. */
const UNIT_WEIGHT = 0.15;

/** How alike a name is that says the same in fewer words, but no fewer than these: `Thứ hạng PCI`. */
const SHORTER = 0.75;
const LEAST_WORDS = 3;

/** Words that say little of what is measured. */
const COMMON = new Set('tỷ lệ số mức của các và so với được trên địa bàn theo về đã hoàn thành năm chỉ tiêu'.split(' ').map(textKey));

/** The indicators that are called most like what a proposal measures, likest first. */
export function likestIndicators(proposal: NumberedProposal, indicators: readonly KnownIndicator[]): LikeIndicator[] {
  const words = wordsOf(`${proposal.indicator} ${proposal.type === 'target' ? (proposal.base ?? '') : ''}`);
  const own = wordsOf(proposal.indicator);
  return indicators
    .map((indicator) => ({ ...indicator, likeness: Math.max(likeness(own, indicator), likeness(words, indicator)) }))
    .filter(({ likeness: found }) => found >= LEAST_LIKENESS)
    .map((indicator) => ({
      ...indicator,
      likeness: indicator.likeness * (1 - UNIT_WEIGHT) + (unitFits(proposal, indicator) ? UNIT_WEIGHT : 0),
    }))
    .sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1))
    .slice(0, MOST)
    .map((indicator) => ({ ...indicator, likeness: Math.round(indicator.likeness * 100) / 100 }));
}

/** Of `Chỉ số …` and `Thứ hạng …` of one index each is an indicator of its own. */
const RANK = textKey('hạng');

/** Dice's coefficient of the words that carry meaning; a rank is never like a score. */
function likeness(words: ReadonlySet<string>, { name }: KnownIndicator): number {
  const others = wordsOf(name);
  if (words.size + others.size === 0 || words.has(RANK) !== others.has(RANK)) return 0;
  const both = [...words].filter((word) => others.has(word)).length;
  const isShorter = both === others.size && both >= LEAST_WORDS;
  return Math.max((2 * both) / (words.size + others.size), isShorter ? SHORTER : 0);
}

const YEAR = /^(?:19|20)\d\d$/;

function wordsOf(text: string): ReadonlySet<string> {
  // Cut up first: a key has its tone at the very end, behind any comma.
  const words = text.split(/[^\p{L}\p{M}\p{N}]+/u).map(textKey);
  return new Set(words.filter((word) => word !== '' && !COMMON.has(word) && !YEAR.test(word)));
}

function unitFits(proposal: NumberedProposal, { unit: own, shape }: KnownIndicator): boolean {
  const { unit } = proposal;
  const isRecurring = proposal.type === 'target' && proposal.recurrence !== null;
  if (unit === null) return shape === (isRecurring ? 'count' : 'task') || shape === 'index';
  return sameUnit(unit, own) || (shape === 'ratio' && unit.startsWith('%'));
}
