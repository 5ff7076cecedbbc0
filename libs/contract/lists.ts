import { z } from 'zod';

/** Of a read that takes nothing: what is asked for in vain is refused. */
export const noQuery = z.strictObject({});

/** Query members of every list; `sorts` are the keys it may be sorted by, `-key` for descending. */
export function listQuery<Sort extends string>(sorts: readonly [Sort, ...Sort[]]) {
  type Signed = Sort | `-${Sort}`;
  const signed = sorts.flatMap((key): Signed[] => [key, `-${key}`]);
  return {
    limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Số dòng tối đa. / Most items in the page.' }),
    cursor: z.string().max(2000).optional().meta({ description: 'Lấy từ nextCursor. / Opaque, from nextCursor.' }),
    sort: z
      .enum(signed as [Signed, ...Signed[]])
      .default(sorts[0] as never)
      .meta({ description: 'Khóa sắp xếp; dấu trừ là giảm dần. / Sort key; a minus sign for descending.' }),
  };
}

/** One page of a list; `nextCursor` null on the last one. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}
