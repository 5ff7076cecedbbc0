import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { LogStatus } from '../../contract/transparency.js';
import type { EventStore, Position } from '../../event-store/event-store.js';
import { EVENT_STORE, SQL } from '../http/tokens.js';
import { saidOf } from './findings.js';
import { lastVerified, openFindings, settlements } from './recorded-findings.js';
import { BEHIND, DIVERGED, LATE_MS, outlineOf, UNVERIFIED } from './status.words.js';
import { isDiverged, isUnverified, lastHead, readState } from './stored-log.js';

const MOST_FINDINGS = 100;
const MOST_SETTLEMENTS = 20;

/** How the log is. */
@Injectable()
export class LogStatusQuery {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** `isWhole`: who asks may see every event, so findings are told with their places, and who settled what. */
  async status(isWhole: boolean): Promise<LogStatus> {
    const { sql } = this;
    const [state, head, verified, diverged, unverified] = await Promise.all([
      readState(sql),
      lastHead(sql),
      lastVerified(sql),
      isDiverged(sql),
      isUnverified(sql),
    ]);
    const { origin, size, position } = state;
    const behind = position !== (await this.store.head());
    const lagSeconds = behind ? await this.waitingSince(position) : 0;
    const findings = (await openFindings(sql, MOST_FINDINGS)).map(({ foundAt, ...finding }) => {
      const { vi, en } = isWhole ? saidOf(finding) : outlineOf(finding.kind);
      return { found: { kind: finding.kind, foundAt, vi, en }, place: { ...finding.place } };
    });
    return {
      ...{ origin, size, behind, lagSeconds, verified, diverged },
      head: head && { size: head.size, signedAt: head.signedAt, checkpoint: head.note },
      keys: (await sql`select from transparency.key`).count,
      message: diverged ? DIVERGED : unverified ? UNVERIFIED : lagSeconds * 1_000 > LATE_MS ? BEHIND : null,
      first: findings[0]?.found ?? null,
      findings: isWhole ? findings.map(({ found, place }) => ({ ...found, place })) : [],
      settled: isWhole ? [...(await settlements(sql, MOST_SETTLEMENTS))] : [],
      witnesses: await this.witnesses(),
    };
  }

  private async waitingSince(from: Position): Promise<number> {
    for await (const { events } of this.store.readAll({ from, batchSize: 1 })) {
      if (events[0]) return Math.max((Date.now() - Date.parse(events[0].recordedAt)) / 1_000, 0);
    }
    return 0;
  }

  private async witnesses(): Promise<LogStatus['witnesses']> {
    const rows = await this.sql<
      { name: string; size: string; at: Date | null; attempts: number; detail: string | null; dropped: number }[]
    >`
      select name, size, handed_at as at, attempts, detail, coalesce((to_jsonb(w)->>'dropped')::int, 0) as dropped
      from transparency.witness w order by name`;
    return rows.map(({ at, size, ...row }) => ({ ...row, size: Number(size), handedAt: at?.toISOString() ?? null }));
  }
}
