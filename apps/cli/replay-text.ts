import type { DefinitionOff } from '../../libs/features/evidence/compare-definitions.js';
import type { RowOff } from '../../libs/features/evidence/compare-tables.js';
import type { ProjectionReplay } from '../../libs/features/evidence/replay-store.js';
import type { RowDifference, TargetReplay } from '../../libs/features/evidence/replay-target.js';
import { plain } from '../../libs/transparency/plain-text.js';
import { bilingual } from './cli-error.js';

/** A row of a table may hold a whole plan. */
const MOST_SAID = 4_000;

/** What a target's re-fold found. */
export function tellTarget(targetId: string, { position, asOf, events, rows, differences, isRolledUp }: TargetReplay): void {
  console.log(
    bilingual(`Mục tiêu ${targetId}, tính đến ${asOf}, vị trí ${position}`, `target ${targetId}, as of ${asOf}, position ${position}`),
  );
  for (const difference of differences) console.log(`✗ ${plain(rowText(difference), MOST_SAID)}`);
  if (isRolledUp)
    console.log(
      `– ${bilingual('Tình trạng dựa vào tổng hợp từ bên dưới, không tính lại ở đây', 'the status rests on a roll-up, which is not worked out again here')}.`,
    );
  if (differences.length > 0) console.log(bilingual(`${differences.length} sai khác.`, `${differences.length} differences.`));
  else
    console.log(
      `✓ ${bilingual(`${events} sự kiện cho ra đúng ${rows} dòng đang đọc`, `${events} events give just the ${rows} rows that are read`)}.`,
    );
}

function rowText({ table, row, field, stands, ought }: RowDifference): string {
  if (field === '*' && ought === undefined)
    return bilingual(`${table}, dòng ${row}: không sự kiện nào cho ra`, `row ${row}: no event gives it`);
  if (field === '*') return bilingual(`${table}, dòng ${row}: thiếu`, `row ${row}: missing`);
  return bilingual(
    `${table}, dòng ${row}, ${field}: đang là ${stands}, phải là ${ought}`,
    `row ${row}, ${field}: stands at ${stands}, ought to be ${ought}`,
  );
}

/** What the tables of a projection came to. */
export function tellTables({ name, position, tables, definitions }: ProjectionReplay): void {
  if (position === null) {
    console.log(
      `✗ ${bilingual(`${name}: chưa có bảng đúng phiên bản chương trình này`, `${name}: there are no tables of this program's version`)}.`,
    );
    return;
  }
  for (const { table, rows, differences, hasMore } of tables) {
    for (const off of differences) for (const line of offText(table, off)) console.log(`✗ ${plain(line, MOST_SAID)}`);
    if (hasMore) console.log(`✗ ${bilingual(`${table}: còn nhiều sai khác nữa`, `${table}: there are many more`)}.`);
    if (differences.length === 0) console.log(`✓ ${bilingual(`${table}: ${rows} dòng khớp`, `${rows} rows agree`)}`);
  }
  for (const off of definitions) console.log(`✗ ${plain(definitionText(off), MOST_SAID)}`);
  if (definitions.length === 0)
    console.log(
      `✓ ${bilingual(`${name}: bảng, view, trigger, rule, policy được dựng đúng`, `${name}: tables, views, triggers, rules and policies are made as they ought to be`)}`,
    );
}

function definitionText({ name, stands, ought }: DefinitionOff): string {
  if (stands === null) return bilingual(`${name}: thiếu`, `${name}: missing`);
  if (ought === null)
    return bilingual(`${name}: chương trình không dựng cái này: ${stands}`, `${name}: the program makes no such thing: ${stands}`);
  return bilingual(`${name}: đang là ${stands}, phải là ${ought}`, `${name}: stands at ${stands}, ought to be ${ought}`);
}

function offText(table: string, { kind, row, columns }: RowOff): readonly string[] {
  if (kind === 'missing') return [bilingual(`${table}, dòng ${row}: thiếu`, `row ${row}: missing`)];
  if (kind === 'added') return [bilingual(`${table}, dòng ${row}: không sự kiện nào cho ra`, `row ${row}: no event gives it`)];
  return columns.map(({ column, stands, ought }) =>
    bilingual(
      `${table}, dòng ${row}, cột ${column}: đang là ${stands}, phải là ${ought}`,
      `column ${column}: stands at ${stands}, ought to be ${ought}`,
    ),
  );
}
