import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalBytes,
  digestsOf,
  eventFile,
  HEAD,
  MANIFEST,
  PROOFS,
  unzipped,
  zipped,
  type Manifest,
} from '../../libs/features/evidence/bundle-files.js';
import { createKeyFile, readKeyFile } from '../../libs/features/transparency/key-file.js';
import { base64Of } from '../../libs/transparency/base64.js';
import { signCheckpoint } from '../../libs/transparency/checkpoint.js';
import { leafHash, nodeHash } from '../../libs/transparency/hashes.js';
import { verifierText, type Signer } from '../../libs/transparency/keys.js';
import { inclusionProof, treeRoot, type Subtree } from '../../libs/transparency/tree.js';
import type { TrustedKey } from '../../libs/transparency/trusted-heads.js';
import { onceSigned } from './once-signed.js';
import { DIRECTIVE, milestone, plan } from './samples.js';
import { raisedAlert, storeAlert } from './stored-alerts.js';
import { startTestSystem, type TestSystem } from './system.js';
import { ORIGIN } from './transparency.js';
import { registerTuyenQuang } from './tuyen-quang.js';

const PLACE = { indicatorId: 'disbursement', localityId: 'vn-08@base' };

/** A province with a target of which something is to be told, and its bundles. */
export interface EvidenceHouse {
  readonly system: TestSystem;
  readonly keys: readonly TrustedKey[];
  readonly vkey: string;
  readonly signer: Signer;
  /** What was known before the last figure was corrected, taken later. */
  readonly before: Uint8Array;
  readonly now: Uint8Array;
  close(): Promise<void>;
}

export async function startEvidenceHouse(): Promise<EvidenceHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-evidence-'));
  const keyFile = join(folder, 'log-key.json');
  await createKeyFile(keyFile, ORIGIN, '2020-01-01T00:00:00.000Z');
  const system = await startTestSystem({ transparency: { keyFile, headEveryMs: 300, witnesses: [], mail: null } });
  await registerTuyenQuang(await system.as('admin'));
  const planner = await system.as('planner', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
  const provenance = { directiveId: DIRECTIVE.directiveId, clause: '1a' };
  const own = plan({ quantity: '913216,2', milestones: [milestone({ value: '98' })] });
  await planner.done('/v1/targets', { targetId: 'whole', ...PLACE, ...own, provenance });
  const figure = (numerator: string) => ({ shape: 'ratio', numerator, denominator: '913216,2' });
  const recorded = { ...PLACE, basis: 'actual' };
  await planner.done('/v1/measurements', { ...recorded, asOf: '2021-06-28', figure: figure('80000') });
  await planner.done('/v1/measurements', { ...recorded, asOf: '2021-08-28', figure: figure('300000') });
  await storeAlert(system.store, raisedAlert('whole', PLACE.indicatorId, PLACE.localityId));
  const moment = await system.store.head();
  const id = 'disbursement.vn-08@base.2021.2021-08-28.actual';
  await planner.done(`/v1/measurements/${id}/correction`, { figure: figure('330000'), reason: 'cộng sót' });
  const now = await bundleOf(system);
  const before = await bundleOf(system, moment);
  const [key] = (await readKeyFile(keyFile))!;
  const { signer } = key!;
  const { verifier } = signer;
  const close = async (): Promise<void> => {
    await system.close();
    rmSync(folder, { recursive: true });
  };
  return { system, keys: [{ verifier, from: null, until: null }], vkey: verifierText(verifier), signer, before, now, close };
}

async function bundleOf(system: TestSystem, knownAt?: string): Promise<Uint8Array> {
  const auditor = await system.as('auditor', 'vn-08@base', { subject: 'thanh', name: 'Lê Thanh' });
  const headers = { authorization: `Bearer ${auditor.token}`, 'x-read-after': await system.store.head() };
  const query = `asOf=2021-09-15&reason=x${knownAt === undefined ? '' : `&knownAt=${knownAt}`}`;
  const answer = await onceSigned(() => fetch(`${system.url}/v1/targets/whole/evidence?${query}`, { headers }));
  if (answer.status !== 200) throw new Error(await answer.text());
  return new Uint8Array(await answer.arrayBuffer());
}

type Changed = Map<string, Uint8Array>;

/** A bundle as a forger leaves it: files changed, and the sums of the manifest made to match; then its own members. */
export function forged(
  bundle: Uint8Array,
  change: (files: Changed) => void,
  claims: (manifest: Manifest) => object = (same) => same,
): Uint8Array {
  const files = new Map(unzipped(bundle));
  change(files);
  const manifest = jsonIn<Manifest>(files, MANIFEST);
  files.delete(MANIFEST);
  files.set(MANIFEST, canonicalBytes(claims({ ...manifest, files: digestsOf(files) })));
  return zipped(files);
}

/** A bundle as whoever signs the log can make it: these events, in a log that has no others. */
export function resigned(bundle: Uint8Array, texts: readonly string[], signer: Signer): Uint8Array {
  const leaves = texts.map((text) => leafHash(Buffer.from(text)));
  const hashOf = ({ level, index }: Subtree): Uint8Array =>
    level === 0
      ? leaves[index]!
      : nodeHash(hashOf({ level: level - 1, index: 2 * index }), hashOf({ level: level - 1, index: 2 * index + 1 }));
  const size = leaves.length;
  const root = treeRoot(size, hashOf);
  const proven = leaves.map((_, index) => ({
    file: eventFile(index, ''),
    index,
    proof: inclusionProof(index, size, hashOf).map(base64Of),
  }));
  const change = (files: Changed): void => {
    for (const name of files.keys()) if (name.startsWith('events/')) files.delete(name);
    texts.forEach((text, index) => files.set(eventFile(index, ''), Buffer.from(text)));
    files.set(PROOFS, canonicalBytes({ size, root: base64Of(root), events: proven }));
    files.set(HEAD, Buffer.from(signCheckpoint({ origin: ORIGIN, size, root }, [signer])));
  };
  return forged(bundle, change, (manifest) => ({ ...manifest, log: { ...manifest.log, size } }));
}

export const jsonIn = <T>(files: ReadonlyMap<string, Uint8Array>, name: string): T =>
  JSON.parse(Buffer.from(files.get(name)!).toString()) as T;
