import type { CivilDate } from '../kernel/civil-date.js';

export const directiveStream = (directiveId: string): string => `directive-${directiveId}`;

export interface DirectiveFacts {
  readonly directiveId: string;
  /** As printed, `1510/UBND-TH`; null where the number was left blank. */
  readonly number: string | null;
  /** công văn, nghị quyết, thông báo, kế hoạch … */
  readonly kind: string;
  readonly issuer: string;
  /** The province (or other locality) whose authority issued it. */
  readonly localityId: string;
  /** As far as it is printed: `2022-04-16`, `2022-01`, `2022` or null. */
  readonly issuedOn: string | null;
  /** The day of the meeting that it reports, where it reports one. */
  readonly meetingOn: CivilDate | null;
  /** SHA-256 of the text as received, hexadecimal; null where only the paper is known. */
  readonly textSha256: string | null;
}

// Storage format: add a version and an upcaster, never edit one.
export type DirectiveEvent = { readonly type: 'DirectiveRegistered'; readonly data: DirectiveFacts };
