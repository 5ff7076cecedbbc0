const MB = 1_000_000;

/** How much of a file is read before it is refused. What is over a limit ends in a FormatError that names the limit. */
export interface Limits {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Pages of a PDF. */
  readonly pages: number;
  /** Bytes of the extracted text in UTF-8. */
  readonly textBytes: number;
  /** UTF-16 units of one line of the text. */
  readonly lineLength: number;
  /** Entries of a zip package (Word). */
  readonly zipEntries: number;
  /** Inflated bytes of the parts of a package that are read, together. */
  readonly expandedBytes: number;
  /** Inflated ÷ deflated bytes of one part; parts that inflate to less than 1 MB are not held to it. */
  readonly expansionRatio: number;
  /** Elements within elements, in HTML and in the XML of a package. */
  readonly nesting: number;
  /** Milliseconds that the parser's process may run. */
  readonly millis: number;
  /** Bytes of memory that the parser's process may hold, its program (about 80 MB) included. */
  readonly memoryBytes: number;
}

export const DEFAULT_LIMITS: Limits = {
  fileBytes: 25 * MB,
  pages: 1_000,
  textBytes: 10 * MB,
  lineLength: 1 * MB,
  zipEntries: 2_000,
  expandedBytes: 100 * MB,
  expansionRatio: 200,
  nesting: 256,
  millis: 20_000,
  memoryBytes: 384 * MB,
};
