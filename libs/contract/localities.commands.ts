import { z } from 'zod';
import { decimal } from './decimal-input.js';
import { civilDate, line, localityId } from './fields.js';

const legalBasis = line(500)
  .nullable()
  .default(null)
  .meta({ description: 'Căn cứ pháp lý. / Legal basis.', examples: ['1656/NQ-UBTVQH15'] });
const share = decimal.nullable().default(null).meta({
  description:
    'Phần số liệu cũ đi theo, 0–1; null nếu không ai xác định. / Share of the old figures that follows it; null where nobody quantified it.',
});

export const registerLocality = z
  .strictObject({
    localityId,
    code: z.string().max(20).trim(),
    name: line(200),
    fullName: line(300),
    nameEn: line(300).nullable().default(null),
    level: z.enum(['nation', 'province', 'district', 'commune']),
    kind: line(60),
    parentId: localityId.nullable().default(null),
    validFrom: civilDate.nullable().default(null),
    legalBasis,
  })
  .meta({
    id: 'RegisterLocality',
    examples: [
      {
        localityId: 'vn-08@base',
        code: '08',
        name: 'Tuyên Quang',
        fullName: 'Tỉnh Tuyên Quang',
        level: 'province',
        kind: 'tỉnh',
        parentId: 'vn',
      },
    ],
  });
export type RegisterLocalityRequest = z.output<typeof registerLocality>;

const ending = { effectiveOn: civilDate, legalBasis };

export const localitySuccession = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('merge'), into: localityId, ...ending }),
    z.strictObject({ kind: z.literal('rename'), into: localityId, ...ending }),
    z.strictObject({ kind: z.literal('split'), parts: z.array(z.strictObject({ localityId, share })).max(100), ...ending }),
    z.strictObject({ kind: z.literal('abolish'), ...ending }),
  ])
  .meta({
    id: 'LocalitySuccession',
    examples: [{ kind: 'merge', into: 'vn-08@2025', effectiveOn: '2025-07-01', legalBasis: '202/2025/QH15' }],
  });
export type LocalitySuccessionRequest = z.output<typeof localitySuccession>;

export const localityParent = z
  .strictObject({ parentId: localityId, from: civilDate, legalBasis })
  .meta({ id: 'LocalityParent', examples: [{ parentId: 'vn-08@2025', from: '2025-07-01' }] });
export type LocalityParentRequest = z.output<typeof localityParent>;

export const localityPath = z.strictObject({ id: localityId });
