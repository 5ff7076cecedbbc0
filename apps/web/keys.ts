/** A new Idempotency-Key. crypto.randomUUID exists on pages from localhost or over TLS only. */
export const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
