import type { z } from 'zod';
import type { Sentence } from '../../domain/alert/alert.events.js';
import { bytesOfBase64 } from '../../transparency/base64.js';
import type { OpenedCheckpoint } from '../../transparency/checkpoint.js';
import { TransparencyError } from '../../transparency/errors.js';
import { sameBytes } from '../../transparency/hashes.js';
import { continuesHead, openHead, type HeadTimes, type TrustedKey } from '../../transparency/trusted-heads.js';
import { earlierHead, type consistency } from './bundle-files.js';
import type { BundleFinding } from './bundle-findings.js';
import { plain } from '../../transparency/plain-text.js';

/** A head that somebody kept. */
export interface KeptHead {
  readonly file: string;
  readonly note: string;
}

/** Opens a head by trusted keys; tells why not. */
export function openedHead(
  { file, note }: KeptHead,
  keys: readonly TrustedKey[],
  times: HeadTimes,
  findings: BundleFinding[],
): OpenedCheckpoint | null {
  try {
    return openHead(note, keys[0]?.verifier.name ?? '', keys, times);
  } catch (error) {
    if (!(error instanceof TransparencyError)) throw error;
    const kind = error.code === 'expired' ? 'head_expired' : 'head_refused';
    findings.push({ kind, place: { file, detail: { vi: error.vi, en: error.en } } });
    return null;
  }
}

const NO_TIMES: HeadTimes = { signedAt: null, recordedAt: null };

export interface Connections {
  /** How many sizes of kept heads, and of those in the bundle, its head continues. */
  readonly connected: number;
  /** Kept heads of which the bundle says nothing: it has no proof that leads to them, and nothing that contradicts them. */
  readonly unshown: readonly Sentence[];
}

/** Whether a head continues those in its bundle and those that were kept, by the proofs that came with it. */
export function checkEarlier(
  head: OpenedCheckpoint,
  inside: readonly KeptHead[],
  kept: readonly KeptHead[],
  proofs: z.infer<typeof consistency>,
  keys: readonly TrustedKey[],
  findings: BundleFinding[],
): Connections {
  const opened = [...inside, ...kept].flatMap((one, n) => {
    const earlier = openedHead(one, keys, NO_TIMES, findings);
    return earlier ? [{ file: one.file, earlier, isInside: n < inside.length }] : [];
  });
  const signed = [head, ...opened.map(({ earlier }) => earlier)];
  const connected = new Set<number>();
  const unshown: Sentence[] = [];
  for (const { file, earlier, isInside } of opened) {
    const { size, root } = earlier;
    if (isInside && file !== earlierHead(size))
      findings.push({ kind: 'claim_differs', place: { file, field: 'size', stands: file, ought: earlierHead(size) } });
    const verdict = connectionOf(head, earlier, proofs);
    if (verdict === 'connected') connected.add(size);
    // Two heads of one size and two roots: no proof can have been spoilt on the way.
    else if (signed.some((other) => other.size === size && !sameBytes(other.root, root)))
      findings.push({ kind: 'head_forked', place: { file, size } });
    else if (verdict === 'head_unconnected' && !isInside) unshown.push(unshownOf(file, size));
    else findings.push({ kind: verdict, place: { file, size } });
  }
  return { connected: connected.size, unshown };
}

const unshownOf = (file: string, size: number): Sentence => ({
  vi: `${plain(file)}: gói không có bằng chứng nối với đầu ${size} mục, nên KHÔNG cho thấy nhật ký của nó nối tiếp đầu này, cũng không trái với nó. Hãy lấy lại gói, ghi đầu này vào ô “Đầu nhật ký đã giữ” hoặc --head.`,
  en: `${plain(file)}: the bundle has no proof that leads to the head of ${size} entries: it is NOT shown to continue this head, nor does it contradict it. Take it again and give this head, in the field “Head that you kept” or with --head.`,
});

function connectionOf(head: OpenedCheckpoint, earlier: OpenedCheckpoint, proofs: z.infer<typeof consistency>) {
  const { size } = earlier;
  const found = size === head.size ? { proof: [] } : proofs.find(({ from, to }) => from === size && to === head.size);
  if (!found) return 'head_unconnected';
  const proof = found.proof.map(bytesOfBase64).filter((hash) => hash !== null);
  return proof.length === found.proof.length && continuesHead(earlier, head, proof) ? 'connected' : 'head_unproven';
}
