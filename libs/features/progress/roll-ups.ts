import type { Sql, TransactionSql } from 'postgres';
import { valueOf } from '../../domain/measurement/figure-value.js';
import type { RolledUp } from '../../domain/schedule/roll-up.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { ordinal, type Position } from '../../event-store/event-store.js';
import { KNOWN_AT } from '../../event-store/projection-versions.js';
import { cameFrom, readPast } from '../http/reading.js';
import type { RollUps, WholeFigure, WholeTarget } from '../http/roll-ups.js';
import type { Definitions } from './answers.js';
import { isDoubtedSum, type KnownDefinition } from './counted.js';
import { definitionsOf } from './progress.query.js';
import { rolledUp, type Whole } from './rolled-up.js';

/** The sums of those beneath, as `GET /v1/progress` shows them on the day under the boundaries of the day, known at a position. */
export function rollUps(pool: Sql): RollUps {
  return async (tx, asked, day, until) => {
    if (asked.length === 0) return new Map();
    const sql = await seeingPast(tx, pool, until);
    const definitions = await definitionsOf(sql);
    const sums = await rolledUp(
      sql,
      asked.flatMap((one) => wholeOf(one, definitions)),
      { asOf: day, boundaries: day },
    );
    return new Map<string, WholeFigure>(
      asked.flatMap(({ targetId, target }) => {
        const [sum, definition] = [sums.get(targetId), definitions.get(target.indicatorId)];
        return sum && definition ? [[targetId, wholeFigure(sum, target, definition)]] : [];
      }),
    );
  };
}

/** Every version of a row is kept, so it need not be one sight of the tables. */
async function seeingPast(tx: TransactionSql, pool: Sql, until: Position): Promise<Sql> {
  const sql = tx as unknown as Sql;
  const moment = String(ordinal(until));
  await sql`select set_config(${KNOWN_AT}, ${moment}, true)`;
  cameFrom(sql, pool);
  readPast(sql, moment);
  return sql;
}

function wholeOf({ target, ...whole }: WholeTarget, definitions: Definitions): readonly Whole[] {
  const { indicatorId, localityId, allocations } = target;
  const definition = definitions.get(indicatorId);
  const among = allocations.length > 0 ? allocations.map((part) => part.localityId) : null;
  return definition ? [{ ...whole, indicatorId, localityId, definition, among }] : [];
}

function wholeFigure({ figure, latest, basis, leftOut }: RolledUp, target: TargetState, definition: KnownDefinition): WholeFigure {
  if (!figure || !latest || leftOut.length > 0) return 'incomplete';
  const known = { asOf: latest, value: valueOf(figure), doneOn: null, basis: basis ?? 'actual' } as const;
  return isDoubtedSum(known, target, definition) ? 'incomplete' : known;
}
