import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { DirectiveItem, DirectivesQuery } from '../../contract/directives.reads.js';
import type { Page } from '../../contract/lists.js';
import { lacking, refuse } from '../../domain/kernel/errors.js';
import { searchKey } from '../../domain/kernel/text.js';
import { checkFilters, isCovered } from '../access/scope.sql.js';
import { anywhere, given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { SQL } from '../http/tokens.js';
import { verdict } from './verdict.sql.js';

/** A text or a stretch of it, with the hash of the whole. */
export interface TextSlice {
  readonly sha256: string;
  readonly codePoints: number;
  readonly text: string;
}

/** Reads the tables of the projection `directives`. */
@Injectable()
export class DirectiveQueries {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  /** The directives of the localities that a scope covers. */
  async list(query: DirectivesQuery, scope: string): Promise<Page<DirectiveItem>> {
    await checkFilters(this.sql, scope, { locality: query.locality });
    return listed<DirectiveItem>(this.sql, this.listing(query, scope), query);
  }

  /** Whatever the scope. Throws `directive_unknown`. */
  async one(id: string): Promise<DirectiveItem> {
    const [found] = await this.sql<DirectiveItem[]>`select ${columns(this.sql)} from ${from(this.sql)} where d.id = ${id}`;
    return found ?? lacking('directive_unknown', { directiveId: id });
  }

  /** The text from code point `start` to before `end`, by default all of it. Throws `directive_without_text`. */
  async text({ id, textSha256, text }: DirectiveItem, start = 0, end = Infinity): Promise<TextSlice> {
    if (!text || textSha256 === null) return refuse('directive_without_text', { directiveId: id });
    const to = Math.min(end, text.codePoints);
    const parts = await this.sql<{ at: number; words: string }[]>`
      select at::int, words from (
        select part, words, code_points, sum(code_points) over (order by part) - code_points as at
        from directives.text_part where sha256 = ${textSha256}) p
      where at < ${to} and at + code_points > ${start} order by part`;
    const from = Math.min(start, text.codePoints) - (parts[0]?.at ?? 0);
    const words = parts.map((part) => part.words).join('');
    const isWhole = from === 0 && to === text.codePoints;
    const slice = isWhole ? words : [...words].slice(from, from + Math.max(0, to - start)).join('');
    return { sha256: textSha256, codePoints: text.codePoints, text: slice };
  }

  /** True where a target or figure within `scope` was accepted from these very words. */
  async isQuoted(id: string, start: number, end: number, scope: string): Promise<boolean> {
    const { sql } = this;
    const words = sql.json([{ start, end }]);
    const [found] = await sql<{ is: boolean }[]>`
      select exists (
          select from targets.target t
          where t.directive_id = ${id} and t.state->'provenance'->'words' @> ${words} and ${isCovered(sql, sql`t.locality_id`, scope)})
        or exists (
          select from directives.proposal p
          where p.directive_id = ${id} and p.state = 'accepted' and p.measurement_id is not null and p.proposal->'quote' @> ${sql.json({ start, end })}
            and ${isCovered(sql, sql`split_part(p.measurement_id, '.', 2)`, scope)}) as is`;
    return found?.is ?? false;
  }

  private listing({ asOf, locality, kind, q, open }: DirectivesQuery, scope: string): Listing {
    const { sql } = this;
    return {
      columns: columns(sql),
      from: from(sql),
      where: [
        isCovered(sql, sql`d.locality_id`, scope),
        // Text as far as it is printed: compared with as much of the day.
        ...given(asOf, (day) => sql`(d.issued_on is null or d.issued_on <= left(${day}::text, length(d.issued_on)) collate "C")`),
        ...given(locality, (id) => isCovered(sql, sql`d.locality_id`, id)),
        ...given(kind, (name) => sql`lower(d.kind) = ${name.normalize('NFC').toLowerCase()}`),
        ...given(open, (is) => sql`(coalesce(p.open, 0) > 0 and d.state->>'withdrawn' is null) = ${is}`),
        ...given(q, (text) => sql`d.search like ${anywhere(searchKey(text))}`),
      ],
      sorts: {
        issuedOn: { by: sql`coalesce(d.issued_on, '')`, type: 'text' },
        id: { by: sql`d.id`, type: 'text' },
        number: { by: sql`coalesce(d.number, '')`, type: 'text' },
        recordedAt: { by: sql`d.ordinal`, type: 'bigint' },
      },
      id: sql`d.id`,
    };
  }
}

function from(sql: Sql): Fragment {
  return sql`directives.directive d left join lateral (
    select count(*) filter (where v.state = 'open')::int as open, count(*) filter (where v.state = 'accepted')::int as accepted,
      count(*) filter (where v.state = 'dismissed')::int as dismissed
    from (select ${verdict(sql)} as state from directives.proposal p where p.directive_id = d.id) v) p on true`;
}

function columns(sql: Sql): Fragment {
  return sql`d.id, d.number, d.kind, d.issuer, d.state->>'title' as title, d.locality_id as "localityId", d.issued_on as "issuedOn",
    d.state->>'meetingOn' as "meetingOn", d.text_sha256 as "textSha256",
    case when jsonb_typeof(d.state->'text') = 'object' then (d.state->'text') - 'sha256' end as text,
    (select case when length(w.said) > 80 then regexp_replace(left(w.said, 81), '\\s\\S*$', '') else w.said end from (
      select trim(regexp_replace(left(words, 400), '\\s+', ' ', 'g')) as said from directives.text_part where sha256 = d.text_sha256 and part = 0) w)
      as "firstWords",
    d.state->'reading'->>'readerVersion' as "readerVersion", d.state->>'withdrawn' as withdrawn,
    jsonb_build_object('open', p.open, 'accepted', p.accepted, 'dismissed', p.dismissed) as proposals, d.revision,
    to_char(d.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"`;
}
