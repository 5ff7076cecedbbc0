import type { Sql } from 'postgres';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { valueOf } from '../../domain/measurement/figure-value.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { RollUps, WholeFigure } from '../http/roll-ups.js';
import { wholeOf } from './answers.js';
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
    return new Map<string, WholeFigure>(
      [...sums].map(([id, { figure, latest, basis, coverage }]) => [
        id,
        figure && latest && coverage.reported >= coverage.expected
          ? { asOf: latest, value: valueOf(figure), doneOn: null, basis: basis ?? 'actual' }
          : 'incomplete',
      ]),
    );
  };
}
