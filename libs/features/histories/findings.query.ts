import { Inject, Injectable } from '@nestjs/common';
import type { Finding, FindingCounts, FindingCountsQuery, FindingsQuery } from '../../contract/histories.findings.js';
import type { Page } from '../../contract/lists.js';
import type { Severity } from '../../domain/alert/alert.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { findingSeverity, FINDING_KINDS, type FindingTerms } from '../../domain/story/findings.js';
import { FINDING_WORDS, findingSentence, type FoundFacts } from '../../domain/story/findings.words.js';
import type { KnownThen } from '../../domain/story/known-then.js';
import type { EventStore } from '../../event-store/event-store.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { checkFilters } from '../access/scope.sql.js';
import { listed } from '../http/keyset.js';
import type { Reading } from '../http/reading.js';
import { EVENT_STORE } from '../http/tokens.js';
import { Told, type Evidence } from './evidence.js';
import { foundSql, type FoundRow, type Search } from './findings.sql.js';

/** What is worth an auditor's look, found in the read tables, with the events as they stand in the store. */
@Injectable()
export class FindingQueries {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** Throws `locality_unknown`, `indicator_unknown`, `locality_out_of_scope`. */
  async list(query: FindingsQuery, scope: string, reading: Reading): Promise<Page<Finding>> {
    const { sql } = reading;
    await checkFilters(sql, scope, query);
    const listing = {
      columns: sql`x.*`,
      from: sql`(${foundSql(sql, query.kind ?? FINDING_KINDS, searchOf(query, scope, reading.day))}) x`,
      where: [],
      sorts: { recordedAt: { by: sql`x.ordinal`, type: 'bigint' } },
      id: sql`x.id`,
    } as const;
    const { items, nextCursor } = await listed<FoundRow>(sql, listing, query);
    return { items: await this.findingsOf(items, reading, termsOf(query)), nextCursor };
  }

  /** How many there are of each kind. Throws as `list`. */
  async counts(query: FindingCountsQuery, scope: string, { sql, day }: Reading): Promise<FindingCounts> {
    await checkFilters(sql, scope, query);
    const rows = await sql<{ kind: keyof FindingCounts['byKind']; count: number }[]>`
      select x.kind, count(*)::int as count from (${foundSql(sql, query.kind ?? FINDING_KINDS, searchOf(query, scope, day))}) x group by 1`;
    const byKind = Object.fromEntries(FINDING_KINDS.map((kind) => [kind, rows.find((row) => row.kind === kind)?.count ?? 0]));
    return { total: rows.reduce((all, { count }) => all + count, 0), byKind: byKind as FindingCounts['byKind'] };
  }

  private async findingsOf(rows: readonly FoundRow[], { position }: Reading, terms: FindingTerms): Promise<Finding[]> {
    const names = rows.flatMap(({ indicatorId, localityId }) => [indicatorStream(indicatorId), localityStream(localityId)]);
    const told = await Told.of(
      this.store,
      position,
      rows.flatMap(({ refs }) => refs),
      names,
    );
    return rows.map((row) => findingOf(row, told.pick(row.refs), told.known, terms));
  }
}

const termsOf = ({ beforeDue, late, unsettled, unacknowledged }: FindingCountsQuery): FindingTerms => ({
  beforeDue,
  late,
  unsettled,
  unacknowledged,
});

function searchOf(query: FindingCountsQuery, scope: string, day: CivilDate): Search {
  const { locality, indicator, from, until } = query;
  return { scope, locality, indicator, from, until, day, terms: termsOf(query) };
}

/** As the statement gives it: members that a kind lacks are absent. */
interface RowFacts extends Partial<Omit<FoundFacts, 'kind' | 'indicator' | 'locality' | 'unit'>> {
  readonly severity?: Severity;
  /** What is compared of a cumulative figure, where that is not the value. */
  readonly fromSize?: string;
  readonly toSize?: string;
}

function findingOf(row: FoundRow, evidence: readonly Evidence[], known: KnownThen, terms: FindingTerms): Finding {
  const { id, kind, indicatorId, localityId, targetId } = row;
  const localityName = known.localityName(localityId);
  const { severity, fromSize, toSize, ...facts } = row.facts as RowFacts;
  const words = known.indicatorWords(indicatorId);
  const [from, to, days] = [facts.from ?? null, facts.to ?? null, facts.days ?? null];
  const isSize = fromSize !== undefined && fromSize !== from;
  return {
    ...{ id, kind, indicatorId, localityId, targetId, name: FINDING_WORDS[kind] },
    ...{ about: aboutOf(row), indicatorName: words.name, localityName },
    severity: findingSeverity(kind, { days, from: fromSize ?? from, to: toSize ?? to, alert: severity ?? null }, terms),
    sentence: findingSentence({
      ...{ kind, indicator: words.name, locality: localityName, unit: isSize ? words.counted : words.unit },
      ...{ who: facts.who ?? '', day: facts.day ?? '', on: facts.on ?? null, basis: facts.basis ?? null },
      ...{
        from: isSize ? fromSize : from,
        to: isSize ? (toSize ?? to) : to,
        days,
        milestone: facts.milestone ?? null,
        reason: facts.reason ?? null,
      },
    }),
    recordedAt: evidence.at(-1)?.recordedAt ?? '',
    evidence: [...evidence],
  };
}

/** The id of a finding is its kind, and behind a point the alert, or the figure or target with the revision of the event. */
function aboutOf({ id, kind }: FoundRow): Finding['about'] {
  const rest = id.slice(kind.length + 1);
  if (kind === 'alert_unacknowledged') return { kind: 'alert', id: rest };
  const isTarget = kind === 'revised_after_due' || kind === 'revised_before_miss';
  return { kind: isTarget ? 'target' : 'measurement', id: rest.slice(0, rest.lastIndexOf('.')) };
}
