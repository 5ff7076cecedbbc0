import { z } from 'zod';
import { decimal } from './decimal-input.js';
import { indicatorId, line } from './fields.js';

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
