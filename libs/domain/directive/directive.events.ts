import type { CivilDate } from '../kernel/civil-date.js';
import type { NumberedProposal } from './proposal.js';

export const directiveStream = (directiveId: string): string => `directive-${directiveId}`;

/** What the head of a document says; a member is null where it is blank or nobody has read it yet. */
export interface DirectiveHead {
  /** As printed, `1510/UBND-TH`. */
  readonly number: string | null;
  /** công văn, nghị quyết, thông báo, kế hoạch … */
  readonly kind: string | null;
  readonly issuer: string | null;
  /** As far as it is printed: `2022-04-16`, `2022-01`, `2022` or null. */
  readonly issuedOn: string | null;
  /** The day of the meeting that it reports, where it reports one. */
  readonly meetingOn: CivilDate | null;
  readonly title: string | null;
}

export interface DirectiveFacts extends Omit<DirectiveHead, 'title'> {
  readonly directiveId: string;
  /** The province (or other locality) whose authority issued it. */
  readonly localityId: string;
  /** SHA-256 of the text as received, hexadecimal; null where only the paper is known. */
  readonly textSha256: string | null;
}

/** The text that was uploaded. Its words stand in the stream `text-<sha256>`. */
export interface DirectiveText {
  /** Of the text in UTF-8, as it is stored. */
  readonly sha256: string;
  readonly bytes: number;
  /** Spans of proposals count these. */
  readonly codePoints: number;
  /** `pasted`, or the format of the file that it was taken from: `txt`, `docx`, `pdf` … */
  readonly format: string;
  readonly fileName: string | null;
  /** Where each page begins, in code points; null where the source has no pages. */
  readonly pages: readonly { readonly page: number; readonly start: number }[] | null;
}

/** What became of proposals that were accepted. */
export type Acceptance =
  | { readonly kind: 'target'; readonly targetId: string; readonly how: 'set' | 'milestone' | 'revision' }
  | { readonly kind: 'measurement'; readonly measurementId: string };

// Storage format: add a version and an upcaster, never edit one.
export type DirectiveEvent =
  | {
      readonly type: 'DirectiveRegistered';
      readonly data: DirectiveFacts & { readonly kind: string; readonly issuer: string };
    }
  | {
      readonly type: 'DirectiveUploaded';
      /** `head`: what the uploader said of it; the reader proposes the rest. */
      readonly data: {
        readonly directiveId: string;
        readonly localityId: string;
        readonly text: DirectiveText;
        readonly head: DirectiveHead;
      };
    }
  | { readonly type: 'DirectiveDescribed'; readonly data: DirectiveHead & { readonly directiveId: string; readonly reason: string } }
  | {
      readonly type: 'DirectiveMoved';
      /** It was entered under the wrong locality, before anything came of it. */
      readonly data: { readonly directiveId: string; readonly localityId: string; readonly reason: string };
    }
  | {
      readonly type: 'DirectiveWithdrawn';
      /** Uploaded by mistake, recalled or replaced: nothing more comes of its proposals; what came of them stands. */
      readonly data: { readonly directiveId: string; readonly reason: string };
    }
  | { readonly type: 'DirectiveReinstated'; readonly data: { readonly directiveId: string; readonly reason: string } }
  | {
      readonly type: 'ProposalsMade';
      readonly data: {
        readonly directiveId: string;
        readonly readerVersion: string;
        /** What this version reads in the head of the document. */
        readonly head: DirectiveHead;
        /** Only what was not proposed before. */
        readonly proposals: readonly NumberedProposal[];
        /** False where a long reading goes on in the next event. */
        readonly isComplete: boolean;
      };
    }
  | {
      readonly type: 'ProposalsAccepted';
      readonly data: {
        readonly directiveId: string;
        readonly proposals: readonly number[];
        readonly acceptance: Acceptance;
        /** True where somebody changed what the reader proposed. */
        readonly isEdited: boolean;
      };
    }
  | {
      readonly type: 'AcceptanceUndone';
      /** What had been accepted was withdrawn by its own route. */
      readonly data: { readonly directiveId: string; readonly proposals: readonly number[]; readonly acceptance: Acceptance };
    }
  | {
      readonly type: 'ProposalDismissed';
      readonly data: { readonly directiveId: string; readonly proposal: number; readonly reason: string };
    }
  | {
      readonly type: 'DismissalWithdrawn';
      readonly data: { readonly directiveId: string; readonly proposal: number; readonly reason: string };
    };
