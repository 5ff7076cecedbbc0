import { z } from 'zod';
import { STATUSES } from '../domain/schedule/schedule-plan.js';
import { civilDate, localityId } from './fields.js';
import { progressQuery } from './progress.js';

const { asOf, knownAt, boundaries, indicator, directive, status } = progressQuery.shape;

export const scoreboardQuery = z.strictObject({
  asOf,
  knownAt,
  boundaries,
  locality: localityId
    .optional()
    .meta({ description: 'Bảng của địa phương này; mặc định là của người hỏi. / The table of this locality; default the caller’s.' }),
  indicator,
  directive,
  status: status.meta({
    description:
      'Chỉ đếm các tình trạng này, cách nhau bằng dấu phẩy. / Counts only these statuses, separated by commas; localities without any on either day are left out.',
    examples: ['behind,missed'],
  }),
  by: z.enum(['locality', 'indicator']).default('locality').meta({
    description: '`indicator`: mỗi dòng còn chia theo chỉ tiêu. / `indicator`: each row is divided by indicator as well.',
  }),
});
export type ScoreboardQuery = z.output<typeof scoreboardQuery>;

const counts = z.record(z.enum(STATUSES), z.int());
const tally = {
  total: z.int(),
  counts: counts.meta({ description: 'Số mục tiêu theo tình trạng vào ngày asOf. / Targets by status on asOf.' }),
  change: counts.meta({
    description:
      'Tăng (+), giảm (−) so với ngày `since`, dưới cùng địa giới. / More (+) or fewer (−) than on `since`, under the same boundaries.',
  }),
};

const worst = z
  .object({
    id: z.string(),
    indicator: z.object({ id: z.string(), name: z.string(), unit: z.string(), shape: z.string() }),
    locality: z.object({ id: z.string(), name: z.string(), fullName: z.string() }),
    status: z.enum(STATUSES),
    ratio: z.string().nullable(),
    gap: z.string().nullable().meta({
      description:
        'Số liệu trừ mức phải đạt theo tiến độ vào ngày của nó, theo đơn vị của chỉ tiêu. / The figure less what the schedule expects on its date, in the indicator’s unit.',
    }),
  })
  .meta({ id: 'WorstTarget' });

const place = z.object({
  id: z.string(),
  name: z.string(),
  fullName: z.string(),
  nameEn: z.string().nullable(),
  level: z.enum(['nation', 'province', 'district', 'commune']),
});

const indicatorTally = z.object({ id: z.string(), name: z.string(), ...tally }).meta({ id: 'ScoreboardIndicator' });

const scoreboardRow = z
  .object({
    locality: place,
    own: z.boolean().meta({
      description:
        'Đúng: phần của chính địa phương được hỏi, không thuộc dòng nào khác. / True: what belongs to the asked locality itself and to none of the other rows.',
    }),
    ...tally,
    worst: worst.nullable().meta({ description: 'Mục tiêu xấu nhất; null khi không có. / The worst target; null where there is none.' }),
    indicators: z
      .array(indicatorTally)
      .optional()
      .meta({ description: 'Khi by=indicator, xấu nhất trước. / With by=indicator, worst first.' }),
  })
  .meta({ id: 'ScoreboardRow' });
export type ScoreboardRow = z.infer<typeof scoreboardRow>;

export const scoreboard = z
  .object({
    asOf: civilDate,
    boundaries: civilDate,
    since: civilDate.meta({ description: 'Bảy ngày trước asOf. / Seven days before asOf.' }),
    locality: place,
    totals: z
      .object(tally)
      .meta({ description: 'Mỗi mục tiêu một lần, dù nhiều dòng cùng đếm. / Each target once, though several rows may count it.' }),
    rows: z.array(scoreboardRow).meta({ description: 'Xấu nhất trước. / Worst first.' }),
  })
  .meta({ id: 'Scoreboard' });
export type Scoreboard = z.infer<typeof scoreboard>;
