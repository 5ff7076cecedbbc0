/** Turns UTF-16 indices of a text into counts of code points; for most texts, without rare characters, they are the same. */
export function codePointCounter(text: string): (index: number) => number {
  const pairs: number[] = [];
  for (const match of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) pairs.push(match.index);
  return (index) => index - pairsBefore(pairs, index);
}

/** How many pairs end at or before an index. */
function pairsBefore(pairs: readonly number[], index: number): number {
  let low = 0;
  let high = pairs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs[middle] ?? 0) + 2 <= index) low = middle + 1;
    else high = middle;
  }
  return low;
}
