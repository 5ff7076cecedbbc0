import { z } from 'zod';
import { BASES } from '../domain/measurement/figure.js';
import { decimal } from './decimal-input.js';
import { civilDate, indicatorId, line, localityId, measurementId, position, slug, year } from './fields.js';

/** Most rows of one request. */
export const MOST_ROWS = 10_000;

export const figure = z
  .discriminatedUnion('shape', [
    z.strictObject({ shape: z.literal('ratio'), numerator: decimal, denominator: decimal }),
    z.strictObject({ shape: z.literal('rate'), percent: decimal }),
    z.strictObject({ shape: z.literal('count'), value: decimal }),
    z.strictObject({ shape: z.literal('amount'), value: decimal }),
    z.strictObject({ shape: z.literal('index'), value: decimal }),
    z.strictObject({ shape: z.literal('done'), on: civilDate.nullable() }),
  ])
  .meta({
    id: 'Figure',
    description: 'Số liệu theo dạng của chỉ tiêu. / The figure in a shape that fits the indicator.',
    examples: [
      { shape: 'ratio', numerator: '37', denominator: '84' },
      { shape: 'rate', percent: '55,1' },
      { shape: 'count', value: '37' },
    ],
  });

const unit = z
  .string()
  .max(60)
  .nullable()
  .default(null)
  .meta({ description: 'Đơn vị mà người gửi cho là đúng; được đối chiếu. / The unit that the sender believes in; it is checked.' });
const justification = z
  .string()
  .max(2000)
  .nullable()
  .default(null)
  .meta({ description: 'Vì sao số lũy kế giảm. / Why a cumulative figure fell.' });
const note = z.string().max(2000).nullable().default(null);
const reason = z.string().max(2000).meta({ description: 'Lý do, bắt buộc. / Why; required.' });

export const recordMeasurement = z
  .strictObject({
    indicatorId,
    localityId,
    year: year.optional().meta({ description: 'Mặc định: năm của asOf. / Default: the year of asOf.' }),
    asOf: civilDate,
    basis: z.enum(BASES).meta({ description: 'ước / thực hiện / quyết toán' }),
    figure,
    unit,
    justification,
    note,
    source: z
      .strictObject({ directiveId: slug, clause: line(300).nullable().default(null) })
      .nullable()
      .default(null),
  })
  .meta({
    id: 'RecordMeasurement',
    examples: [
      {
        indicatorId: 'household-relocation',
        localityId: 'vn-08@base',
        asOf: '2021-08-31',
        basis: 'actual',
        figure: { shape: 'count', value: '37' },
      },
    ],
  });
export type RecordMeasurementRequest = z.output<typeof recordMeasurement>;

const rows = z.array(recordMeasurement).min(1).max(MOST_ROWS);

/** What the route takes, for its documentation: the rows are checked one by one, so that each is answered for itself. */
export const recordMeasurements = z
  .union([recordMeasurement, rows, z.strictObject({ items: rows, dryRun: z.boolean().optional(), partial: z.boolean().optional() })])
  .meta({ id: 'RecordMeasurements' });

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true');
export const recordOptions = z.strictObject({
  dryRun: flag.meta({ description: 'Chỉ thử, không ghi. / Only tries, writes nothing.' }),
  partial: flag.meta({ description: 'Ghi các dòng hợp lệ dù có dòng bị từ chối. / Writes the good rows although others are refused.' }),
});
export type RecordOptions = z.output<typeof recordOptions>;

const refusal = z
  .object({
    code: z.string(),
    field: z.string().nullable(),
    message: z.object({ vi: z.string(), en: z.string() }),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])).optional(),
  })
  .meta({ id: 'RowRefusal' });
export type RowRefusal = z.infer<typeof refusal>;

const rowAnswer = z
  .object({
    index: z.int(),
    id: z.string().nullable(),
    status: z
      .enum(['recorded', 'acceptable', 'refused'])
      .meta({ description: 'acceptable: hợp lệ nhưng chưa ghi. / acceptable: good, but nothing was written.' }),
    revision: z.int().optional(),
    position: position.optional(),
    refusal: refusal.optional(),
  })
  .meta({ id: 'MeasurementRow' });
export type RowAnswer = z.infer<typeof rowAnswer>;

export const rowsAnswer = z
  .object({
    position: position
      .nullable()
      .meta({ description: 'Vị trí sau dòng cuối; null khi không ghi gì. / After the last row; null when nothing was written.' }),
    recorded: z.int(),
    refused: z.int(),
    rows: z.array(rowAnswer),
  })
  .meta({ id: 'MeasurementRows' });
export type RowsAnswer = z.infer<typeof rowsAnswer>;

export const correctMeasurement = z
  .strictObject({ figure, unit, reason, justification })
  .meta({ id: 'CorrectMeasurement', examples: [{ figure: { shape: 'count', value: '38' }, reason: 'Nhập nhầm' }] });
export type CorrectMeasurementRequest = z.output<typeof correctMeasurement>;

export const withdrawMeasurement = z
  .strictObject({ reason })
  .meta({ id: 'WithdrawMeasurement', examples: [{ reason: 'Báo cáo nhầm kỳ' }] });
export const verifyMeasurement = z.strictObject({ note }).meta({ id: 'VerifyMeasurement' });
export const returnMeasurement = z
  .strictObject({ reason })
  .meta({ id: 'ReturnMeasurement', examples: [{ reason: 'Chưa khớp với báo cáo của Kho bạc' }] });

export const measurementPath = z.strictObject({ id: measurementId });
