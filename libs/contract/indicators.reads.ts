import { z } from 'zod';
import { indicatorId } from './fields.js';
import { listQuery, page } from './lists.js';

const shape = z.enum(['ratio', 'count', 'amount', 'index', 'task']);
const direction = z.enum(['increasing', 'decreasing', 'band']);

export const indicatorsQuery = z.strictObject({
  shape: shape.optional(),
  direction: direction.optional(),
  q: z.string().min(1).max(100).optional().meta({ description: 'Tìm theo tên, không cần dấu. / By name, marks do not matter.' }),
  ...listQuery(['name', 'id']),
});
export type IndicatorsQuery = z.output<typeof indicatorsQuery>;

export const indicatorItem = z
  .object({
    id: indicatorId,
    name: z.string(),
    nameEn: z.string(),
    shape,
    unit: z.string(),
    direction,
    rollUp: z.enum(['ratio', 'sum', 'none']),
    accumulation: z.enum(['cumulative', 'flow', 'level']),
    base: z.string().nullable(),
    numeratorMayExceedDenominator: z.boolean(),
    min: z.string().nullable(),
    max: z.string().nullable(),
    revision: z.int(),
  })
  .meta({ id: 'Indicator' });
export type IndicatorItem = z.infer<typeof indicatorItem>;
export const indicatorPage = page(indicatorItem).meta({ id: 'IndicatorPage' });
export const indicatorPath = z.strictObject({ id: indicatorId });
