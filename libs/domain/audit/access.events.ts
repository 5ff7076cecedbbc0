/** One stream per access: it is written once, and nobody waits for anybody. */
export const accessStream = (accessId: string): string => `audit-${accessId}`;

/** What personal data was read of. */
export const PERSONAL_DATA = ['contacts'] as const;
/** In what form something left the house. */
export const EXPORT_FORMATS = ['pdf', 'bundle'] as const;

interface Access {
  readonly accessId: string;
  /** Why, in the words of who did it. */
  readonly reason: string;
}

// Storage format: add a version and an upcaster, never edit one. Who and when stand beside the event; what was read does not.
export type AccessEvent =
  /**
   * Somebody read the addresses of people. `scope`: of whose subscribers; `count`: how many rows; `people`: whose they were, null in records
   * that are older than this member.
   */
  | {
      readonly type: 'PersonalDataRead';
      readonly data: Access & {
        readonly what: (typeof PERSONAL_DATA)[number];
        readonly scope: string;
        readonly count: number;
        readonly people: readonly string[] | null;
      };
    }
  /** Somebody had an address forgotten for good: its owner `personId`, or an administrator. */
  | { readonly type: 'PersonalDataErased'; readonly data: Access & { readonly contactId: string; readonly personId: string } }
  /** Somebody took a document out of the house. `subject` is `target/tq-2021-disbursement`; `sha256` that of its bytes. */
  | {
      readonly type: 'ExportMade';
      readonly data: Access & {
        readonly subject: string;
        readonly format: (typeof EXPORT_FORMATS)[number];
        /** The position in the history up to which it tells. */
        readonly through: string;
        readonly sha256: string;
      };
    };
