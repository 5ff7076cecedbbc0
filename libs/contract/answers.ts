import { z } from 'zod';
import { position } from './fields.js';

/** What every command answers; `revision` is also the ETag. */
export const commandAnswer = z
  .object({
    id: z.string().meta({ description: 'Mã đối tượng. / Id of the thing.' }),
    stream: z.string().meta({ description: 'Luồng sự kiện. / Event stream.', examples: ['target-2021-di-doi-ho-dan'] }),
    revision: z.int().meta({ description: 'Phiên bản của luồng, cũng là ETag. / Stream revision, also the ETag.' }),
    position,
  })
  .meta({
    id: 'CommandAnswer',
    examples: [{ id: '2021-di-doi-ho-dan', stream: 'target-2021-di-doi-ho-dan', revision: 0, position: '42' }],
  });
export type CommandAnswer = z.infer<typeof commandAnswer>;

/** One field that was not as expected. */
export const fieldError = z
  .object({
    path: z.string().meta({ description: 'Vị trí của trường. / Where the field stands.', examples: ['items[3].figure.numerator'] }),
    code: z.string(),
    expected: z.string(),
    got: z.string().meta({ description: 'Giá trị nhận được, rút gọn. / What came instead, shortened.' }),
    message: z.string(),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof fieldError>;

/** RFC 9457. `code` is stable; `detail` and `title` follow Accept-Language. */
export const problem = z
  .object({
    type: z.string().meta({ examples: ['/problems/measurement_exists'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
    errors: z.array(fieldError).optional(),
    confirmation: z
      .string()
      .optional()
      .meta({ description: 'Mã cần xác nhận: gửi lại với `confirm` chứa mã này. / Send again with this code in `confirm`.' }),
    correlationId: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
