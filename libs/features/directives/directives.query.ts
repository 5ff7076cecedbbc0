import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { DirectiveItem, DirectivesQuery } from '../../contract/directives.reads.js';
import type { Page } from '../../contract/lists.js';
import { lacking } from '../../domain/kernel/errors.js';
import { searchKey } from '../../domain/kernel/text.js';
import { isCovered } from '../access/scope.sql.js';
import { anywhere, given, listed, type Fragment, type Listing } from '../http/keyset.js';
import { SQL } from '../http/tokens.js';

/** Reads the tables of the projection `directives`. */
@Injectable()
export class DirectiveQueries {
  constructor(@Inject(SQL) private readonly sql: Sql) {}

  list(query: DirectivesQuery): Promise<Page<DirectiveItem>> {
    return listed<DirectiveItem>(this.sql, this.listing(query), query);
  }

  /** Throws `directive_unknown`. */
  async one(id: string): Promise<DirectiveItem> {
    const [found] = await this.sql<DirectiveItem[]>`select ${columns(this.sql)} from directives.directive d where d.id = ${id}`;
    return found ?? lacking('directive_unknown', { directiveId: id });
  }

  private listing({ asOf, locality, kind, q }: DirectivesQuery): Listing {
    const { sql } = this;
    return {
      columns: columns(sql),
      from: sql`directives.directive d`,
      where: [
        // Text as far as it is printed: compared with as much of the day.
        ...given(asOf, (day) => sql`(d.issued_on is null or d.issued_on <= left(${day}::text, length(d.issued_on)) collate "C")`),
        ...given(locality, (id) => isCovered(sql, sql`d.locality_id`, id)),
        ...given(kind, (name) => sql`d.kind = ${name.normalize('NFC')}`),
        ...given(q, (text) => sql`d.search like ${anywhere(searchKey(text))}`),
      ],
      sorts: {
        issuedOn: { by: sql`coalesce(d.issued_on, '')`, type: 'text' },
        id: { by: sql`d.id`, type: 'text' },
        number: { by: sql`coalesce(d.number, '')`, type: 'text' },
      },
      id: sql`d.id`,
    };
  }
}

function columns(sql: Sql): Fragment {
  return sql`d.id, d.number, d.kind, d.issuer, d.locality_id as "localityId", d.issued_on as "issuedOn",
    d.state->>'meetingOn' as "meetingOn", d.state->>'textSha256' as "textSha256", d.revision`;
}
