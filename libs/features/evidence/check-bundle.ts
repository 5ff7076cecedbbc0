import { hash } from 'node:crypto';
import type { Sentence } from '../../domain/alert/alert.events.js';
import type { OpenedCheckpoint } from '../../transparency/checkpoint.js';
import { endedBy, type TrustedKey } from '../../transparency/trusted-heads.js';
import type { PrintHistory } from '../http/target-evidence.js';
import * as names from './bundle-files.js';
import { distinct, type BundleFinding } from './bundle-findings.js';
import { parsedIn } from './bundle-parsed.js';
import { momentOf, uncheckedOf, unprovenOf } from './bundle-unproven.js';
import { checkAnswers, checkTexts, readAnswers } from './check-answers.js';
import { decodeAll, provenEvents, readEvents, type BundledEvent } from './check-events.js';
import { checkEarlier, openedHead, type Connections, type KeptHead } from './check-heads.js';
import { checkManifest, formOf } from './check-manifest.js';

export interface CheckOptions {
  /** Whom to believe; from anywhere but the bundle. */
  readonly keys: readonly TrustedKey[];
  /** Heads that somebody kept. */
  readonly kept: readonly KeptHead[];
  readonly print: PrintHistory;
}

export interface Checked {
  /** `differs`: something is wrong. `partly`: all that was checked agrees, and what a reader relies on was not checked, see `unchecked`. */
  readonly verdict: 'agrees' | 'partly' | 'differs';
  readonly findings: readonly BundleFinding[];
  /** What the bundle says of itself; null where its manifest cannot be read. */
  readonly manifest: names.Manifest | null;
  /** The head that was signed; null where none was opened. */
  readonly head: Pick<OpenedCheckpoint, 'origin' | 'size'> | null;
  /** How many events are proven under it. */
  readonly events: number;
  /** Kept heads, and those in the bundle, that its head continues. */
  readonly connected: number;
  /** What a reader relies on and was not checked. */
  readonly unchecked: readonly Sentence[];
  /** What the bundle says of its moment; null where that is wrong, or there is no head to hold it against. */
  readonly moment: Sentence | null;
  /** What else it says and cannot prove. */
  readonly unproven: readonly Sentence[];
}

/**
 * Verifies a bundle by itself: no database, no server, no clock, nothing believed but the keys. Changes nothing. Throws `NoBundle` for what
 * is no bundle at all; everything else that is wrong is among the findings.
 */
export async function checkBundle(bytes: Uint8Array, options: CheckOptions): Promise<Checked> {
  const files = names.unzipped(bytes);
  const findings: BundleFinding[] = [];
  const manifest = parsedIn(files, names.MANIFEST, names.manifest, findings);
  if (manifest) checkFiles(files, manifest, findings);
  const proofs = parsedIn(files, names.PROOFS, names.proofs, findings);
  const published = parsedIn(files, names.KEYS, names.keys, findings);
  const read = proofs ? readEvents(files, proofs, findings) : [];
  const keys = endedBy(options.keys, published?.keys ?? []);
  const { head, connected, unshown } = checkLog(files, manifest, read, keys, options.kept, findings);
  const proven = head && proofs ? provenEvents(read, proofs, head, findings) : [];
  const decoded = decodeAll(proven, findings);
  const isSound = proven.length > 0 && !findings.some(spoilsEvents);
  if (manifest && head) checkManifest(manifest, proofs, published, { head, events: proven }, findings);
  const answers = readAnswers(files, manifest, findings);
  const indexes = new Map(proven.map(({ index, logged }) => [logged.id, index ?? 0]));
  // Without a head nothing is proven, and that has been said.
  if (manifest && head)
    await checkAnswers(files, answers, { manifest, events: isSound ? decoded : null, indexes }, options.print, findings);
  checkTexts(files, decoded, findings);
  const unchecked = [...unshown, ...(manifest ? uncheckedOf(manifest, answers.progress) : [])];
  return {
    ...{ verdict: findings.length > 0 ? 'differs' : unchecked.length > 0 ? 'partly' : 'agrees', findings: distinct(findings), manifest },
    ...{ head: head && { origin: head.origin, size: head.size }, events: proven.length, connected, unchecked },
    moment: manifest && head && !findings.some(isOfMoment) ? momentOf(manifest, { head, events: proven }) : null,
    unproven: unprovenOf(answers.progress, answers.story, decoded),
  };
}

const isOfMoment = ({ place }: BundleFinding): boolean => place.field?.startsWith('knownAt') ?? false;

/** True where the events are not all there, proven and read. */
function spoilsEvents({ kind, place }: BundleFinding): boolean {
  const isOfEvent = place.file?.startsWith('events/') ?? false;
  return kind.startsWith('event_') || (isOfEvent && (kind === 'file_malformed' || kind === 'file_missing' || kind === 'claim_differs'));
}

function checkFiles(files: names.Files, manifest: names.Manifest, findings: BundleFinding[]): void {
  const { files: listed, form } = manifest;
  if (formOf(manifest) === 'unknown')
    findings.push({ kind: 'form_unknown', place: { file: names.MANIFEST, stands: JSON.stringify(form) } });
  for (const [file, { bytes, sha256 }] of Object.entries(listed)) {
    const content = files.get(file);
    if (!content) findings.push({ kind: 'file_missing', place: { file } });
    else if (content.length !== bytes || hash('sha256', content) !== sha256) findings.push({ kind: 'file_changed', place: { file } });
  }
  for (const file of files.keys()) {
    if (file !== names.MANIFEST && !Object.hasOwn(listed, file)) findings.push({ kind: 'file_unlisted', place: { file } });
    if (!names.isOfBundle(file)) findings.push({ kind: 'file_foreign', place: { file } });
  }
}

/** The head of the bundle by trusted keys, in their time, and whether it continues the heads that were kept. */
function checkLog(
  files: names.Files,
  manifest: names.Manifest | null,
  events: readonly BundledEvent[],
  keys: readonly TrustedKey[],
  kept: readonly KeptHead[],
  findings: BundleFinding[],
): Connections & { readonly head: OpenedCheckpoint | null } {
  const proofs = parsedIn(files, names.CONSISTENCY, names.consistency, findings);
  const own = noteIn(files, names.HEAD, findings);
  const youngest = events.reduce((last, { logged }) => (logged.recordedAt > last ? logged.recordedAt : last), '');
  const head = own && openedHead(own, keys, { signedAt: manifest?.log.signedAt ?? null, recordedAt: youngest }, findings);
  if (!head || !proofs) return { head, connected: 0, unshown: [] };
  const earlier = [...files.keys()].filter((file) => file.startsWith('heads/') && file !== names.HEAD);
  const inside = earlier.flatMap((file) => noteIn(files, file, findings) ?? []);
  return { head, ...checkEarlier(head, inside, kept, proofs, keys, findings) };
}

function noteIn(files: names.Files, file: string, findings: BundleFinding[]): KeptHead | null {
  const bytes = files.get(file);
  if (!bytes) findings.push({ kind: 'file_missing', place: { file } });
  return bytes ? { file, note: Buffer.from(bytes).toString('utf8') } : null;
}
