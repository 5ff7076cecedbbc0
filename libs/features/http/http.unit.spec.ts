import type { Logger } from 'pino';
import { z } from 'zod';
import { decimal } from '../../contract/decimal-input.js';
import { civilDate, indicatorId, line, localityId } from '../../contract/fields.js';
import { StoreUnavailable } from '../../event-store/errors.js';
import { fieldErrors } from './field-errors.js';
import { expectationIn } from './expectations.js';
import { languageOf } from './language.js';
import { decodeCursor, encodeCursor, pageOf, sortOf } from './paging.js';
import { ProblemFilter } from './problem.filter.js';
import { explainField } from './problem-text.js';
import { InvalidRequest, Unavailable } from './refusals.js';
import { RouteTable } from './route-table.js';
import { refuseUnstorable } from './storable-text.js';
import { todayInVietnam } from './today.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'vi'],
    ['', 'vi'],
    ['vi', 'vi'],
    ['vi-VN,vi;q=0.9,en;q=0.8', 'vi'],
    ['en', 'en'],
    ['en-US,en;q=0.9', 'en'],
    ['EN-gb', 'en'],
    ['fr', 'vi'],
    ['fr,en;q=0.5', 'en'],
    ['en;q=0.5,*', 'vi'],
    ['en;q=0', 'vi'],
    ['en;q=abc', 'vi'],
  ])('for Accept-Language %p is %s', (header, language) => expect(languageOf(header)).toBe(language));
});

describe('today', () => {
  it('begins at 17:00 UTC, midnight in Việt Nam', () => {
    expect(todayInVietnam(Date.UTC(2021, 8, 30, 16, 59, 59, 999))).toBe('2021-09-30');
    expect(todayInVietnam(Date.UTC(2021, 8, 30, 17))).toBe('2021-10-01');
  });
});

describe('field errors', () => {
  const schema = z.strictObject({
    a: z.string(),
    n: z.int().min(3),
    list: z.array(z.strictObject({ k: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('x'), v: z.string() })]) })),
    either: z.union([z.strictObject({ p: z.string(), q: z.string() }), z.string()]),
  });
  const errorsOf = (input: unknown) => {
    const result = schema.safeParse(input);
    return result.success ? [] : fieldErrors(result.error.issues, input);
  };

  it('say where, what was expected and what came', () => {
    expect(errorsOf({ a: 1, n: 2, list: [{ k: { kind: 'x' } }, { k: { kind: 'y' } }], either: { p: 'p' }, extra: true })).toEqual([
      { path: 'a', code: 'field_invalid', expected: 'chữ trong ngoặc kép / text in quotes', got: '1' },
      { path: 'n', code: 'field_invalid', expected: 'ít nhất 3 / at least 3', got: '2' },
      { path: 'list[0].k.v', code: 'field_required', expected: 'chữ trong ngoặc kép / text in quotes', got: '' },
      { path: 'list[1].k.kind', code: 'field_invalid', expected: 'x', got: '"y"' },
      { path: 'either.q', code: 'field_required', expected: 'chữ trong ngoặc kép / text in quotes', got: '' },
      { path: 'extra', code: 'field_unknown', expected: '', got: 'true' },
    ]);
  });

  it('say in words what a date, a number, an id or a length must be, never an expression', () => {
    const fields = z.strictObject({ on: civilDate, value: decimal, at: localityId, of: indicatorId, name: line(3) });
    const input = { on: '2021-02-30', value: '1,2,3', at: 'Hà Nội', of: 'A B', name: 'dài quá' };
    const expected = fieldErrors(fields.safeParse(input).error!.issues, input).map((error) => error.expected);
    const id = 'mã gồm chữ thường, số, gạch / lower-case letters, digits, hyphens';
    expect(expected).toEqual([
      'ngày yyyy-mm-dd có thật / an existing date yyyy-mm-dd',
      'số thập phân dạng chữ, ví dụ "55,1" / a decimal number as text such as "55,1"',
      id,
      id,
      'nhiều nhất 3 ký tự / at most 3 characters',
    ]);
  });

  it('name the limit where a number has too many digits', () => {
    const expectedOf = (value: string) =>
      fieldErrors(z.strictObject({ value: decimal }).safeParse({ value }).error!.issues, { value }).map(({ expected }) =>
        expectationIn(expected, 'en'),
      );
    const limit = ['a number of at most 24 digits before the decimal point and 12 after it'];
    expect(['1'.repeat(25), '0.1234567890123', `1${'.000'.repeat(8)}`].map(expectedOf)).toEqual([limit, limit, limit]);
    expect(expectedOf('12,3,4')).toEqual(['a decimal number as text such as "55,1"']);
  });

  it.each(['vi', 'en'] as const)('are told in one language: %s', (language) => {
    const errors = [
      ...errorsOf({ a: 1, n: 2, list: [], either: 'x', extra: 1 }),
      ...refused(() => decodeCursor('x', 'due', 1)),
      ...refused(() => refuseDeep()),
    ];
    const told = errors.map((error) => explainField(error, language));
    for (const { expected, message } of told) expect(expected + message).not.toContain(' / ');
    const [vi, en] = [/[ăâđêôơưếộứ]/i, /\b(must|levels|such)\b/];
    for (const { message } of told) {
      expect(message).toMatch(language === 'vi' ? vi : en);
      expect(message).not.toMatch(language === 'vi' ? en : vi);
    }
  });

  it.each([
    ['>= 1', 'at least 1 item'],
    ['position', 'a position taken from an answer, such as 42'],
    ['array', 'a list […]'],
    ['ratio | count', 'ratio | count'],
  ])('spell out %p', (expected, words) => expect(expectationIn(expected, 'en')).toBe(words));

  it('shorten what came, and are at most fifty', () => {
    expect(errorsOf({ a: 'ok', n: 4, list: [], either: 'x', long: 'y'.repeat(500) })[0]!.got).toHaveLength(81);
    expect(errorsOf(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`k${index}`, 1])))).toHaveLength(50);
  });

  it('stand when there is no object at all', () => {
    expect(errorsOf(null)).toEqual([{ path: '', code: 'field_invalid', expected: 'nhóm trường {…} / an object {…}', got: 'null' }]);
  });
});

