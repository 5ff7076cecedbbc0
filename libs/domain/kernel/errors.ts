/** How a refusal is to be understood by whoever asked; one filter at the edge maps it to HTTP. */
export type RefusalKind = 'invalid' | 'forbidden' | 'missing' | 'rule' | 'stale' | 'confirm';

/**
 * A refusal of the domain. `code` is stable and part of the API; `params` fill the
 * Vietnamese and English sentences kept in libs/domain/refusals.ts.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly code: string,
    readonly kind: RefusalKind,
    readonly params: Readonly<Record<string, string | number | null>> = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`);
  }
}

/** Throws a rule refusal (409 at the edge). */
export function refuse(code: string, params: DomainError['params'] = {}): never {
  throw new DomainError(code, 'rule', params);
}

/** Throws a refusal of malformed input (400 at the edge). */
export function reject(code: string, params: DomainError['params'] = {}): never {
  throw new DomainError(code, 'invalid', params);
}

/** Throws a refusal because something that the command names does not exist (404 at the edge). */
export function lacking(code: string, params: DomainError['params'] = {}): never {
  throw new DomainError(code, 'missing', params);
}

/** Throws a warning that the sender must confirm by its code before the command is carried out (409 at the edge). */
export function askToConfirm(code: string, params: DomainError['params'] = {}): never {
  throw new DomainError(code, 'confirm', params);
}
