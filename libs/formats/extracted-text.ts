import type { Sentence } from './messages.js';

export type Format = 'text' | 'markdown' | 'docx' | 'pdf' | 'html';

/** What the sender says of the bytes; the content decides, and a difference is told. */
export interface Hint {
  readonly fileName?: string;
  readonly contentType?: string;
}

export interface Page {
  /** 1, 2, … in the order of the file. */
  readonly page: number;
  /** Where it starts in the text, in code points. */
  readonly start: number;
}

export type NoteCode = 'type_mismatch' | 'pages_without_text';

/** Something to tell the sender beside the text. */
export interface Note extends Sentence {
  readonly code: NoteCode;
}

export interface ExtractedText {
  readonly text: string;
  /** Of a PDF; null for all else. */
  readonly pages: readonly Page[] | null;
  readonly format: Format;
  readonly notes: readonly Note[];
}
