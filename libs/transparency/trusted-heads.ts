import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.js';
import { TransparencyError } from './errors.js';
import { verifierText, type Verifier } from './keys.js';
import { verifyConsistency } from './proofs.js';

/** A key of the log that is believed, and when it may have signed; instants in ISO 8601, `until` exclusive, null where no bound is known. */
export interface TrustedKey {
  readonly verifier: Verifier;
  readonly from: string | null;
  readonly until: string | null;
}

/** What is known of when a head was signed: as it was put on record, and when the youngest event under it was recorded. */
export interface HeadTimes {
  readonly signedAt: string | null;
  readonly recordedAt: string | null;
}

/**
 * Opens a head by trusted keys, one of which was in its time. What the youngest event under it says counts as well as the record of
 * the signing: a key that ended cannot speak of what was recorded later. Throws what `openCheckpoint` does, and `expired`.
 */
export function openHead(note: string, origin: string, keys: readonly TrustedKey[], { signedAt, recordedAt }: HeadTimes): OpenedCheckpoint {
  const opened = openCheckpoint(note, { origin, log: keys.map(({ verifier }) => verifier) });
  const isInTime = ({ verifier, from, until }: TrustedKey): boolean =>
    opened.signedBy.includes(verifier) &&
    (signedAt === null || from === null || from <= signedAt) &&
    [signedAt, recordedAt].every((at) => at === null || until === null || at < until);
  if (keys.some(isInTime)) return opened;
  throw new TransparencyError('expired', opened.signedBy.map(({ name, id }) => `${name}+${id}`).join(', '));
}

/** Keys end when whoever trusts them says so, or when the log itself does; the log can make no key live longer. */
export function endedBy(
  keys: readonly TrustedKey[],
  published: readonly { readonly vkey: string; readonly until: string | null }[],
): readonly TrustedKey[] {
  return keys.map((key) => {
    const same = published.find(({ vkey }) => vkey === verifierText(key.verifier));
    const [until = null] = [key.until, same?.until ?? null].filter((end) => end !== null).sort();
    return { ...key, until };
  });
}

/** Whether a proof shows that one head continues another (RFC 9162 §2.1.4.2). */
export function continuesHead(
  { size: first, root: firstRoot }: Pick<OpenedCheckpoint, 'size' | 'root'>,
  { size: second, root: secondRoot }: Pick<OpenedCheckpoint, 'size' | 'root'>,
  proof: readonly Uint8Array[],
): boolean {
  return verifyConsistency({ first, second, firstRoot, secondRoot, proof });
}
