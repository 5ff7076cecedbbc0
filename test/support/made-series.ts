import type { BacktestSeries } from '../../libs/domain/schedule/backtest.js';

/** Numbers from 0 up to 1; the same seed, the same numbers. */
type Random = () => number;

function lcg(seed: number): Random {
  let state = Math.imul(seed, 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A year of one place: values at month ends 1 to 12 (null: not reported), towards a target. */
interface Year {
  readonly values: readonly (number | null)[];
  readonly target: number;
}

/** A kind of course. `place` holds what stays the same of a place over the years, each from 0 up to 1. */
type Family = (random: Random, place: readonly number[]) => Year;

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
/** Shares of the year by month end. */
const BACK_LOADED = [4, 9, 14, 20, 26, 33, 41, 48, 55, 64, 75, 100];
const spread = (random: Random, size: number): number => 1 + size * (2 * random() - 1);

/** Counted up from zero along shares of the year; each month brings more or less than its share by up to `noise`. */
function counted(shares: (month: number) => number, level: number, random: Random, noise = 0.5): number[] {
  let total = 0;
  return MONTHS.map((month) => (total += level * (shares(month) - shares(month - 1)) * spread(random, noise)));
}

const line = (month: number): number => month / 12;
const backLoaded = (month: number): number => (BACK_LOADED[month - 1] ?? 0) / 100;
const levelOf = (random: Random): number => 75 + 45 * random();

/** On these, with seeds 1 and 2, the constants of the outlook were chosen (docs/adr/0009). */
export const TUNING = {
  seasonal: (random) => {
    const bend = 0.8 + 0.4 * random();
    return { values: counted((month) => backLoaded(month) ** bend, levelOf(random), random), target: 95 };
  },
  frontLoaded: (random) => {
    const bend = 1.4 + random();
    return { values: counted((month) => 1 - (1 - month / 12) ** bend, levelOf(random), random), target: 95 };
  },
  steady: (random) => ({ values: counted(line, levelOf(random), random), target: 95 }),
  stalled: (random) => {
    const turn = 4 + Math.floor(random() * 5);
    return { values: counted((month) => (Math.min(month, turn) * 1.05 + Math.max(0, month - turn) * 0.25) / 12, 100, random), target: 95 };
  },
  recovering: (random) => {
    const turn = 4 + Math.floor(random() * 5);
    const level = levelOf(random) / 100;
    const rest = (level - turn * 0.05) / (12 - turn);
    return { values: counted((month) => Math.min(month, turn) * 0.05 + Math.max(0, month - turn) * rest, 100, random), target: 95 };
  },
  climbing: (random, [start = 0]) => {
    const [from, gain] = [40 + 30 * start, 12 * (0.6 + 0.7 * random())];
    return { values: counted(line, gain, random, 0.8).map((value) => from + value), target: Math.round(from + 12) };
  },
  falling: (random, [start = 0]) => {
    const [from, gain] = [8 + 10 * start, 3 * (0.6 + 0.8 * random())];
    return { values: counted(line, gain, random, 0.8).map((value) => from - value), target: Math.round((from - 2.8) * 10) / 10 };
  },
  lumpy: (random) => {
    const parts = MONTHS.map(() => (random() < 0.4 ? 0.5 + random() : 0.1));
    const size = 100 / (12 * 0.46);
    let total = 0;
    return { values: parts.map((part) => (total += part * size)), target: 92 };
  },
} as const satisfies Readonly<Record<string, Family>>;

/** Other kinds of course, on which no constant was searched; seed 1 of them was looked at beside. */
export const HELD_OUT = {
  /** Goes well, stands still for months, goes on. */
  plateau: (random, [when = 0]) => {
    const [from, length, rate] = [2 + Math.floor(when * 5), 2 + Math.floor(random() * 4), 0.085 + 0.045 * random()];
    return { values: counted((month) => rate * (Math.min(month, from) + Math.max(0, month - from - length)), 100, random), target: 75 };
  },
  /** Public investment with two fifths of the year in its last two months. */
  lateRush: (random) => ({ values: counted((month) => (month / 12) ** 2.4, 72 + 45 * random(), random, 0.35), target: 95 }),
  /** Acceptance at the year's end: a line to some share, the rest in December, or not. */
  yearEndStep: (random, [before = 0]) => {
    const [share, last] = [0.35 + 0.3 * before, random() < 0.55 ? 1 : 0.45 + 0.4 * random()];
    return { values: counted((month) => (month < 12 ? (share * month) / 11 : last), 100, random, 0.15), target: 90 };
  },
  /** Reports of a quarter of the months only, and none of the last before the year's end. */
  gaps: (random) => {
    const values = counted(backLoaded, levelOf(random), random, 0.4);
    return { values: values.map((value, i) => (i === 11 || i === 2 || (i < 10 && random() < 0.35) ? value : null)), target: 95 };
  },
  /** Nothing is begun, and nothing reported, before spring or summer. */
  lateStart: (random, [when = 0]) => {
    const start = 3 + Math.floor(when * 4);
    const values = counted((month) => Math.max(0, month - start) / (12 - start), levelOf(random), random, 0.4);
    return { values: values.map((value, i) => (i < start ? null : value)), target: 95 };
  },
  /** Reported from January, nought for months. */
  zeroStart: (random, [when = 0]) => {
    const start = 2 + Math.floor(when * 5);
    return { values: counted((month) => Math.max(0, month - start) / (12 - start), levelOf(random), random, 0.4), target: 95 };
  },
  /** A coverage near its ceiling: ever less is gained. */
  ceiling: (random, [start = 0]) => {
    const [from, top, pace] = [70 + 20 * start, 97.5 + 2.5 * random(), 0.1 + 0.2 * random()];
    return { values: MONTHS.map((month) => top - (top - from) * Math.exp(-pace * month) + 0.6 * (random() - 0.5)), target: 97 };
  },
  /** A share that is to fall, most of it after a survey in autumn. */
  decreasing: (random, [start = 0]) => {
    const [from, gain] = [6 + 14 * start, (1.5 + start) * (0.5 + random())];
    return { values: counted((month) => (month / 12) ** 1.8, gain, random, 0.6).map((value) => from - value), target: from - 1.5 - start };
  },
  /** A level that goes up and down as it climbs. */
  noisyLevel: (random, [start = 0]) => {
    const [from, gain] = [50 + 20 * start, 10 * (0.3 + 1.3 * random())];
    const noise = (): number => (random() + random() + random() - 1.5) * 4;
    return { values: MONTHS.map((month) => from + (gain * month) / 12 + noise()), target: from + 9 };
  },
  /** Months missing at random, the rest steady and then slower. */
  missingMonths: (random) => {
    const slower = 0.4 + 0.6 * random();
    const values = counted((month) => (Math.min(month, 6) + slower * Math.max(0, month - 6)) / 11, 100, random, 0.4);
    return { values: values.map((value, i) => (i === 11 || random() < 0.6 ? value : null)), target: 88 };
  },
  /** Estimates that the next report corrects by up to a tenth, up or down. */
  revised: (random) => {
    const values = counted(backLoaded, levelOf(random), random);
    return { values: values.map((value, i) => (i < 11 ? value * spread(random, 0.1) : value)), target: 95 };
  },
} as const satisfies Readonly<Record<string, Family>>;

/** The month ends of three years of `places` places of each kind. */
export function madeSeries(
  families: Readonly<Record<string, Family>>,
  places: number,
  seed: number,
  years = [2022, 2023, 2024],
): BacktestSeries[] {
  return Object.entries(families).flatMap(([name, family], index) => {
    const random = lcg(seed * 1000 + index);
    return Array.from({ length: places }, (_, place) => {
      const lasting = [random(), random()];
      return years.map((year) => seriesOf(`${name} ${place} ${year}`, name, year, family(random, lasting)));
    }).flat();
  });
}

function seriesOf(name: string, family: string, year: number, { values, target }: Year): BacktestSeries {
  const points = values.flatMap((value, i) =>
    value === null ? [] : [{ on: lastDay(year, i + 1), value: value.toFixed(2), target: target.toFixed(2) }],
  );
  // A unit of its own: the other kinds are no guide to its season.
  return { name, unit: `% ${family}`, deadline: `${year}-12-31`, points };
}

const lastDay = (year: number, month: number): string => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
