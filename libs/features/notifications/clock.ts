import type { Channel, ClockTime } from '../../domain/subscription/subscription.events.js';

type Email = Extract<Channel, { readonly kind: 'email' }>;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
/** Việt Nam has kept UTC+7 without daylight saving since 1975. */
const OFFSET_MINUTES = 420;

/** The first instant (ms) at or after `at` when no quiet hours hold; `at` itself outside them. */
export function afterQuiet(at: number, { quietFrom, quietUntil }: Pick<Email, 'quietFrom' | 'quietUntil'>): number {
  if (quietFrom === null || quietUntil === null) return at;
  const [from, until, now] = [minuteOf(quietFrom), minuteOf(quietUntil), minuteOfDay(at)];
  const isQuiet = from < until ? now >= from && now < until : now >= from || now < until;
  return isQuiet ? startOfMinute(at) + ((until - now + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS : at;
}

/** The first instant (ms) after `at` when the clock shows `time` in Việt Nam. */
export function nextTime(at: number, time: ClockTime): number {
  const ahead = (minuteOf(time) - minuteOfDay(at) + DAY_MINUTES) % DAY_MINUTES;
  return startOfMinute(at) + (ahead === 0 ? DAY_MINUTES : ahead) * MINUTE_MS;
}

function minuteOf(time: ClockTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function minuteOfDay(at: number): number {
  return (Math.floor(at / MINUTE_MS) + OFFSET_MINUTES) % DAY_MINUTES;
}

function startOfMinute(at: number): number {
  return Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
