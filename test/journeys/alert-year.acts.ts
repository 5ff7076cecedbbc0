import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { HttpClient } from '../support/http-client.js';
import { onDay } from '../support/on-day.js';
import { figureOf, planOf } from './alert-year.reading.js';
import { MERGED, TARGETS, type Act } from './alert-year.table.js';

/** Those who act in the journey: of the province, but for the leader, who leads the commune that another one joins. */
export type People = Readonly<Record<'admin' | 'planner' | 'verifier' | 'leader' | 'chief', HttpClient>>;

/** What somebody does on a day besides sending figures. */
export async function perform({ on, target, do: act }: Act, people: People): Promise<void> {
  const row = TARGETS.find(({ id }) => id === target)!;
  const { admin, planner, verifier, leader, chief } = people;
  const figure = (asOf: CivilDate): string => `/v1/measurements/${row.indicator}.${row.at}.2025.${asOf}.actual`;
  const reason = 'theo biên bản';
  switch (act.kind) {
    case 'correct':
      return void (await planner.done(`${figure(act.asOf)}/correction`, { figure: figureOf(row.indicator, act.value), reason }));
    case 'return':
      return void (await verifier.done(`${figure(act.asOf)}/return`, { reason }));
    case 'withdraw':
      return void (await planner.done(`/v1/targets/${target}/withdrawal`, { on, reason }));
    case 'revise':
      return void (await planner.done(`/v1/targets/${target}/revisions`, { ...planOf(act.plan), reason }));
    case 'merge':
      return void (await admin.done(`/v1/localities/${MERGED.from}/succession`, {
        ...{ kind: 'merge', into: MERGED.into, effectiveOn: MERGED.on, legalBasis: '12/NQ-HĐND' },
      }));
    case 'acknowledge': {
      const [alert] = (await chief.get(`/v1/alerts?target=${target}`)).body.items;
      const { note, recoveryOn } = act;
      const who = row.at === MERGED.into ? leader : chief;
      return void (await onDay(on, () => who.done(`/v1/alerts/${alert.id}/acknowledgement`, { note, recoveryOn })));
    }
  }
}
