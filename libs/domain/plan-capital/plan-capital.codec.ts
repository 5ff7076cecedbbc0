import { z } from 'zod';
import { eventCodec } from '../kernel/codec.js';
import { civilDate, decimalText, firstVersion, type DataOf } from '../kernel/fields.codec.js';
import type { PlanCapitalEvent } from './plan-capital.events.js';

const tranche = { indicatorId: z.string(), localityId: z.string(), year: z.int(), trancheId: z.string() };
const decided = {
  ...tranche,
  on: civilDate,
  amount: decimalText,
  source: z.strictObject({ directiveId: z.string(), clause: z.string().nullable() }).nullable(),
  predecessorId: z.string().optional(),
};
const changed = { ...decided, reason: z.string(), confirmedIncrease: decimalText.optional() };

const assigned: z.ZodType<DataOf<PlanCapitalEvent, 'CapitalAssigned'>> = z.strictObject(decided);
const adjusted: z.ZodType<DataOf<PlanCapitalEvent, 'CapitalAdjusted'>> = z.strictObject(changed);
const corrected: z.ZodType<DataOf<PlanCapitalEvent, 'TrancheCorrected'>> = z.strictObject({ ...changed, decision: z.int().min(0) });
const withdrawn: z.ZodType<DataOf<PlanCapitalEvent, 'TrancheWithdrawn'>> = z.strictObject({ ...tranche, reason: z.string() });

// The keys are the stored names: renaming one makes history unreadable.
export const planCapitalCodec = eventCodec<PlanCapitalEvent>({
  CapitalAssigned: firstVersion(assigned),
  CapitalAdjusted: firstVersion(adjusted),
  TrancheCorrected: firstVersion(corrected),
  TrancheWithdrawn: firstVersion(withdrawn),
});