describe('a problem in the log', () => {
  it.each([
    ['read_after_timeout', new Unavailable('read_after_timeout', 1, { params: { position: '9', projection: 'targets' } }), 'info', false],
    ['store_unavailable', new StoreUnavailable('gone'), 'warn', true],
    ['internal_error', new TypeError('nobody foresaw it'), 'error', true],
  ] as const)('carries a stack only where something failed: %s', (code, error, level, hasCause) => {
    const written: { level: string; err?: unknown }[] = [];
    const write = (name: string) => (about: object) => void written.push({ level: name, ...about });
    const log = { info: write('info'), warn: write('warn'), error: write('error') } as unknown as Logger;
    const sent: string[] = [];
    const reply = { sent: false, header: () => reply, code: () => reply, send: (body: string) => void sent.push(body) };
    new ProblemFilter(log, new RouteTable()).answer(error, { headers: {}, method: 'GET', url: '/v1/targets?x=1' } as never, reply as never);
    expect(written).toEqual([expect.objectContaining({ level, path: '/v1/targets' })]);
    expect(written[0]?.err).toBe(hasCause ? error : undefined);
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({ code });
  });
});

function refused(run: () => unknown): InvalidRequest['errors'] {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidRequest) return error.errors;
  }
  throw new Error('not refused');
}

function refuseDeep(): void {
  const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown;
  refuseUnstorable({ body: deep } as never, null, (error) => {
    if (error) throw error;
  });
}

describe('pages', () => {
  const rows = [1, 2, 3].map((n) => ({ n, name: `tên ${n}` }));

  it('end with a cursor while there is more, and without on the last one', () => {
    const first = pageOf(rows, 2, '-due', ({ n, name }) => [n, name]);
    expect(first.items).toHaveLength(2);
    expect(decodeCursor(first.nextCursor!, '-due', 2)).toEqual([2, 'tên 2']);
    expect(pageOf(rows, 3, 'due', ({ n }) => [n])).toEqual({ items: rows, nextCursor: null });
    expect(decodeCursor(undefined, 'due', 1)).toBeNull();
  });

  it.each([
    ['another sort', encodeCursor('name', ['x'])],
    ['another number of keys', encodeCursor('due', ['x', 'y'])],
    ['an object smuggled in', Buffer.from('["due",{"a":1}]').toString('base64url')],
    ['garbage', '%%%'],
    ['no list', Buffer.from('{}').toString('base64url')],
  ])('refuse the cursor of %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, 'due', 1)).toThrow(
      expect.objectContaining({ name: 'InvalidRequest', errors: [expect.objectContaining({ path: 'cursor' })] }),
    );
  });

  it('are sorted downwards by a key with a minus sign', () => {
    expect([sortOf('-due'), sortOf('due')]).toEqual([
      { key: 'due', descending: true },
      { key: 'due', descending: false },
    ]);
  });
});

describe('the table of routes', () => {
  it('knows the methods of a path with parameters, and of no other', () => {
    const table = new RouteTable();
    table.add('GET', '/v1/targets/:id');
    table.add('POST', '/v1/targets/:id/revisions');
    table.add('GET', '/docs/swagger-ui.css');
    expect(table.methodsOf('/v1/targets/a@b.c')).toEqual(['GET']);
    expect(table.methodsOf('/v1/targets/a/revisions')).toEqual(['POST']);
    expect([table.methodsOf('/v1/targets'), table.methodsOf('/v1/targets/a/b/c'), table.methodsOf('/docs/swagger-uiXcss')]).toEqual([
      [],
      [],
      [],
    ]);
  });
});
