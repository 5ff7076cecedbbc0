/** A mistake in the catalogue's files, said so that whoever edits them finds it: file, row, field, what was expected. */
export class CatalogError extends Error {
  override readonly name = 'CatalogError';

  constructor(
    readonly file: string,
    readonly row: string | null,
    readonly field: string | null,
    readonly expected: string,
  ) {
    super([file, row, field && `"${field}"`, expected].filter((part) => part !== null && part !== '').join(': '));
  }
}
