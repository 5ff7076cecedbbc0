import { z } from 'zod';

/** Where the log is served, after the address of the API. */
export const LOG_PATH = 'v1/audit/log';

/** The content of a tile or bundle, `application/octet-stream`. */
export const tileBytes = z.string().meta({ format: 'binary' });

const hash = z.string().meta({ description: 'SHA-256, base64.' });
const size = z.int().min(0).meta({ description: 'Số mục của nhật ký. / Entries of the log.' });
const instant = z.string().meta({ description: 'UTC, ISO 8601.', examples: ['2026-09-30T01:02:03.004Z'] });
const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

export const checkpoint = z.string().meta({
  description: 'Đầu nhật ký đã ký (C2SP tlog-checkpoint). / The signed head of the log (C2SP tlog-checkpoint).',
});

export const inclusionQuery = z
  .strictObject({
    event: z.uuid().optional().meta({ description: 'Mã sự kiện. / Id of an event.' }),
    index: count.optional().meta({ description: 'Hoặc thứ tự của mục, từ 0. / Or the index of an entry, from 0.' }),
    size: count.optional().meta({ description: 'Mặc định: đầu mới nhất. / Default: the last head.' }),
  })
  .refine(({ event, index }) => (event === undefined) !== (index === undefined), { message: 'event or index', path: ['event'] });
export type InclusionQuery = z.output<typeof inclusionQuery>;

export const inclusionAnswer = z
  .object({
    origin: z.string(),
    index: z.int(),
    size,
    leafHash: hash,
    root: hash,
    proof: z.array(hash).meta({ description: 'RFC 9162 §2.1.3.' }),
    checkpoint: checkpoint
      .nullable()
      .meta({ description: 'Đầu đã ký có đúng số mục ấy. / The signed head of that size, if there is one.' }),
  })
  .meta({ id: 'InclusionProof' });
export type InclusionAnswer = z.infer<typeof inclusionAnswer>;

export const consistencyQuery = z.strictObject({
  from: count.meta({ description: 'Số mục của đầu trước. / Size of the earlier head.' }),
  to: count.optional().meta({ description: 'Mặc định: đầu mới nhất. / Default: the last head.' }),
});
export type ConsistencyQuery = z.output<typeof consistencyQuery>;

export const consistencyAnswer = z
  .object({
    ...{ origin: z.string(), from: size, to: size, fromRoot: hash, toRoot: hash },
    proof: z.array(hash).meta({ description: 'RFC 9162 §2.1.4.' }),
    checkpoint: checkpoint.nullable().meta({ description: 'Đầu đã ký có `to` mục. / The signed head of size `to`, if there is one.' }),
  })
  .meta({ id: 'ConsistencyProof' });
export type ConsistencyAnswer = z.infer<typeof consistencyAnswer>;

export const keysAnswer = z
  .object({
    origin: z.string().nullable(),
    keys: z.array(
      z.object({
        vkey: z.string().meta({ description: 'Khóa công khai (C2SP signed-note). / Verifier key (C2SP signed-note).' }),
        from: instant,
        until: instant.nullable().meta({ description: 'Từ lúc này không còn hiệu lực. / From then on it counts no more.' }),
      }),
    ),
  })
  .meta({ id: 'LogKeys' });
export type KeysAnswer = z.infer<typeof keysAnswer>;

const head = z.object({ size, signedAt: instant, checkpoint });

export const headAnswer = head.meta({ id: 'LogHead' });
export type HeadAnswer = z.infer<typeof headAnswer>;

export const entryPath = z.object({ index: count });

const found = z.object({ kind: z.string(), foundAt: instant, vi: z.string(), en: z.string() });

export const logStatus = z
  .object({
    origin: z.string().nullable(),
    size,
    behind: z.boolean().meta({ description: 'Còn sự kiện chưa vào nhật ký. / Events wait to be logged.' }),
    lagSeconds: z.number().meta({ description: 'Sự kiện đầu tiên chưa vào đã chờ bao lâu. / How long the first of them has waited.' }),
    head: head.nullable(),
    keys: z.int().meta({ description: 'Số khóa đã công bố; 0: chưa ký được. / Keys published; 0: nothing can be signed.' }),
    verified: z
      .object({ size, findings: z.int(), startedAt: instant, finishedAt: instant })
      .nullable()
      .meta({ description: 'Lần đọc lại toàn bộ gần nhất. / The last time that everything was read again.' }),
    diverged: z.boolean(),
    message: z.object({ vi: z.string(), en: z.string() }).nullable().meta({
      description:
        'Một câu để hiện cho người đọc khi có sai khác hay nhật ký chậm. / One sentence to show when something does not agree or the log is late.',
    }),
    first: found.nullable().meta({ description: 'Sai khác thấy đầu tiên và từ lúc nào. / What was found first, and when.' }),
    findings: z.array(found.extend({ place: z.record(z.string(), z.unknown()) })),
    settled: z
      .array(z.object({ at: instant, by: z.string().nullable(), reason: z.string(), findings: z.int() }))
      .meta({ description: 'Sai khác đã khép lại: khi nào, ai, vì sao. / What was settled: when, by whom, why.' }),
    witnesses: z.array(
      z.object({
        ...{ name: z.string(), size, handedAt: instant.nullable(), attempts: z.int(), detail: z.string().nullable() },
        dropped: z.int().meta({ description: 'Số đầu đã bỏ vì chờ quá nhiều. / Heads dropped, since too many waited.' }),
      }),
    ),
  })
  .meta({ id: 'LogStatus' });
export type LogStatus = z.infer<typeof logStatus>;
