import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import type { Speech } from './text.js';

export interface PlainAcceptance {
  readonly indicatorId: string;
  readonly localityId: string;
  readonly with: readonly number[];
}

type Likest = ProposalItem['suggestions']['indicators'][number];

/** From here on an indicator is shown as the likest; what is accepted without a look must be called as much alike as `SURE`. */
const SHOWN = 0.65;
const SURE = 0.8;

/** The indicator of a proposal as far as its name tells; null where a person is to choose. */
export function likestOf({ suggestions: { indicators } }: ProposalItem): Likest | null {
  const [likest] = indicators;
  return likest && likest.likeness >= SHOWN ? likest : null;
}

/** What keeps a proposal from being accepted just as it was read, in the words of the reader; nothing where it is ready. */
export function lacksOf(proposal: ProposalItem, { word, date }: Speech, inForce: (localityId: string, on: string) => boolean): string[] {
  const { suggestions, due, days, incremental, direction } = proposal;
  const likest = likestOf(proposal);
  const { locality, targets, figures, inScope, sameWords } = suggestions;
  const last = due ?? days.at(-1) ?? null;
  return [
    likest === null && word('lackIndicator'),
    likest !== null && likest.likeness < SURE && word('lackLikeness', { share: Math.round(likest.likeness * 100) }),
    likest !== null && !fits(proposal, likest) && word('lackUnit', { own: unitOf(likest), given: proposal.unit ?? '—' }),
    locality === null && word('lackPlace'),
    locality !== null && last !== null && !inForce(locality.id, last) && word('lackPlaceThen', { name: locality.name, date: date(last) }),
    due === null && days.length < 2 && word('lackDay'),
    incremental && word(direction === 'decrease' ? 'lackLevelDown' : 'lackLevel'),
    targets.some(({ indicatorId, same }) => indicatorId === likest?.id && !same) && word('lackStands'),
    figures.some(({ indicatorId, basis, same }) => indicatorId === likest?.id && basis === 'actual' && !same) && word('lackFigure'),
    sameWords.length > 0 && word('lackOneReading', { numbers: sameWords.join(', ') }),
    !inScope && word('lackScope'),
  ].filter((lack) => lack !== false);
}

/** The acceptance of a proposal that lacks nothing; null where a person is to look. */
export function plainAcceptance(proposal: ProposalItem, lacks: readonly string[]): PlainAcceptance | null {
  const { locality, together } = proposal.suggestions;
  const likest = likestOf(proposal);
  return likest && locality && lacks.length === 0 ? { indicatorId: likest.id, localityId: locality.id, with: together } : null;
}

const unitOf = ({ shape, unit }: Likest): string => (shape === 'ratio' ? '%' : unit);

/** A ratio takes a percentage or its two parts, a task no number, everything else a number in its own unit. */
function fits({ type, unit, value, numerator, denominator, days }: ProposalItem, { shape, unit: own }: Likest): boolean {
  if (shape === 'task') return type === 'target' && value === null;
  if (value === null && numerator === null) return days.length > 1;
  if (shape === 'ratio') return unit?.startsWith('%') === true || (type === 'measurement' && numerator !== null && denominator !== null);
  return shape === 'index' || plain(unit ?? '') === plain(own);
}

const plain = (unit: string): string => unit.normalize('NFC').replace(/\s/g, '').toLowerCase();
