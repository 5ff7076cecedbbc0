import { z } from 'zod';
import { civilDate, knownAt, localityId } from './fields.js';
import { listQuery, page } from './lists.js';

const asOf = civilDate.optional().meta({ description: 'Tính đến ngày; mặc định hôm nay. / As of; default today.' });
const level = z.enum(['nation', 'province', 'district', 'commune']);

export const localitiesQuery = z.strictObject({
  asOf,
  knownAt: knownAt.optional(),
  parent: localityId.optional().meta({ description: 'Trực thuộc trực tiếp. / Directly beneath it.' }),
  level: level.optional(),
  q: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Tìm theo tên hoặc mã, không cần dấu. / By name or code, marks do not matter.' }),
  ...listQuery(['name', 'code', 'id']),
});
export type LocalitiesQuery = z.output<typeof localitiesQuery>;

export const localityQuery = z.strictObject({ asOf, knownAt: knownAt.optional() });
export type LocalityQuery = z.output<typeof localityQuery>;

export const treeQuery = z.strictObject({
  asOf,
  knownAt: knownAt.optional(),
  depth: z.coerce.number().int().min(0).max(4).default(2).meta({ description: 'Số cấp bên dưới. / Levels beneath.' }),
});
export type TreeQuery = z.output<typeof treeQuery>;

const facts = {
  id: localityId,
  code: z.string(),
  name: z.string(),
  fullName: z.string(),
  nameEn: z.string().nullable(),
  level,
  kind: z.string(),
  validFrom: civilDate.nullable(),
  validTo: civilDate.nullable().meta({ description: 'Ngày cuối còn hiệu lực. / Last day in force.' }),
};

export const localityItem = z.object({ ...facts, parentId: localityId.nullable() }).meta({ id: 'Locality' });
export type LocalityItem = z.infer<typeof localityItem>;
export const localityPage = page(localityItem).meta({ id: 'LocalityPage' });

const named = { id: localityId, name: z.string().nullable() };
const successionEnd = z.object({
  ...named,
  share: z.string().nullable().meta({ description: 'Phần số liệu đi theo, 0–1. / Share of the figures that follows.' }),
  effectiveOn: civilDate,
  kind: z.enum(['merged', 'split', 'renamed']),
});

export const localityDetail = z
  .object({
    ...facts,
    legalBasis: z.string().nullable(),
    parents: z.array(z.object({ ...named, from: civilDate.nullable(), to: civilDate.nullable() })),
    children: z.array(z.object({ ...named, level })).meta({ description: 'Trực thuộc vào ngày asOf. / Directly beneath on asOf.' }),
    predecessors: z.array(successionEnd),
    successors: z.array(successionEnd),
    revision: z.int(),
  })
  .meta({ id: 'LocalityDetail' });
export type LocalityDetail = z.infer<typeof localityDetail>;

export interface LocalityNode {
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly kind: string;
  readonly children: LocalityNode[];
}

export const localityNode: z.ZodType<LocalityNode> = z
  .object({
    id: localityId,
    name: z.string(),
    level: z.string(),
    kind: z.string(),
    get children() {
      return z.array(localityNode);
    },
  })
  .meta({ id: 'LocalityNode' });
