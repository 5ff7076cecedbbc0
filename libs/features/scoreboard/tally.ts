import { STATUSES, type ScheduleStatus } from '../../domain/schedule/schedule-plan.js';

/** Worst first. */
export const SEVERITY: readonly ScheduleStatus[] = [
  'missed',
  'behind',
  'at_risk',
  'no_data',
  'not_started',
  'on_track',
  'achieved',
  'withdrawn',
];

type Counts = Record<ScheduleStatus, number>;

/** How many targets have which status, and how many had it before. */
export interface Tally {
  readonly total: number;
  readonly counts: Counts;
  readonly change: Counts;
}

const none = (): Counts => Object.fromEntries(STATUSES.map((status) => [status, 0])) as Counts;

/** Counts on two days; statuses outside `wanted` count nowhere. */
export class Counter {
  private readonly now = none();
  private readonly before = none();

  constructor(private readonly wanted: readonly ScheduleStatus[] = STATUSES) {}

  add(now: ScheduleStatus, before: ScheduleStatus, n: number): void {
    if (this.wanted.includes(now)) this.now[now] += n;
    if (this.wanted.includes(before)) this.before[before] += n;
  }

  tally(): Tally {
    const change = none();
    for (const status of STATUSES) change[status] = this.now[status] - this.before[status];
    return { total: STATUSES.reduce((sum, status) => sum + this.now[status], 0), counts: this.now, change };
  }
}

/**
 * Worst first: by the share of targets that are missed or behind, then of those at risk, then of those without data. Withdrawn
 * targets are nobody's duty any more and have no part in a share; where nothing is left, last. Of equals the one with more targets first.
 */
export function byShare(a: Tally, b: Tally): number {
  const [standingA, standingB] = [standing(a), standing(b)];
  if (standingA === 0 || standingB === 0) return Number(standingA === 0) - Number(standingB === 0);
  for (const bad of [['missed', 'behind'], ['at_risk'], ['no_data']] as const) {
    const difference = sum(b, bad) * standingA - sum(a, bad) * standingB;
    if (difference !== 0) return difference;
  }
  return standingB - standingA;
}

const standing = ({ total, counts }: Tally): number => total - counts.withdrawn;
const sum = ({ counts }: Tally, statuses: readonly ScheduleStatus[]): number => statuses.reduce((n, status) => n + counts[status], 0);

/** The worse of two targets: by status, then by the lower ratio; an absolute verdict has none and comes after. */
export function worse(a: Ranked, b: Ranked): number {
  const severity = SEVERITY.indexOf(a.status) - SEVERITY.indexOf(b.status);
  // An order for the eye: the verdicts were reached with exact numbers.
  return severity || Number(a.ratio ?? Infinity) - Number(b.ratio ?? Infinity) || (a.target < b.target ? -1 : 1);
}

export interface Ranked {
  readonly target: string;
  readonly status: ScheduleStatus;
  readonly ratio: string | null;
}
