import type { CivilDate } from '../kernel/civil-date.js';
import { Exact, type DecimalText } from '../kernel/decimal.js';
import { BASES, BASIS_RANK, type Basis } from './figure.js';
import { revisionBetween, type Revision } from './revision-size.js';

/** What was recorded of one figure at one moment. `value` as in `KnownFigure`. */
export interface FigureVersion {
  readonly asOf: CivilDate;
  /** The plan year that it counts towards. */
  readonly year: number;
  readonly basis: Basis;
  readonly value: DecimalText | null;
  /** False when it was withdrawn or returned. */
  readonly isCounted: boolean;
}

/** How the figure of a date came to be another: a more settled basis, a correction, or a withdrawal that left a less settled one. */
export interface FigureChange extends Revision {
  readonly asOf: CivilDate;
  readonly year: number;
  readonly why: 'basis' | 'correction' | 'withdrawal';
}

/**
 * Each change of the figure that counted for its date and year, in the order of recording, dates in the order of `versions`.
 * A confirmed figure is no change, nor is one that was recorded beneath a more settled one.
 */
export function changesOf(versions: readonly FigureVersion[]): readonly FigureChange[] {
  const byDate = new Map<string, FigureVersion[]>();
  for (const version of versions) {
    const key = `${version.asOf} ${version.year}`;
    const known = byDate.get(key);
    if (known) known.push(version);
    else byDate.set(key, [version]);
  }
  return [...byDate.values()].flatMap(changesOfDate);
}

interface Counted {
  readonly basis: Basis;
  readonly value: DecimalText;
}

function changesOfDate(versions: readonly FigureVersion[]): readonly FigureChange[] {
  const values = new Map<Basis, DecimalText>();
  const changes: FigureChange[] = [];
  let last: Counted | null = null;
  for (const { asOf, year, basis, value, isCounted } of versions) {
    if (isCounted && value !== null) values.set(basis, value);
    else values.delete(basis);
    const best = bestOf(values);
    // Without any the last one is still what readers knew.
    if (!best) continue;
    if (last && !new Exact(last.value).eq(best.value)) changes.push({ asOf, year, why: whyOf(last, best), ...revisionBetween(last, best) });
    last = best;
  }
  return changes;
}

function bestOf(values: ReadonlyMap<Basis, DecimalText>): Counted | null {
  const basis = BASES.findLast((one) => values.has(one));
  const value = basis && values.get(basis);
  return basis && value !== undefined ? { basis, value } : null;
}

function whyOf({ basis: from }: Counted, { basis: to }: Counted): FigureChange['why'] {
  if (from === to) return 'correction';
  return BASIS_RANK[to] > BASIS_RANK[from] ? 'basis' : 'withdrawal';
}
