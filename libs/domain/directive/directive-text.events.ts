/** One stream per text, named after its hash: whoever uploads the same text again finds it there. */
export const directiveTextStream = (sha256: string): string => `text-${sha256}`;

/** Most UTF-16 code units of one part: in JSON at most six bytes each, within what either store takes at once. */
export const PART_LENGTH = 150_000;

// Storage format: add a version and an upcaster, never edit one.
export type DirectiveTextEvent = {
  readonly type: 'DirectiveTextReceived';
  readonly data: {
    readonly sha256: string;
    /** The directive that the text belongs to, for ever: the first part decides. */
    readonly directiveId: string;
    /** 0, 1, … `parts` - 1: joined in this order they are the text, to the byte. */
    readonly part: number;
    readonly parts: number;
    readonly text: string;
  };
};
