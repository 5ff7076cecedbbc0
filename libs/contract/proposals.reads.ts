import { z } from 'zod';
import { BASES } from '../domain/measurement/figure.js';
import { COMPARATORS } from '../domain/target/target.events.js';
import { civilDate, indicatorId, localityId, measurementId, slug } from './fields.js';
import { figure } from './measurements.reads.js';

export const PROPOSAL_STATES = ['open', 'accepted', 'dismissed'] as const;

export const proposalsQuery = z.strictObject({
  state: z.enum(PROPOSAL_STATES).optional(),
  type: z.enum(['target', 'measurement']).optional(),
  at: z.coerce.number().int().min(0).max(100_000_000).optional().meta({
    description: 'Chỉ các đề xuất có trích dẫn chứa điểm mã này. / Only those whose quote holds this code point.',
  }),
  limit: z.coerce.number().int().min(1).max(500).default(200).meta({ description: 'Số dòng tối đa. / Most items in the page.' }),
  after: z.coerce.number().int().min(0).default(0).meta({ description: 'Chỉ các đề xuất số lớn hơn. / Only those of a greater number.' }),
});
export type ProposalsQuery = z.output<typeof proposalsQuery>;

const words = z.object({ start: z.int(), end: z.int(), text: z.string() });
const both = z.object({ vi: z.string(), en: z.string() });

const deadline = z.object({
  date: civilDate.nullable(),
  op: z.enum(['<', '<=']),
  precision: z.string(),
  text: z.string(),
  inherited: z.boolean(),
  expanded: z.array(civilDate),
});

const milestones = z.array(
  z.object({
    due: civilDate,
    dueOp: z.enum(['<', '<=']),
    comparator: z.enum(COMPARATORS),
    value: z.string().nullable(),
    upper: z.string().nullable(),
  }),
);

const outcome = z
  .object({
    indicatorId,
    indicatorName: z.string().nullable(),
    unit: z.string(),
    shape: z.string(),
    localityId,
    localityName: z.string().nullable(),
    milestones: milestones.meta({ description: 'Của mục tiêu; rỗng với số liệu. / Of a target; none of a figure.' }),
    figure: figure.nullable(),
    asOf: civilDate.nullable(),
    basis: z.enum(BASES).nullable(),
  })
  .meta({
    id: 'ProposalOutcome',
    description: 'Mục tiêu hoặc số liệu mà đề xuất đã trở thành, như hiện nay. / The target or figure that it became, as it stands.',
  });
export type ProposalOutcome = z.infer<typeof outcome>;

const suggestions = z
  .object({
    locality: z.object({ id: localityId, name: z.string() }).nullable(),
    indicators: z.array(z.object({ id: indicatorId, name: z.string(), unit: z.string(), shape: z.string(), likeness: z.number() })),
    targets: z
      .array(
        z.object({
          id: slug,
          indicatorId,
          indicatorName: z.string().nullable(),
          unit: z.string(),
          shape: z.string(),
          milestones,
          same: z.boolean(),
        }),
      )
      .meta({
        description:
          'Mục tiêu đã có cùng chỉ tiêu, địa phương, năm; same: đúng mốc mà đề xuất nêu. / Standing targets of the same indicator, locality and year; same: it asks for what is proposed.',
      }),
    figures: z
      .array(
        z.object({ id: measurementId, indicatorId, asOf: civilDate, basis: z.enum(BASES), figure: figure.nullable(), same: z.boolean() }),
      )
      .meta({
        description:
          'Số liệu đã có cùng chỉ tiêu, địa phương, ngày; same: đúng số mà đề xuất nêu. / Standing figures of the same indicator, locality and day; same: the number that is proposed.',
      }),
    sameWords: z.array(z.int()).meta({
      description:
        'Các đề xuất mà phiên bản máy đọc khác đọc từ cùng câu chữ, chưa bỏ. / Proposals that another version of the reader read from the same words, not dismissed.',
    }),
    inScope: z.boolean().meta({
      description:
        'Người hỏi có phạm vi để quyết định về văn bản này và địa phương gợi ý. / Whether the directive and the suggested locality are in the scope of who asks, to decide there.',
    }),
    together: z
      .array(z.int())
      .meta({ description: 'Các mốc khác của cùng mục tiêu, còn mở. / Other milestones of the same target, still open.' }),
  })
  .meta({ id: 'ProposalSuggestions' });

export const proposalItem = z
  .object({
    n: z.int(),
    type: z.enum(['target', 'measurement']),
    state: z.enum(PROPOSAL_STATES),
    quote: words,
    around: z
      .object({ before: z.string(), after: z.string() })
      .meta({ description: 'Các chữ trước và sau trích dẫn. / The words before and after the quote.' }),
    head: words.nullable(),
    clause: z.string(),
    indicator: z.string(),
    kind: z.string().nullable(),
    comparator: z.string().nullable(),
    value: z.string().nullable(),
    valueTo: z.string().nullable(),
    valueText: z.string().nullable(),
    unit: z.string().nullable(),
    numerator: z.string().nullable(),
    denominator: z.string().nullable(),
    deadline: deadline.nullable(),
    due: civilDate.nullable().meta({ description: 'Ngày đến hạn, hoặc ngày của số liệu. / The due date, or the date of the figure.' }),
    recurrence: z.string().nullable(),
    recurrenceText: z.string().nullable(),
    days: z.array(civilDate).meta({ description: 'Các ngày của việc làm định kỳ. / The days of a duty that returns.' }),
    period: z.string().nullable(),
    locality: z.string().nullable(),
    responsible: z.string().nullable(),
    strength: z.string().nullable(),
    direction: z.enum(['increase', 'decrease', 'maintain']).nullable(),
    incremental: z.boolean(),
    base: z.string().nullable(),
    series: z.string().nullable(),
    confidence: z.number(),
    reason: both,
    readerVersion: z.string(),
    suggestions,
    decision: z
      .object({
        at: z.string(),
        actor: z.object({ id: z.string(), name: z.string() }),
        reason: z.string().nullable(),
        how: z.enum(['set', 'milestone', 'revision', 'record']).nullable(),
        targetId: slug.nullable(),
        measurementId: z.string().nullable(),
        outcome: outcome.nullable(),
        together: z.array(z.int()),
        isEdited: z.boolean(),
        isWithdrawn: z
          .boolean()
          .meta({ description: 'Đã rút sau khi chấp nhận, nên đề xuất lại mở. / Withdrawn since, so that the proposal is open again.' }),
      })
      .nullable(),
  })
  .meta({ id: 'Proposal' });
export type ProposalItem = z.infer<typeof proposalItem>;
export type ProposalSuggestions = z.infer<typeof suggestions>;

export const proposalPage = z
  .object({
    items: z.array(proposalItem),
    nextAfter: z.int().nullable(),
    revision: z.int(),
    reading: z.object({ readerVersion: z.string(), isComplete: z.boolean() }).nullable(),
  })
  .meta({ id: 'ProposalPage' });
export type ProposalPage = z.infer<typeof proposalPage>;
