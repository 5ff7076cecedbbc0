import type { Span } from './reading.js';

/** Two records whose spans overlap. */
export interface Match<Gold extends Span, Found extends Span> {
  readonly gold: Gold;
  readonly found: Found;
}

type Matches<Gold extends Span, Found extends Span> = readonly Match<Gold, Found>[];

/**
 * Matches spans one to one by overlap. The best overlap (common length ÷ joint length) is taken first, ties in reading order; then
 * pairs are rearranged wherever that matches one more, so that the order of taking costs nobody a match.
 */
export function matchSpans<Gold extends Span, Found extends Span>(gold: readonly Gold[], found: readonly Found[]): Matches<Gold, Found> {
  const near = overlapping(found);
  const candidates = new Map(gold.map((one) => [one, near(one).map((other) => ({ gold: one, found: other }))]));
  const matched = new Map<Found, Gold>();
  const taken = new Set<Gold>();
  for (const pair of [...candidates.values()].flat().sort(bestFirst)) {
    if (taken.has(pair.gold) || matched.has(pair.found)) continue;
    matched.set(pair.found, pair.gold);
    taken.add(pair.gold);
  }
  for (const one of gold) if (!taken.has(one)) augment(one, candidates, matched, new Set());
  return [...matched].map(([other, one]) => ({ gold: one, found: other })).sort((a, b) => a.gold.start - b.gold.start);
}

/** Finds `one` a partner, moving others to another partner of theirs where needed. */
function augment<Gold extends Span, Found extends Span>(
  one: Gold,
  candidates: ReadonlyMap<Gold, Matches<Gold, Found>>,
  matched: Map<Found, Gold>,
  tried: Set<Found>,
): boolean {
  for (const { found } of candidates.get(one) ?? []) {
    if (tried.has(found)) continue;
    tried.add(found);
    const holder = matched.get(found);
    if (holder !== undefined && !augment(holder, candidates, matched, tried)) continue;
    matched.set(found, one);
    return true;
  }
  return false;
}

/** A look-up of the spans that share at least one character with a given one, in reading order; a look-up costs what it finds. */
export function overlapping<Kind extends Span>(spans: readonly Kind[]): (span: Span) => readonly Kind[] {
  const order = spans.toSorted((a, b) => a.start - b.start);
  const longest = spans.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  return (span) => {
    const from = firstFrom(order, span.start - longest);
    return order.slice(from, firstFrom(order, span.end)).filter((other) => common(span, other) > 0);
  };
}

/** The first place in `order` whose span starts at or after `start`. */
function firstFrom(order: readonly Span[], start: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((order[middle]?.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function bestFirst<Gold extends Span, Found extends Span>(a: Match<Gold, Found>, b: Match<Gold, Found>): number {
  return share(b.gold, b.found) - share(a.gold, a.found) || a.gold.start - b.gold.start || a.found.start - b.found.start;
}

/** How many code points two spans share; zero or less when they do not overlap. */
function common(a: Span, b: Span): number {
  return Math.min(a.end, b.end) - Math.max(a.start, b.start);
}

function share(a: Span, b: Span): number {
  return common(a, b) / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}
