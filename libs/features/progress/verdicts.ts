import type { Sql } from 'postgres';
import type { TargetVerdicts } from '../http/target-verdicts.js';
import { answersOf } from './answers.js';
import { definitionsOf, lightRows } from './progress.query.js';

/** The verdicts that the pages of progress show, without their rows. */
export function targetVerdicts(sql: Sql): TargetVerdicts {
  return async (actor, ids, asked) => {
    if (ids.length === 0) return new Map();
    const [definitions, rows] = await Promise.all([definitionsOf(sql), lightRows(sql, actor, {}, asked.asOf, ids)]);
    const answers = await answersOf(sql, rows, definitions, asked);
    return new Map(
      answers.map(({ row, status, ratio, evaluation }) => [
        row.target_id,
        { status, ratio, actual: evaluation?.actual ?? null, expected: evaluation?.expected ?? null },
      ]),
    );
  };
}
