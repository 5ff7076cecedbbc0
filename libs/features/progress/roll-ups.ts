import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { valueOf } from '../../domain/measurement/figure-value.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { RollUps, WholeFigure } from '../http/roll-ups.js';
import type { RolledUp } from '../../domain/schedule/roll-up.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { targetsOf, wholeOf } from './answers.js';
import { isDoubtedSum, type KnownDefinition } from './counted.js';
import { definitionsOf, lightRows } from './progress.query.js';
import { rolledUp } from './rolled-up.js';

const EVERYTHING = { id: 'tiendo', name: 'Tiến Độ', role: 'auditor', locality: NATION } as const;

/** The sums of those beneath, as `GET /v1/progress` shows them on the day under the boundaries of the day. */
export function rollUps(sql: Sql): RollUps {
  return async (ids: readonly string[], day: CivilDate) => {
    if (ids.length === 0) return new Map();
    const [definitions, rows] = await Promise.all([definitionsOf(sql), lightRows(sql, EVERYTHING, {}, day, ids)]);
    const wholes = rows.map((row) => wholeOf(row, definitions));
    const sums = await rolledUp(sql, wholes, { asOf: day, boundaries: day });
    const targets = await targetsOf(sql, [...sums.keys()]);
    return new Map<string, WholeFigure>(
      wholes.flatMap(({ targetId, definition }) => {
        const [sum, target] = [sums.get(targetId), targets.get(targetId)];
        return sum && target ? [[targetId, wholeFigure(sum, target, definition)]] : [];
      }),
    );
  };
}

function wholeFigure({ figure, latest, basis, leftOut }: RolledUp, target: TargetState, definition: KnownDefinition): WholeFigure {
  if (!figure || !latest || leftOut.length > 0) return 'incomplete';
  const known = { asOf: latest, value: valueOf(figure), doneOn: null, basis: basis ?? 'actual' } as const;
  return isDoubtedSum(known, target, definition) ? 'incomplete' : known;
}
