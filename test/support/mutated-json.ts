import fc from 'fast-check';
import { canonicalJson } from '../../libs/transparency/canonical-json.js';

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type Path = readonly (string | number)[];

/** Every place in a value, the whole first. */
export function pathsIn(value: Json, path: Path = []): readonly Path[] {
  const within = Array.isArray(value)
    ? value.flatMap((one, n) => pathsIn(one, [...path, n]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) => pathsIn(one, [...path, name]))
      : [];
  return [path, ...within];
}

/** As a forger writes it: in the one form where it has one. */
export function jsonText(value: Json | undefined): string {
  try {
    return canonicalJson(value);
  } catch {
    return JSON.stringify(value) ?? '';
  }
}

/** With another value at a place; without it where that is undefined. */
export function changedAt(value: Json, [first, ...rest]: Path, change: (value: Json) => Json | undefined): Json | undefined {
  if (first === undefined) return change(value);
  if (Array.isArray(value)) return value.flatMap((one, n) => (n === first ? (changedAt(one, rest, change) ?? []) : [one]) as Json[]);
  const { [first]: one, ...others } = value as Record<string, Json>;
  const changed = changedAt(one!, rest, change);
  return changed === undefined ? others : { ...others, [first]: changed };
}

const nested = (depth: number): Json => {
  let value: Json = 'x';
  for (let n = 0; n < depth; n++) value = n % 2 === 0 ? [value] : { x: value };
  return value;
};

const STRANGE: readonly Json[] = [
  ...[null, true, 0, -1, 1.5, 1e21, 2 ** 53 - 1, 2 ** 53, Number.MAX_VALUE, [], {}, nested(400), nested(700)],
  ...['', ' ', '\u0000', 'x\u0000y', '\u202e', '\ud800', 'x'.repeat(70_000), '9'.repeat(400), '0', '-1', '1e400', 'NaN', 'Infinity'],
  ...[
    '0001-01-01',
    '9999-12-31',
    '2021-02-29',
    '+275760-09-13T00:00:00.000Z',
    '0000-01-01T00:00:00.000Z',
    '__proto__',
    'constructor',
    '1/2',
  ],
];

/** What may become of a value: another, of any type; none; more of it. */
export const mutation: fc.Arbitrary<(value: Json) => Json | undefined> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...STRANGE).map((strange) => () => strange) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((other) => () => other as Json) },
  { weight: 1, arbitrary: fc.constant(() => undefined) },
  { weight: 2, arbitrary: fc.constantFrom(...STRANGE).map((strange) => (value: Json) => more(value, strange)) },
  { weight: 1, arbitrary: fc.constant((value: Json) => (Array.isArray(value) ? { ...value } : [value])) },
) as never;

function more(value: Json, strange: Json): Json {
  if (typeof value === 'string') return value + (typeof strange === 'string' ? strange : 'x');
  if (typeof value === 'number') return -value * 1e6;
  if (Array.isArray(value)) return [...value, ...value, strange];
  return typeof value === 'object' && value !== null ? { ...value, [typeof strange === 'string' ? strange : 'x']: strange } : strange;
}
