import type { ProposalItem } from '../../libs/contract/proposals.reads.js';
import { ApiError } from './api.js';
import { h } from './dom.js';
import { newKey } from './keys.js';
import type { PlainAcceptance } from './proposal-readiness.js';
import type { Speech } from './text.js';

export interface BulkDoors {
  readonly find: (n: number) => ProposalItem | undefined;
  /** null where a person is to look. */
  readonly plain: (proposal: ProposalItem) => PlainAcceptance | null;
  readonly send: (n: number, path: string, body: object, key: string) => Promise<string>;
  readonly sentence: (error: unknown) => string;
  readonly progress: (text: string) => void;
}

export interface Accepted {
  readonly taken: ReadonlySet<number>;
  /** As of which it is all shown; null where nothing was accepted. */
  readonly position: string | null;
  /** What the API refused, and why. */
  readonly refused: ReadonlyMap<number, string>;
  /** What broke off; null where all were answered. */
  readonly broken: string | null;
}

/** One after the other; what is refused is told and the rest goes on. A second target for the same is left to a person. */
export async function acceptAll(
  numbers: readonly number[],
  { word }: Speech,
  { find, plain: plainOf, send, sentence, progress }: BulkDoors,
): Promise<Accepted> {
  const [taken, places, refused] = [new Set<number>(), new Set<string>(), new Map<number, string>()];
  let position: string | null = null;
  for (const n of numbers) {
    const found = find(n);
    const plain = found && plainOf(found);
    if (!plain || taken.has(n)) continue;
    progress(word('accepting', { n, count: numbers.length }));
    const place = [plain.indicatorId, plain.localityId, found.due].join(' ');
    try {
      if (found.type === 'target' && places.has(place)) throw new ApiError(409, word('acceptedAlready'));
      position = await send(n, 'acceptance', plain, newKey());
      [n, ...plain.with].forEach((one) => taken.add(one));
      places.add(place);
    } catch (error) {
      if (!(error instanceof ApiError)) return { taken, position, refused, broken: `${n}: ${sentence(error)}` };
      refused.set(n, sentence(error));
    }
  }
  return { taken, position, refused, broken: null };
}

/** What came of it: one line, behind which the refusals are folded. */
export function outcomeOf({ taken, refused, broken }: Accepted, { word }: Speech): HTMLElement[] {
  return [
    h('span', { class: 'done' }, word('acceptedMany', { count: taken.size })),
    ...(broken === null ? [] : [h('span', {}, broken)]),
    ...(refused.size === 0
      ? []
      : [
          h(
            'details',
            {},
            h('summary', {}, word('refusedMany', { count: refused.size })),
            h('ul', {}, ...[...refused].map(([n, why]) => h('li', {}, `${n}: ${why}`))),
          ),
        ]),
  ];
}
