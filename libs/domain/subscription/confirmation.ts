import { refuse } from '../kernel/errors.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long the link that proves an address works: a mail of Friday afternoon can be answered on Monday. */
export const CONFIRMATION_MS = 72 * HOUR_MS;
/** Within a day, and over all addresses that a person gives: nobody may have strangers flooded with mail. */
const MOST_A_DAY = 10;
const PAUSE_MS = 10 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A mail of confirmation that a person asked for before. */
export interface AskedBefore {
  readonly contactId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Throws `confirmation_limited` when another mail to prove an address would come too soon after the last one, or be one too many that day. */
export function checkMayAsk(contactId: string, earlier: readonly AskedBefore[], now: number): void {
  const lastDay = earlier.filter(({ at }) => at > now - DAY_MS).toSorted((a, b) => b.at - a.at);
  const last = lastDay.find((asked) => asked.contactId === contactId);
  const nth = lastDay[MOST_A_DAY - 1];
  const again = Math.max(last ? last.at + PAUSE_MS : 0, nth ? nth.at + DAY_MS : 0);
  if (again > now) refuse('confirmation_limited', { minutes: Math.ceil((again - now) / MINUTE_MS) });
}
