import { z } from 'zod';
import { BASES } from '../domain/measurement/figure.js';
import { civilDate, indicatorId, line, localityId, position, slug, year } from './fields.js';
import { defineIndicator } from './indicators.commands.js';
import { figure } from './measurements.commands.js';
import { reviseTarget, setTarget } from './targets.commands.js';

const { baseline, milestones, thresholds, graceDays, trajectory, quantity } = reviseTarget.shape;
const KEPT = 'Bỏ trống thì theo đề xuất. / Left out, as proposed.';
const reason = z.string().max(2000).meta({ description: 'Lý do, bắt buộc. / Why; required.' });

const target = z
  .strictObject({
    targetId: slug.optional(),
    baseline: baseline.optional(),
    milestones: milestones.optional(),
    quantity,
    trajectory,
    thresholds,
    graceDays,
    responsible: setTarget.shape.responsible.unwrap().optional().meta({ description: KEPT }),
    note: z.string().max(2000).nullable().optional(),
  })
  .meta({ id: 'ProposedTargetEdits', description: KEPT });

const measurement = z
  .strictObject({
    asOf: civilDate.optional(),
    basis: z.enum(BASES).optional(),
    year: year.optional(),
    figure: figure.optional(),
    justification: z.string().max(2000).nullable().optional(),
    note: z.string().max(2000).nullable().optional(),
  })
  .meta({ id: 'ProposedMeasurementEdits', description: KEPT });

export const acceptProposals = z
  .strictObject({
    with: z.array(z.int().positive()).max(99).default([]).meta({
      description: 'Các đề xuất khác cùng thành mốc của một mục tiêu. / Other proposals that become milestones of the same target.',
    }),
    indicatorId: indicatorId.optional().meta({ description: 'Chỉ tiêu đã có. / An indicator that exists.' }),
    newIndicator: defineIndicator.optional().meta({
      description: 'Hoặc chỉ tiêu định nghĩa luôn; quyền như POST /v1/indicators. / Or one defined at once; roles as POST /v1/indicators.',
    }),
    localityId: localityId.optional().meta({ description: 'Cần trừ khi gộp vào mục tiêu đã có. / Needed unless merged into a target.' }),
    target: target.optional(),
    measurement: measurement.optional(),
    into: z
      .strictObject({
        targetId: slug,
        how: z.enum(['milestone', 'revision']).meta({
          description:
            'milestone: thêm mốc; revision: thay cả mốc cùng ngày. / milestone: further milestones; revision: also in place of those of the same day.',
        }),
        reason,
        confirm: reviseTarget.shape.confirm,
      })
      .optional()
      .meta({ description: 'Gộp vào mục tiêu đã có. / Merge into a target that stands.' }),
    confirm: reviseTarget.shape.confirm,
    dryRun: z.boolean().default(false).meta({ description: 'Chỉ thử, không ghi. / Only tries, writes nothing.' }),
  })
  .meta({ id: 'AcceptProposals', examples: [{ with: [2], indicatorId: 'disbursement-of-annual-plan', localityId: 'vn-08@base' }] });
export type AcceptProposalsRequest = z.output<typeof acceptProposals>;

export const judgeProposal = z.strictObject({ reason }).meta({ id: 'JudgeProposal', examples: [{ reason: 'Số này chỉ là số tham khảo' }] });
export type JudgeProposalRequest = z.output<typeof judgeProposal>;

export const proposalPath = z.strictObject({ id: slug, n: z.coerce.number().int().positive().max(1_000_000) });

export const acceptanceAnswer = z
  .object({
    id: slug,
    stream: z.string(),
    revision: z.int(),
    position,
    proposals: z.array(z.int()),
    kind: z.enum(['target', 'measurement']),
    outcomeId: line(300).meta({ description: 'Mục tiêu hoặc số liệu. / The target or figure.' }),
    dryRun: z.boolean(),
    sameFigure: z.boolean().meta({
      description:
        'Số liệu này đã có sẵn: không ghi lần nữa, chỉ gắn câu chữ vào đó. / The figure stood already: none was recorded, the words were tied to it.',
    }),
    sameTarget: z.boolean().meta({
      description:
        'Mục tiêu này đã có sẵn: không lập lần nữa, chỉ gắn câu chữ vào đó. / The target stood already: none was set, the words were tied to it.',
    }),
    command: z.unknown().meta({ description: 'Lệnh đã hoặc sẽ được thực hiện. / The command that was, or would be, carried out.' }),
  })
  .meta({ id: 'AcceptedProposals' });
export type AcceptanceAnswer = z.infer<typeof acceptanceAnswer>;
