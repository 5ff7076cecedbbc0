import { readFileSync } from 'node:fs';
import { locality, localityState } from '../../../test/support/samples.js';
import { fold } from '../kernel/decider.js';
import { DomainError } from '../kernel/errors.js';
import type { LocalityEvent } from '../locality/locality.events.js';
import type { LocalityState } from '../locality/locality.state.js';
import { planOn, tranchesOn } from './disbursement.js';
import { assignCapital, type AssignCapital, type PlanCapitalFacts } from './plan-capital.decide.js';
import { planCapitalDecider } from './plan-capital.state.js';

const SUCCESSIONS = readFileSync(new URL('../../../catalog/localities/successions.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((row) => row.split(','));

/** The localities that ended in any of these, as the catalogue has it, and those themselves. */
function succession(...successors: readonly string[]): ReadonlyMap<string, LocalityState> {
  const rows = SUCCESSIONS.filter(([, to = '']) => successors.includes(to));
  const ended = rows.map(([from = '', into = '', effectiveOn = '', , , legalBasis = '']) => {
    const merged: LocalityEvent = { type: 'LocalityMerged', data: { localityId: from, into, effectiveOn, legalBasis } };
    return [from, localityState(locality({ localityId: from }), merged)] as const;
  });
  return new Map(ended);
}

const PROVINCE = 'vn-08@2025';
const predecessors = succession(PROVINCE);
const facts = (more: Partial<PlanCapitalFacts> = {}): PlanCapitalFacts => ({
  indicator: { indicatorId: 'public-investment-disbursement', shape: 'ratio' },
  locality: localityState(locality({ localityId: PROVINCE, validFrom: '2025-07-01' })),
  ...{ succession: predecessors, directive: null, today: '2025-12-31', ...more },
});
const tranche = (trancheId: string, on: string, predecessorId: string | null, amount = '100'): AssignCapital => ({
  ...{
    indicatorId: 'public-investment-disbursement',
    localityId: PROVINCE,
    year: 2025,
    trancheId,
    on,
    amount,
    source: null,
    predecessorId,
  },
});

function code(command: AssignCapital, more: Partial<PlanCapitalFacts> = {}): string {
  try {
    assignCapital(command, { tranches: [] }, facts(more));
  } catch (error) {
    if (error instanceof DomainError) return error.code;
  }
  return 'none';
}

describe('the plan of a province formed on 1/7/2025', () => {
  it('was formed by Hà Giang and Tuyên Quang', () => {
    expect([...predecessors.keys()].sort()).toEqual(['vn-02@base', 'vn-08@base']);
  });

  it('takes over what its predecessors were assigned, each tranche with whose decision it was', () => {
    const commands = [
      tranche('ha-giang', '2024-12-10', 'vn-02@base', '4120.5'),
      tranche('tuyen-quang', '2025-01-15', 'vn-08@base', '5000'),
      tranche('bo-sung', '2025-10-15', null, '300'),
    ];
    const none = planCapitalDecider.initial;
    const state = fold(
      planCapitalDecider,
      commands.flatMap((command) => assignCapital(command, none, facts())),
    );
    expect(planOn(state, 2025, '2025-12-31')).toMatchObject({ whole: '9420.5', late: '300', withoutLate: '9120.5' });
    expect(tranchesOn(state, 2025, '2025-12-31').map(({ decisions: [first] }) => first?.predecessorId)).toEqual([
      ...['vn-02@base', 'vn-08@base', null],
    ]);
    for (const command of commands) expect(assignCapital(command, state, facts())).toEqual([]);
  });

  it.each([
    ['predecessor_needed', tranche('a', '2025-06-30', null)],
    ['none', tranche('a', '2025-07-01', null)],
    ['none', tranche('a', '2025-06-30', 'vn-02@base')],
    ['locality_not_in_force', tranche('a', '2025-07-01', 'vn-02@base')],
    ['locality_unknown', tranche('a', '2025-06-30', 'vn-10@base')],
  ])('%s: %o', (expected, command) => {
    expect(code(command)).toBe(expected);
  });

  it('takes nothing over from a province that went into another', () => {
    expect(code(tranche('a', '2025-06-30', 'vn-10@base'), { succession: succession('vn-15@2025') })).toBe('not_a_predecessor');
  });

  it('takes over what came by way of a locality between', () => {
    const between = localityState(locality({ localityId: 'vn-08@2024' }), {
      type: 'LocalityRenamed',
      data: { localityId: 'vn-08@2024', into: PROVINCE, effectiveOn: '2025-07-01', legalBasis: null },
    });
    const first = localityState(locality(), {
      type: 'LocalityMerged',
      data: { localityId: 'vn-08@base', into: 'vn-08@2024', effectiveOn: '2025-01-01', legalBasis: null },
    });
    const known = new Map([
      ['vn-08@base', first],
      ['vn-08@2024', between],
    ]);
    expect(code(tranche('a', '2024-12-10', 'vn-08@base'), { succession: known })).toBe('none');
    expect(code(tranche('a', '2024-12-10', 'vn-08@base'), { succession: new Map([['vn-08@base', first]]) })).toBe('not_a_predecessor');
  });
});
