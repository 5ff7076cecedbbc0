import { z } from 'zod';
import { FREQUENCIES } from '../domain/reporting/calendar.js';
import { civilDate, indicatorId, knownAt, slug } from './fields.js';
import { listQuery, page } from './lists.js';

const shape = z.enum(['ratio', 'count', 'amount', 'index', 'task']);
const direction = z.enum(['increasing', 'decreasing', 'band']);

export const indicatorsQuery = z.strictObject({
  knownAt: knownAt.optional(),
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

const profile = z
  .object({
    profileId: slug,
    name: z.string(),
    nameEn: z.string(),
    shares: z.array(z.object({ month: z.int(), share: z.string() })),
    source: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
    fittedYears: z.array(z.int()),
  })
  .meta({ id: 'SeasonalProfile', description: 'Đường mùa vụ: tỷ lệ lũy kế đến cuối tháng. / Cumulative shares of the year by month end.' });

const frequency = z.enum(FREQUENCIES);
const calendar = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('periodic'), frequency, cutOffDay: z.int(), dueDay: z.int(), minWorkingDays: z.int() }),
  z.object({ kind: z.literal('before'), frequency, dueBeforeDay: z.int(), cutOffDay: z.int().nullable() }),
  z.object({ kind: z.literal('weekly'), cutOffWeekday: z.int(), dueWeekday: z.int() }),
  z.object({ kind: z.literal('ad_hoc'), dates: z.array(z.object({ cutOff: civilDate, due: civilDate })) }),
]);

export const indicatorDetail = indicatorItem
  .extend({
    profiles: z.array(profile),
    calendar: calendar.nullable().meta({ description: 'null: chưa đặt lịch riêng. / null: it has no calendar of its own.' }),
  })
  .meta({ id: 'IndicatorDetail' });
export type IndicatorDetail = z.infer<typeof indicatorDetail>;
export const indicatorPath = z.strictObject({ id: indicatorId });
