import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { textKey } from '../../libs/domain/kernel/text.js';
import type { HttpClient } from '../support/http-client.js';

/** From this likeness on the indicator is taken that is called alike; below it one is defined by the way, as an officer would who finds none. */
const ALIKE = 0.65;

export interface Refused {
  readonly n: number;
  readonly code: string;
}

/**
 * Accepts every open proposal of a directive as it was read, milestones of one target together. What the text leaves open gets the end of
 * the plan's year as its due date. Answers with what was refused nevertheless.
 */
export async function acceptAll(
  admin: HttpClient,
  id: string,
  planYear: number,
  proposals: readonly ProposalItem[],
): Promise<readonly Refused[]> {
  const refused: Refused[] = [];
  const taken = new Set<number>();
  for (const proposal of proposals) {
    if (taken.has(proposal.n)) continue;
    const others = furtherMilestones(proposal, proposals).filter(({ n }) => !taken.has(n));
    const path = `/v1/directives/${id}/proposals/${proposal.n}/acceptance`;
    const wish = {
      with: others.map(({ n }) => n),
      confirm: ['target_stands'],
      localityId: proposal.suggestions.locality?.id,
      ...planFor([proposal, ...others], planYear),
    };
    const [likest] = proposal.suggestions.indicators;
    const known = likest && likest.likeness >= ALIKE ? [{ indicatorId: likest.id }] : [];
    let code = '';
    for (const indicator of [...known, { newIndicator: indicatorOf(id, proposal) }]) {
      const { status, body } = await admin.post(path, { ...wish, ...indicator });
      code = status === 201 ? '' : body.code;
      if (code !== 'unit_does_not_fit' && code !== 'comparator_does_not_fit' && code !== 'proposal_incremental') break;
    }
    if (code === '') [proposal, ...others].forEach(({ n }) => taken.add(n));
    else refused.push({ n: proposal.n, code });
  }
  return refused;
}

function furtherMilestones({ suggestions, indicator }: ProposalItem, proposals: readonly ProposalItem[]): readonly ProposalItem[] {
  return proposals.filter((other) => suggestions.together.includes(other.n) && textKey(other.indicator) === textKey(indicator));
}

/** A milestone that has no day is due at the end of the plan's year; otherwise the proposals stand as they are. */
function planFor(proposals: readonly ProposalItem[], planYear: number): object {
  const lack = proposals.some(({ type, due, days }) => type === 'target' && due === null && days.length === 0);
  if (!lack) return {};
  const milestones = proposals.map(({ due, comparator, value, valueTo }) => ({
    due: due ?? `${planYear}-12-31`,
    comparator,
    value: comparator === 'improve' || comparator === 'complete' ? null : value,
    upper: comparator === 'between' ? valueTo : null,
  }));
  return { target: { milestones } };
}

function indicatorOf(id: string, { n, indicator, kind, unit, comparator, days, base, numerator }: ProposalItem) {
  const shape = shapeOf({ kind, unit, comparator, days, numerator });
  const isFalling = kind === 'index_rank' || comparator === '<' || comparator === '<=';
  return {
    ...{ indicatorId: `${id}-${n}`, name: indicator, nameEn: indicator, shape, direction: isFalling ? 'decreasing' : 'increasing' },
    unit: shape === 'ratio' ? '%' : shape === 'task' ? '' : (unit ?? (shape === 'count' ? 'lần' : 'điểm')),
    rollUp: shape === 'ratio' ? 'ratio' : shape === 'count' || shape === 'amount' ? 'sum' : 'none',
    accumulation: shape === 'task' || shape === 'index' ? 'level' : 'cumulative',
    base: shape === 'ratio' ? (base ?? 'kế hoạch') : null,
    numeratorMayExceedDenominator: shape === 'ratio',
  };
}

type Kind = Pick<ProposalItem, 'kind' | 'unit' | 'comparator' | 'days' | 'numerator'>;

function shapeOf({ kind, unit, comparator, days, numerator }: Kind): 'ratio' | 'count' | 'amount' | 'index' | 'task' {
  if (numerator !== null || unit?.startsWith('%')) return 'ratio';
  if (kind === 'milestone') return days.length > 1 ? 'count' : 'task';
  if (kind === 'directional' || kind === 'index_rank' || comparator === 'improve') return 'index';
  return kind === 'amount' ? 'amount' : 'count';
}
