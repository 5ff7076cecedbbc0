import { z } from 'zod';
import { FREQUENCIES } from '../domain/reporting/calendar.js';
import { decimal } from './decimal-input.js';
import { civilDate, indicatorId, line, slug } from './fields.js';

export const defineIndicator = z
  .strictObject({
    indicatorId,
    name: line(300),
    nameEn: line(300),
    shape: z.enum(['ratio', 'count', 'amount', 'index', 'task']),
    unit: z.string().max(60).normalize('NFC').trim().default(''),
    direction: z.enum(['increasing', 'decreasing', 'band']).default('increasing'),
    rollUp: z.enum(['ratio', 'sum', 'none']),
    accumulation: z.enum(['cumulative', 'flow', 'level']),
    base: line(300)
      .nullable()
      .default(null)
      .meta({ description: 'Tỷ lệ của cái gì: một phần định danh của chỉ tiêu. / What the percentage is of; part of its identity.' }),
    numeratorMayExceedDenominator: z.boolean().default(false),
    min: decimal.nullable().default(null),
    max: decimal.nullable().default(null),
  })
  .meta({
    id: 'DefineIndicator',
    examples: [
      {
        indicatorId: 'household-relocation',
        name: 'Di dời hộ dân',
        nameEn: 'Relocation of households',
        shape: 'count',
        unit: 'hộ',
        direction: 'increasing',
        rollUp: 'sum',
        accumulation: 'cumulative',
      },
    ],
  });
export type DefineIndicatorRequest = z.output<typeof defineIndicator>;

const share = z.strictObject({
  month: z.int().meta({
    description:
      '1–12; 13 là tháng Một năm sau, khi niên độ ngân sách khóa sổ. / 13 is January of the next year, when the budget year closes.',
  }),
  share: decimal.meta({ description: 'Lũy kế đến cuối tháng, từ 0 đến 1. / Cumulative to the end of the month, 0 to 1.' }),
});

export const setSeasonalProfile = z
  .strictObject({
    profileId: slug.meta({ examples: ['state-investment'] }),
    name: line(300),
    nameEn: line(300),
    shares: z.array(share).max(13),
    source: z
      .strictObject({
        name: line(300),
        url: z
          .url({ protocol: /^https?$/ })
          .max(500)
          .nullable()
          .default(null),
      })
      .nullable()
      .default(null),
    fittedYears: z.array(z.int()).max(50).default([]),
  })
  .meta({
    id: 'SetSeasonalProfile',
    examples: [
      {
        profileId: 'state-investment',
        name: 'Vốn đầu tư thực hiện từ ngân sách nhà nước',
        nameEn: 'State-budget investment',
        shares: [
          { month: 6, share: '0,34' },
          { month: 12, share: '0,92' },
          { month: 13, share: '1' },
        ],
        fittedYears: [2024, 2025],
      },
    ],
  });
export type SetSeasonalProfileRequest = z.output<typeof setSeasonalProfile>;

const frequency = z.enum(FREQUENCIES);

const calendar = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('periodic'),
      frequency,
      cutOffDay: z.int().meta({ description: 'Ngày chốt số liệu của tháng cuối kỳ. / Cut-off, in the period’s last month.' }),
      dueDay: z.int().meta({ description: 'Thời hạn gửi. / Due day.' }),
      minWorkingDays: z.int().default(1),
    }),
    z.strictObject({
      kind: z.literal('before'),
      frequency,
      dueBeforeDay: z.int().meta({ description: '"Trước ngày 15" là 15. / "Before the 15th" is 15.' }),
      cutOffDay: z.int().nullable().default(null),
    }),
    z.strictObject({
      kind: z.literal('weekly'),
      cutOffWeekday: z.int().meta({ description: '1 là thứ Hai, 7 là Chủ nhật. / Monday is 1, Sunday 7.' }),
      dueWeekday: z.int(),
    }),
    z.strictObject({ kind: z.literal('ad_hoc'), dates: z.array(z.strictObject({ cutOff: civilDate, due: civilDate })).max(500) }),
  ])
  .meta({ id: 'ReportingCalendar' });

export const setReportingCalendar = z.strictObject({ calendar }).meta({
  id: 'SetReportingCalendar',
  examples: [{ calendar: { kind: 'periodic', frequency: 'month', cutOffDay: 14, dueDay: 25, minWorkingDays: 1 } }],
});
export type SetReportingCalendarRequest = z.output<typeof setReportingCalendar>;
