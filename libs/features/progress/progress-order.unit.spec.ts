import { cut } from './progress-order.js';

const answer = (id: string, ratio: string | null, due: string | null) =>
  ({ row: { target_id: id, indicator_id: 'i', locality_id: 'l' }, status: 'behind', ratio, due }) as const;
const ANSWERS = [answer('a', null, null), answer('b', '0.5', '2021-06-30'), answer('c', null, null), answer('d', '0.25', '2021-12-31')];

describe('the order of progress', () => {
  it.each([
    ['ratio', 'dbac'],
    ['-ratio', 'bdac'],
    ['due', 'bdac'],
    ['-due', 'dbac'],
  ] as const)('by %s ends with the rows that have none, page by page', (sort, expected) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    for (;;) {
      const { items, nextCursor } = cut(ANSWERS, { sort, limit: 1, cursor });
      seen.push(...items.map(({ row }) => row.target_id));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(seen.join('')).toBe(expected);
  });
});
