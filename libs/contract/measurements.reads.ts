import { z } from 'zod';
import { acceptedWords } from './accepted-words.js';
import { BASES } from '../domain/measurement/figure.js';
import { civilDate, indicatorId, knownAt, localityId, measurementId, year } from './fields.js';
import { listQuery, page } from './lists.js';

const STATES = ['recorded', 'corrected', 'withdrawn', 'verified', 'returned'] as const;
const state = z.enum(STATES).meta({ description: 'Điều xảy ra sau cùng. / What happened last.' });

export const measurementsQuery = z.strictObject({
  knownAt: knownAt.optional(),
  indicator: indicatorId.optional(),
  locality: localityId
    .optional()
    .meta({ description: 'Địa phương này và bên dưới, vào bất kỳ lúc nào. / This locality and those beneath it at any time.' }),
  year: z.coerce.number().int().min(1900).max(2200).optional(),
  asOf: civilDate.optional().meta({
    description: 'Số liệu có ngày tính đến hết ngày này; mặc định tất cả. / Figures dated up to this day; default all.',
  }),
  asOfFrom: civilDate.optional(),
  asOfTo: civilDate.optional(),
  basis: z.enum(BASES).optional(),
  state: state.optional(),
  ...listQuery(['asOf', 'recordedAt', 'id']),
});
export type MeasurementsQuery = z.output<typeof measurementsQuery>;

/** A figure as it was reported. */
export const figure = z
  .discriminatedUnion('shape', [
    z.object({ shape: z.literal('ratio'), numerator: z.string(), denominator: z.string() }),
    z.object({ shape: z.literal('rate'), percent: z.string() }),
    z.object({ shape: z.literal('count'), value: z.string() }),
    z.object({ shape: z.literal('amount'), value: z.string() }),
    z.object({ shape: z.literal('index'), value: z.string() }),
    z.object({ shape: z.literal('done'), on: civilDate.nullable() }),
  ])
  .meta({ id: 'ReportedFigure' });

const version = {
  revision: z.int(),
  state,
  figure: figure.nullable().meta({ description: 'null khi sự kiện không mang số liệu. / null where the event carries no figure.' }),
  value: z.string().nullable().meta({ description: 'Phần trăm với tỷ lệ. / Percent for ratios and rates.' }),
  note: z.string().nullable(),
  reason: z.string().nullable(),
  recordedAt: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }),
};

const facts = {
  id: measurementId,
  indicatorId,
  indicatorName: z.string().nullable(),
  unit: z.string().nullable(),
  localityId,
  localityName: z.string().nullable(),
  year,
  asOf: civilDate,
  basis: z.enum(BASES),
  ...version,
};

export const measurementItem = z.object(facts).meta({ id: 'Measurement' });
export type MeasurementItem = z.output<typeof measurementItem>;
export const measurementPage = page(measurementItem).meta({ id: 'MeasurementPage' });

export const measurementVersion = z.object(version).meta({ id: 'MeasurementVersion' });
export type MeasurementVersion = z.output<typeof measurementVersion>;

export const measurementDetail = z
  .object({
    ...facts,
    versions: z.array(measurementVersion),
    words: acceptedWords.meta({
      description: 'Câu chữ của văn bản mà số liệu được chấp nhận từ đó. / The words of a directive that it was accepted from.',
    }),
    streamRevision: z
      .int()
      .meta({ description: 'Phiên bản của luồng, cũng là ETag cho If-Match. / Revision of the stream, also the ETag for If-Match.' }),
  })
  .meta({ id: 'MeasurementDetail' });
export type MeasurementDetail = z.output<typeof measurementDetail>;
