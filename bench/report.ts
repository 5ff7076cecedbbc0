/** One figure with what it is held against, both measured in this run. */
export interface Measured {
  readonly name: string;
  readonly ours: number;
  readonly peer: string;
  readonly theirs: number;
  readonly unit: string;
  /** What the ratio ours ÷ theirs should reach (`>=`) or not exceed (`<=`). */
  readonly goal: { readonly op: '>=' | '<='; readonly ratio: number };
}

/** Prints a figure in one line, with its ratio and whether the goal is met. */
export function report({ name, ours, peer, theirs, unit, goal }: Measured): void {
  const ratio = ours / theirs;
  const isMet = goal.op === '>=' ? ratio >= goal.ratio : ratio <= goal.ratio;
  const verdict = `${ratio.toFixed(2)} × ${peer} (goal ${goal.op === '>=' ? '≥' : '≤'} ${goal.ratio}) ${isMet ? 'ok' : 'SHORT'}`;
  console.log(`${name.padEnd(58)} ${number(ours)} ${unit.padEnd(9)} ${verdict.padStart(10)}  [${peer}: ${number(theirs).trim()} ${unit}]`);
}

/** Prints a figure that stands for itself. */
export function note(name: string, text: string): void {
  console.log(`${name.padEnd(58)} ${text}`);
}

function number(value: number): string {
  return (value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2)).padStart(10);
}

/** The middle one; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}
