import { z } from 'zod';
import { decimal } from './decimal-input.js';
import { civilDate, indicatorId, line, localityId, slug } from './fields.js';
import { budgetYear, planCapitalId } from './plan-capital.js';

export const planCapitalPath = z.strictObject({ id: planCapitalId });
export const tranchePath = z.strictObject({ id: planCapitalId, trancheId: slug });

const source = z
  .strictObject({ directiveId: slug, clause: line(300).nullable().default(null) })
  .nullable()
  .default(null)
  .meta({ description: 'Văn bản quyết định. / The directive that decided it.' });

const predecessorId = localityId
  .nullable()
  .default(null)
  .meta({
    description:
      'Đơn vị tiền thân đã quyết định trước khi sáp nhập; bỏ trống nếu chính địa phương quyết định. / The predecessor that decided before the merger; none where the locality itself did.',
    examples: ['vn-02@base'],
  });

const on = civilDate.meta({
  description: 'Ngày quyết định; giao sau 30/9 là vốn giao muộn. / Day of decision; capital assigned after 30/9 is late.',
});

const decided = { on, amount: decimal, source, predecessorId };
const newAmount = decimal.meta({ description: 'Số vốn mới của đợt, không phải phần tăng giảm. / The new amount, not the change.' });
const reason = z.string().max(2000).meta({ description: 'Lý do, bắt buộc. / Why; required.' });
const confirm = z
  .array(z.string().max(100))
  .max(20)
  .default([])
  .meta({ description: 'Mã các cảnh báo đã xác nhận. / Codes of the warnings that are confirmed.' });

export const assignCapital = z
  .strictObject({
    indicatorId,
    localityId,
    year: budgetYear,
    trancheId: slug.meta({ description: 'Mã đợt vốn. / Tranche id.', examples: ['dau-nam'] }),
    ...decided,
  })
  .meta({
    id: 'AssignCapital',
    examples: [
      {
        indicatorId: 'public-investment-disbursement',
        localityId: 'vn-08@base',
        year: 2025,
        trancheId: 'dau-nam',
        on: '2024-12-04',
        amount: '885.786,6',
      },
    ],
  });
export type AssignCapitalRequest = z.output<typeof assignCapital>;

export const adjustCapital = z
  .strictObject({ trancheId: slug, ...decided, amount: newAmount, reason, confirm })
  .meta({ id: 'AdjustCapital', examples: [{ trancheId: 'dau-nam', on: '2025-06-30', amount: '880.000,0', reason: 'Điều chuyển' }] });
export type AdjustCapitalRequest = z.output<typeof adjustCapital>;

export const correctTranche = z
  .strictObject({
    decision: z
      .int()
      .min(0)
      .default(0)
      .meta({ description: 'Quyết định thứ mấy của đợt; 0 là lần giao. / Which decision on the tranche; 0 is its assignment.' }),
    ...decided,
    reason,
    confirm,
  })
  .meta({ id: 'CorrectTranche', examples: [{ on: '2025-10-15', amount: '27.429,6', reason: 'Nhập nhầm ngày' }] });
export type CorrectTrancheRequest = z.output<typeof correctTranche>;

export const withdrawTranche = z.strictObject({ reason }).meta({ id: 'WithdrawTranche', examples: [{ reason: 'Nhập nhầm tỉnh' }] });
