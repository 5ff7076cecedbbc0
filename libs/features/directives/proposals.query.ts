import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { DirectiveItem } from '../../contract/directives.reads.js';
import type { ProposalItem, ProposalPage, ProposalsQuery } from '../../contract/proposals.reads.js';
import type { Actor } from '../../domain/kernel/command.js';
import { lacking } from '../../domain/kernel/errors.js';
import type { NumberedProposal } from '../../domain/directive/proposal.js';
import { conjunction, given, type Fragment } from '../http/keyset.js';
import { SQL } from '../http/tokens.js';
import { DirectiveQueries } from './directives.query.js';
import { ProposalOutcomes } from './outcomes.query.js';
import { proposalItemOf, type ProposalRow } from './proposal-item.js';
import { Suggestions } from './suggestions.js';
import { isGone, verdict } from './verdict.sql.js';

/** Code points of the text that are shown before and after a quote. */
const AROUND = 120;

/** Reads the proposals of a directive, with the words around them and what they might become. */
@Injectable()
export class ProposalQueries {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(DirectiveQueries) private readonly directives: DirectiveQueries,
    @Inject(Suggestions) private readonly suggestions: Suggestions,
    @Inject(ProposalOutcomes) private readonly outcomes: ProposalOutcomes,
  ) {}

  async list(actor: Actor, directive: DirectiveItem, { state, type, at, limit, after }: ProposalsQuery): Promise<ProposalPage> {
    const { sql } = this;
    const rows = await this.rows(
      directive.id,
      [
        sql`p.n > ${after}`,
        ...given(type, (name) => sql`p.type = ${name}`),
        ...given(state, (name) => sql`${verdict(sql)} = ${name}`),
        ...given(at, (point) => sql`${point} >= (p.proposal->'quote'->>'start')::int and ${point} < (p.proposal->'quote'->>'end')::int`),
      ],
      limit + 1,
    );
    const items = await this.itemsOf(actor, directive, rows.slice(0, limit));
    const reading = await this.readingOf(directive.id);
    return { items, nextAfter: rows.length > limit ? (items.at(-1)?.n ?? null) : null, revision: directive.revision, reading };
  }

  /** Throws `proposal_unknown`. */
  async one(actor: Actor, directive: DirectiveItem, n: number): Promise<ProposalItem> {
    const rows = await this.rows(directive.id, [this.sql`p.n = ${n}`], 1);
    const [item] = await this.itemsOf(actor, directive, rows);
    return item ?? lacking('proposal_unknown', { directiveId: directive.id, n });
  }

  private rows(directiveId: string, where: readonly Fragment[], limit: number): Promise<readonly ProposalRow[]> {
    const { sql } = this;
    return sql<ProposalRow[]>`
      select p.proposal, p.reader_version as "readerVersion", ${verdict(sql)} as state, p.state as decided, p.target_id as "targetId",
        p.measurement_id as "measurementId", p.together, p.edited, p.how, p.reason, p.actor_id as "actorId", p.actor_name as "actorName",
        to_char(p.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "decidedAt", ${isGone(sql)} as gone
      from directives.proposal p where p.directive_id = ${directiveId} and ${conjunction(sql, where)} order by p.n limit ${limit}`;
  }

  private async itemsOf(actor: Actor, directive: DirectiveItem, rows: readonly ProposalRow[]): Promise<ProposalItem[]> {
    if (rows.length === 0) return [];
    const proposals = rows.map(({ proposal }) => proposal);
    const [around, suggested, outcome] = await Promise.all([
      this.around(directive, proposals),
      this.suggestions.of(actor, directive, proposals),
      this.outcomes.of(rows),
    ]);
    return rows.map((row) =>
      proposalItemOf(row, { around: around(row.proposal), suggestions: suggested(row.proposal), outcome: outcome(row) }),
    );
  }

  /** One stretch of the text from the first quote to the last, cut up in memory. */
  private async around(
    directive: DirectiveItem,
    proposals: readonly NumberedProposal[],
  ): Promise<(proposal: NumberedProposal) => ProposalItem['around']> {
    const starts = proposals.map(({ quote }) => quote.start);
    const first = Math.max(0, Math.min(...starts) - AROUND);
    const last = Math.max(...proposals.map(({ quote }) => quote.end)) + AROUND;
    const points = [...(await this.directives.text(directive, first, last)).text];
    const cut = (start: number, end: number): string => points.slice(Math.max(0, start - first), Math.max(0, end - first)).join('');
    return ({ quote: { start, end } }) => ({ before: cut(start - AROUND, start), after: cut(end, end + AROUND) });
  }

  /** How far earlier readings came; null before the first. */
  async readingOf(id: string): Promise<ProposalPage['reading']> {
    const [row] = await this.sql<{ reading: ProposalPage['reading'] }[]>`
      select nullif(state->'reading', 'null'::jsonb) as reading from directives.directive where id = ${id}`;
    return row?.reading ?? null;
  }
}
