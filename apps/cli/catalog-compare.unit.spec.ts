import type { ProposedTarget } from '../../libs/reading/reading.js';
import { readDirective } from '../../libs/reading/read-directive.js';
import { acceptedTargets, compare, type ComparedTarget } from './catalog-compare.js';

const target = (change: Partial<ComparedTarget> = {}): ComparedTarget => ({
  clause: 'Điều 1, khoản 3, đoạn 1',
  indicator: 'Tỷ lệ giải ngân vốn đầu tư công',
  locality: 'Tỉnh Sơn Hà',
  responsible: null,
  strength: 'quantified',
  milestones: [{ due: '2023-12-31', dueOp: '<=', comparator: '=', value: '100' }],
  ...change,
});
const proposal = (change: Partial<ProposedTarget>): ProposedTarget =>
  ({
    ...{ n: 1, indicator: 'giải ngân', locality: 'Tỉnh Sơn Hà', comparator: '>=', value: '98', series: null },
    ...change,
  }) as ProposedTarget;
const due = (date: string, change: object = {}) => ({ date, op: '<=' as const, expanded: [], ...change }) as never;

describe('accepting every proposal', () => {
  it('makes milestones of one target of the proposals of a series', () => {
    const proposals = [
      proposal({ n: 1, series: 'S1', comparator: '>', value: '60', deadline: due('2021-09-30') }),
      proposal({ n: 2, series: 'S1', deadline: due('2021-12-31') }),
      proposal({ n: 3, series: 'S1', indicator: 'thu ngân sách', deadline: due('2021-12-31') }),
    ];
    const [first, ...others] = acceptedTargets(proposals, 2021);
    expect(first!.milestones).toEqual([
      { due: '2021-09-30', dueOp: '<=', comparator: '>', value: '60' },
      { due: '2021-12-31', dueOp: '<=', comparator: '>=', value: '98' },
    ]);
    expect(others).toHaveLength(1);
  });

  it('takes the end of the plan’s year where no deadline is printed, unless the reader implies one', () => {
    const proposals = [
      proposal({ n: 1, deadline: null, deadlineImplied: null }),
      proposal({ n: 2, deadline: null, deadlineImplied: '2021-06-30' }),
    ];
    expect(acceptedTargets(proposals, 2021).map(({ milestones }) => milestones[0]!.due)).toEqual(['2021-12-31', '2021-06-30']);
  });

  it('counts the reports of a recurring duty', () => {
    const [counted] = acceptedTargets([proposal({ deadline: due('2021-03-31', { expanded: ['2021-03-31', '2021-06-30'] }) })], 2021);
    expect(counted!.milestones.map(({ due, value }) => `${value} ${due}`)).toEqual(['1 2021-03-31', '2 2021-06-30']);
  });
});

describe('the catalogue beside a reading', () => {
  it('finds nothing to tell where both say the same, however the clause is written', () => {
    const { both, catalogueOnly, readingOnly } = compare(
      [target()],
      [target({ indicator: 'tỷ lệ giải ngân', clause: 'Điều 1.3, đoạn 1' })],
    );
    expect([both[0]!.differences, catalogueOnly, readingOnly]).toEqual([[], [], []]);
  });

  it('tells the fields that differ', () => {
    const theirs = target({ responsible: 'Sở Tài chính', milestones: [{ due: '2023-12-31', dueOp: '<=', comparator: '>=', value: '95' }] });
    expect(compare([target()], [theirs]).both[0]!.differences).toEqual([
      { field: 'responsible', catalogue: '–', reading: 'Sở Tài chính' },
      { field: 'milestones', catalogue: '= 100 <= 2023-12-31', reading: '>= 95 <= 2023-12-31' },
    ]);
  });

  it('pairs one to one, the most alike first, and keeps what has no counterpart apart', () => {
    const [pci, papi] = [target({ indicator: 'Thứ hạng PCI' }), target({ indicator: 'Thứ hạng PAPI' })];
    const found = compare([pci, papi], [target({ indicator: 'thứ hạng PAPI' }), target({ indicator: 'số xã', clause: 'mục 9' })]);
    expect(found.both.map(({ catalogue }) => catalogue.indicator)).toEqual(['Thứ hạng PAPI']);
    expect(found.catalogueOnly).toEqual([pci]);
    expect(found.readingOnly.map(({ indicator }) => indicator)).toEqual(['số xã']);
  });

  it('takes what the reader proposes as it is', () => {
    const { targets } = readDirective('KẾ HOẠCH\nNăm 2024\n\n1. Phấn đấu đến 31/12/2024 giải ngân vốn đầu tư công đạt ít nhất 95%.\n');
    expect(acceptedTargets(targets, 2024)[0]!.milestones).toEqual([{ due: '2024-12-31', dueOp: '<=', comparator: '>=', value: '95' }]);
  });
});
