import type { z } from 'zod';
import type { FieldError } from '../../contract/answers.js';
import { boundText, FORMATS, OTHER, patternText, TYPES } from './expectations.js';

type Issue = z.core.$ZodIssue;
type FieldIssue = Omit<FieldError, 'message'>;

const SHOWN_CHARACTERS = 80;
const SHOWN_ERRORS = 50;

/** What a schema found wrong with `input`, field by field: where, what was expected (in both languages), what came; at most fifty. */
export function fieldErrors(issues: readonly Issue[], input: unknown, prefix = ''): FieldIssue[] {
  return issues.flatMap((issue) => explain(issue, input, prefix)).slice(0, SHOWN_ERRORS);
}

function explain(issue: Issue, input: unknown, prefix: string): FieldIssue[] {
  if (issue.code === 'unrecognized_keys') {
    const owner = valueAt(input, issue.path) as Record<string, unknown>;
    return issue.keys.map((key) => fieldError([...issue.path, key], 'field_unknown', '', owner[key], prefix));
  }
  // Of the members of a union, the one that came closest says most.
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const closest = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a));
    return closest.flatMap((inner) => explain({ ...inner, path: [...issue.path, ...inner.path] } as Issue, input, prefix));
  }
  const got = valueAt(input, issue.path);
  const code = got === undefined ? 'field_required' : 'field_invalid';
  return [fieldError(issue.path, code, expectation(issue, got), got, prefix)];
}

function fieldError(path: readonly PropertyKey[], code: string, expected: string, got: unknown, prefix: string): FieldIssue {
  return { path: pathText(path, prefix), code, expected, got: shown(got) };
}

function expectation(issue: Issue, got: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? OTHER;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'invalid_union':
      return 'options' in issue ? String((issue.options as unknown[]).join(' | ')) : OTHER;
    case 'invalid_format':
      return issue.format === 'regex' ? patternText(issue.pattern, got) : (FORMATS[issue.format] ?? OTHER);
    case 'too_small':
      return boundText('least', issue.minimum, issue.origin);
    case 'too_big':
      return boundText('most', issue.maximum, issue.origin);
    default:
      return OTHER;
  }
}

function depth(issues: readonly Issue[]): number {
  return Math.max(...issues.map((issue) => issue.path.length), 0) - issues.length / 1000;
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

function pathText(path: readonly PropertyKey[], prefix: string): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    prefix,
  );
}

function shown(value: unknown): string {
  const text = value === undefined ? '' : (JSON.stringify(value) ?? '');
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}
