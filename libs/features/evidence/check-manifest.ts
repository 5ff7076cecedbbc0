import type { z } from 'zod';
import { comparePositions, ordinal } from '../../event-store/event-store.js';
import { base64Of } from '../../transparency/base64.js';
import type { OpenedCheckpoint } from '../../transparency/checkpoint.js';
import { verifierText } from '../../transparency/keys.js';
import { KEYS, MANIFEST, PROOFS, type keys, type Manifest, type Proofs } from './bundle-files.js';
import type { BundleFinding } from './bundle-findings.js';
import type { BundledEvent } from './check-events.js';
import { FORM } from './form.js';

/** How far the clocks of the store and of whoever signs may lie apart, in milliseconds. */
const CLOCKS_APART_MS = 600_000;

/** Whether the words of a bundle can be told again: they can in the present form, could once in an earlier one, and another is none. */
export function formOf({ form }: Manifest): 'present' | 'earlier' | 'unknown' {
  if (form === FORM) return 'present';
  return /^[1-9]\d{0,4}$/.test(form) && Number(form) < Number(FORM) ? 'earlier' : 'unknown';
}

export interface Signed {
  readonly head: OpenedCheckpoint;
  /** The events that are proven under it, in the order of the log. */
  readonly events: readonly BundledEvent[];
}

/** Holds what a bundle says of itself against the head that was signed and the events that are proven under it. */
export function checkManifest(
  manifest: Manifest,
  proofs: Proofs | null,
  published: z.infer<typeof keys> | null,
  signed: Signed,
  findings: BundleFinding[],
): void {
  const { head } = signed;
  const claim = claimIn(findings);
  const { origin, size, signedAt } = manifest.log;
  claim(MANIFEST, 'log.origin', origin, head.origin);
  claim(MANIFEST, 'log.size', size, head.size);
  if (published) {
    claim(KEYS, 'origin', published.origin, head.origin);
    for (const key of head.signedBy)
      claim(KEYS, 'keys', published.keys.find(({ vkey }) => vkey === verifierText(key))?.vkey, verifierText(key));
  }
  if (proofs) claim(PROOFS, 'size', proofs.size, head.size);
  if (proofs) claim(PROOFS, 'root', proofs.root, base64Of(head.root));
  checkMoment(manifest, signed, findings);
  const { at } = manifest.knownAt;
  const youngest = signed.events.reduce((last, { logged }) => (logged.recordedAt > last ? logged.recordedAt : last), '');
  const isBefore = (one: string, other: string): boolean => Date.parse(one) + CLOCKS_APART_MS < Date.parse(other);
  for (const instant of [youngest, at ?? '']) if (isBefore(signedAt, instant)) differs(findings, 'log.signedAt', signedAt, `>= ${instant}`);
}

/** Nothing in a bundle may be later than the moment up to which it tells. */
function checkMoment({ knownAt: { position, at } }: Manifest, { head, events }: Signed, findings: BundleFinding[]): void {
  const last = events.at(-1);
  if (!last) return;
  const least = String((last.index ?? 0) + 1);
  if (ordinal(position) < ordinal(least)) differs(findings, 'knownAt.position', position, `>= ${least}`);
  if (isPlace(position) && ordinal(position) > BigInt(head.size)) differs(findings, 'knownAt.position', position, `<= ${head.size}`);
  const second = secondOf(last.logged.recordedAt);
  const isLast = isPlace(position) && comparePositions(position, least) === 0;
  if (at === null || secondOf(at) < second || (isLast && secondOf(at) !== second))
    differs(findings, 'knownAt.at', at, `${isLast ? '' : '>= '}${second}Z`);
}

/** True for positions of the store that are the place in the log, counted from 1; those with a stroke are places in a file. */
export const isPlace = (position: string): boolean => !position.includes('/');

const secondOf = (instant: string): string => instant.slice(0, '2021-09-30T10:00:00'.length);

function differs(findings: BundleFinding[], field: string, stands: unknown, ought: string): void {
  findings.push({ kind: 'claim_differs', place: { file: MANIFEST, field, stands: JSON.stringify(stands), ought } });
}

const claimIn = (findings: BundleFinding[]) => (file: string, field: string, stands: unknown, ought: unknown) => {
  if (stands !== ought)
    findings.push({ kind: 'claim_differs', place: { file, field, stands: JSON.stringify(stands), ought: JSON.stringify(ought) } });
};
