import type { CivilDate } from '../kernel/civil-date.js';
import type { SourceWords } from '../target/target.events.js';
import type { Basis, Figure } from './figure.js';

/** One stream per indicator × locality × year, so that streams stay short. */
export const measurementStream = (indicatorId: string, localityId: string, year: number): string =>
  `measurement-${indicatorId}.${localityId}.${year}`;

/** What identifies a measurement; a second one under the same key is a correction, not a record. */
export interface MeasurementKey {
  readonly indicatorId: string;
  readonly localityId: string;
  /** The year that the figure counts towards: the plan year, which may end after 31/12. */
  readonly year: number;
  readonly asOf: CivilDate;
  readonly basis: Basis;
}

/** Where a figure was printed, when it came from a document. */
export interface MeasurementSource {
  readonly directiveId: string;
  readonly clause: string | null;
  /** The words that it was accepted from; absent where somebody entered it by hand. */
  readonly words?: readonly SourceWords[];
}

// The event types below are the storage format: add a version and an upcaster, never edit one.
export type MeasurementEvent =
  | {
      readonly type: 'MeasurementRecorded';
      readonly data: MeasurementKey & {
        readonly figure: Figure;
        /** Why a cumulative figure fell, where it did. */
        readonly justification: string | null;
        readonly note: string | null;
        readonly source: MeasurementSource | null;
      };
    }
  | {
      readonly type: 'MeasurementCorrected';
      readonly data: MeasurementKey & {
        readonly figure: Figure;
        readonly reason: string;
        readonly justification: string | null;
      };
    }
  | { readonly type: 'MeasurementWithdrawn'; readonly data: MeasurementKey & { readonly reason: string } }
  | { readonly type: 'MeasurementVerified'; readonly data: MeasurementKey & { readonly note: string | null } }
  | { readonly type: 'MeasurementReturned'; readonly data: MeasurementKey & { readonly reason: string } };

/** The state in which an event leaves its figure. */
export const STATE_AFTER = {
  MeasurementRecorded: 'recorded',
  MeasurementCorrected: 'corrected',
  MeasurementWithdrawn: 'withdrawn',
  MeasurementVerified: 'verified',
  MeasurementReturned: 'returned',
} as const satisfies Readonly<Record<MeasurementEvent['type'], string>>;
