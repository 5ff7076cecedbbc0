/** In what form a document may be asked for. */
export type Format = 'json' | 'html' | 'pdf';

const TYPES: readonly (readonly [range: string, format: Format])[] = [
  ['application/json', 'json'],
  ['application/pdf', 'pdf'],
  ['text/html', 'html'],
  ['application/xhtml+xml', 'html'],
];

/** The form that `Accept` prefers; JSON where it prefers none of them (RFC 9110 §12.5.1). */
export function formatOf(accept: string | undefined): Format {
  let best: { readonly format: Format; readonly q: number } = { format: 'json', q: 0 };
  for (const range of (accept ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim());
    const format = TYPES.find(([type]) => type === name)?.[1];
    const q = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1) || 0;
    if (format && q > best.q) best = { format, q };
  }
  return best.format;
}
