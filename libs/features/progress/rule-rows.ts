import type { Sql, TransactionSql } from 'postgres';
import { scheduleRulesCodec } from '../../domain/schedule/rules.codec.js';
import { rulesOf, type ScheduleRules } from '../../domain/schedule/rules.js';
import { ordinal, type RecordedEvent } from '../../event-store/event-store.js';
import { decodeRecorded } from '../../event-store/projection-fold.js';
import { showKnown } from '../../event-store/projection-versions.js';

/** From which event on which version of the schedule's rules is in force. */
export async function createRuleTable(tx: TransactionSql, schema: string): Promise<void> {
  await tx.unsafe(`create table ${schema}.rules (ordinal bigint primary key, version int not null)`);
  await showKnown(tx, `${schema}.rules`);
}

/** Throws `UndecodableEventError`, also by `RangeError` for rules that this program does not know. */
export async function addRules(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  for (const recorded of events) {
    const { version } = rulesOf(decodeRecorded({ codec: scheduleRulesCodec }, recorded).data.version);
    await tx.unsafe(`insert into ${schema}.rules values ($1, $2)`, [String(ordinal(recorded.position)), version]);
  }
}

/** The rules in force by a table of them. */
export async function rulesIn(sql: Sql | TransactionSql, table: string): Promise<ScheduleRules> {
  const [last] = await sql.unsafe<{ version: number }[]>(`select version from ${table} order by ordinal desc limit 1`);
  return rulesOf(last?.version ?? null);
}
