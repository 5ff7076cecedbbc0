import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';

export const localityStream = (localityId: string): string => `locality-${localityId}`;

/** The whole country; every province hangs beneath it. */
export const NATION = 'vn';

export type LocalityLevel = 'nation' | 'province' | 'district' | 'commune';

export interface LocalityFacts {
  /** Stable identity; codes and names are reused and must never serve as one. */
  readonly localityId: string;
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly nameEn: string | null;
  readonly level: LocalityLevel;
  /** tỉnh, thành phố, huyện, xã, phường … */
  readonly kind: string;
  readonly parentId: string | null;
  /** First day in force; null where the start is unknown. */
  readonly validFrom: CivilDate | null;
  readonly legalBasis: string | null;
}

/** A part of a split or of a partial merger; `share` of the old figures that follows it, null where nobody quantified it. */
export interface SuccessionPart {
  readonly localityId: string;
  readonly share: DecimalText | null;
}

interface Ending {
  readonly localityId: string;
  /** First day on which the successor is in force; the locality's last day is the day before. */
  readonly effectiveOn: CivilDate;
  readonly legalBasis: string | null;
}

// Storage format: add a version and an upcaster, never edit one.
// Succession events stand in the stream of the locality that ends.
export type LocalityEvent =
  | { readonly type: 'LocalityRegistered'; readonly data: LocalityFacts }
  | { readonly type: 'LocalityMerged'; readonly data: Ending & { readonly into: string } }
  | { readonly type: 'LocalitySplit'; readonly data: Ending & { readonly parts: readonly SuccessionPart[] } }
  | { readonly type: 'LocalityRenamed'; readonly data: Ending & { readonly into: string } }
  | { readonly type: 'LocalityAbolished'; readonly data: Ending }
  /** The parent changed while the locality itself went on (districts abolished, province enlarged). */
  | {
      readonly type: 'LocalityReassigned';
      readonly data: {
        readonly localityId: string;
        readonly parentId: string;
        readonly from: CivilDate;
        readonly legalBasis: string | null;
      };
    };
