import type { FieldError } from '../../contract/answers.js';

/** No acceptable token: 401. `code` says why. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
  constructor(readonly code: 'token_missing' | 'token_invalid' | 'token_expired' | 'token_claims_invalid') {
    super(code);
  }
}

/** Fields of a request that are not as the schema says: 400. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';
  constructor(readonly errors: readonly Omit<FieldError, 'message'>[]) {
    super(`invalid request: ${errors.map((error) => error.path).join(', ')}`);
  }
}

/** Something that this request needs did not answer in time: 503. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
  readonly params: Readonly<Record<string, string>>;

  constructor(
    readonly code: string,
    readonly retryAfterSeconds = 1,
    { params = {}, ...options }: ErrorOptions & { readonly params?: Readonly<Record<string, string>> } = {},
  ) {
    super(code, options);
    this.params = params;
  }
}
