import { BASES } from '../../domain/measurement/figure.js';
import type { RolledUp } from '../../domain/schedule/roll-up.js';
import type { TargetVerdicts } from '../http/target-verdicts.js';
import { answersOf } from './answers.js';
import type { FigureRow } from './figure-row.js';
import { definitionsOf, lightRows } from './progress.query.js';

/** The verdicts that the pages of progress show, without their rows. */
export const targetVerdicts: TargetVerdicts = async (sql, actor, ids, asked) => {
  if (ids.length === 0) return new Map();
  const [definitions, rows] = await Promise.all([definitionsOf(sql), lightRows(sql, actor, {}, asked.asOf, ids)]);
  const answers = await answersOf(sql, rows, definitions, asked);
  return new Map(
    answers.map(({ row, status, ratio, evaluation, figure, sum }) => [
      row.target_id,
      {
        ...{ status, ratio, actual: evaluation?.actual ?? null, expected: evaluation?.expected ?? null },
        ...datesOf(figure === 'kept' ? null : figure, sum),
      },
    ]),
  );
};

const datesOf = (figure: FigureRow | null, sum: RolledUp | null) => ({
  asOf: figure?.as_of ?? sum?.latest ?? null,
  basis: figure && (BASES[figure.basis_rank] ?? 'actual'),
  doneOn: figure?.done_on ?? null,
});
