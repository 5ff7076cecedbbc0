import { TransparencyError } from './errors.js';

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Far deeper than any event; what is deeper is refused before it can exhaust the stack. */
const MAX_DEPTH = 500;

/** Of so many first names, so many forms of objects with at most so many members are remembered. */
const MOST_FIRST = 500;
const MOST_ALIKE = 16;
const MOST_MEMBERS = 64;

/** Text that stands between quotation marks as it is (RFC 8785 §3.2.2.2). */
const PLAIN = /^[^\u0000-\u001f"\\\ud800-\udfff]*$/;

/**
 * The one text of a JSON value by the JSON Canonicalization Scheme (RFC 8785): no white space, keys in the order of their
 * UTF-16 code units (§3.2.3), numbers and strings as ECMAScript writes them (§3.2.2). Text is not normalised.
 * Throws `not_canonical` for what is not a value of I-JSON (RFC 7493): NaN, infinities, lone surrogates, undefined, holes,
 * anything but plain objects and arrays.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

/**
 * Reads a canonical text and nothing else: repeated keys, other orders, other spellings of the same number or string, invalid
 * UTF-8 are refused as `not_canonical`, so that two readers cannot take different meanings from the same bytes.
 */
export function parseCanonicalJson(bytes: Uint8Array | string): JsonValue {
  const text = typeof bytes === 'string' ? bytes : utf8(bytes);
  const value = parsed(text);
  if (canonicalJson(value) !== text) refuse('the text is not the canonical one of its value');
  return value;
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return number(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : composite(value, depth + 1);
    default:
      return refuse(`${typeof value} is not JSON`);
  }
}

function composite(value: object, depth: number): string {
  if (depth > MAX_DEPTH) refuse(`nested more than ${MAX_DEPTH} levels deep`);
  return Array.isArray(value) ? array(value, depth) : object(value, depth);
}

function array(values: readonly unknown[], depth: number): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) text += (i === 0 ? '' : ',') + write(values[i], depth);
  return `${text}]`;
}

function object(value: object, depth: number): string {
  if (!isPlain(value)) refuse('only plain objects and arrays are JSON');
  const keys = Object.keys(value);
  if (keys.length === 0) return '{}';
  const { names, heads } = formOf(keys);
  let text = '';
  for (let i = 0; i < names.length; i++) text += heads[i]! + write((value as Record<string, unknown>)[names[i]!], depth);
  return `${text}}`;
}

/** The members of an object as it has them and in canonical order, and what is written before the value of each of the latter. */
interface Form {
  readonly keys: readonly string[];
  readonly names: readonly string[];
  readonly heads: readonly string[];
}

// Millions of objects have the same few forms: sorting and quoting their names would take half of the time. Found by the first name.
const forms = new Map<string, Form[]>();

function formOf(keys: readonly string[]): Form {
  const alike = forms.get(keys[0]!) ?? [];
  const found = alike.find((form) => form.keys.length === keys.length && form.keys.every((key, i) => key === keys[i]));
  if (found) return found;
  const names = [...keys].sort();
  const form = { keys, names, heads: names.map((name, i) => `${i === 0 ? '{' : ','}${quoted(name)}:`) };
  if (alike.length < MOST_ALIKE && keys.length <= MOST_MEMBERS && (alike.length > 0 || forms.size < MOST_FIRST))
    forms.set(keys[0]!, [...alike, form]);
  return form;
}

/** True without a prototype or with the root one, of whichever realm; false for instances of any class. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) refuse('a string has a lone surrogate');
  return JSON.stringify(text);
}

/** ECMAScript's Number-to-String, which RFC 8785 §3.2.2.3 takes over; -0 is 0. */
function number(value: number): string {
  return Number.isFinite(value) ? String(value) : refuse(`${value} is not JSON`);
}

function utf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('the bytes are not UTF-8');
  }
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return refuse('the text is not JSON');
  }
}

function refuse(reason: string): never {
  throw new TransparencyError('not_canonical', reason);
}
