import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { UploadAnswer } from '../../contract/directives.commands.js';
import { DIRECTIVE } from '../../domain/directive/directive.aggregate.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import type { StandingDirective } from '../../domain/directive/directive.state.js';
import { isOver } from '../../domain/directive/issued-place.js';
import { textKey } from '../../domain/kernel/text.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { isCovered } from '../access/scope.sql.js';
import type { CommandRequest } from '../http/command-request.js';
import { SQL } from '../http/tokens.js';
import { goesOnByName } from './named-successors.js';

type Note = UploadAnswer['notes'][number];

interface Twin {
  readonly id: string;
  readonly number: string;
  readonly issuer: string | null;
}

/** What an uploader is told of a directive beside its file: another one with the same head, a locality that had ended, or that it has another one. */
@Injectable()
export class UploadNotes {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(SQL) private readonly sql: Sql,
  ) {}

  /** `asked` is the locality that the sender gave. */
  async of(request: CommandRequest, directiveId: string, asked: string): Promise<readonly Note[]> {
    const directive = await this.handling.facts.of(DIRECTIVE, directiveStream(directiveId));
    if (!directive) return [];
    const [twins, place] = await Promise.all([this.twins(request, directive), this.place(directive)]);
    return [...twins, ...place, ...keptPlace(directive, asked)];
  }

  private async twins({ actor }: CommandRequest, { directiveId, number, issuer, issuedOn }: StandingDirective): Promise<readonly Note[]> {
    if (number === null || issuedOn === null) return [];
    const { sql } = this;
    const found = await sql<Twin[]>`
      select d.id, d.number, d.issuer from directives.directive d
      where d.issued_on = ${issuedOn} and d.number is not null and d.id <> ${directiveId} and d.state->>'withdrawn' is null
        and ${isCovered(sql, sql`d.locality_id`, actor.locality)} order by d.id`.catch(() => []);
    const day = issuedOn.split('-').reverse().map(Number).join('/');
    return found
      .filter((other) => keyOf(other.number) === keyOf(number) && keyOf(other.issuer) === keyOf(issuer))
      .map(({ id }) => ({
        code: 'same_directive',
        vi: `Văn bản ${number} ngày ${day} của cùng cơ quan đã có rồi: “${id}”. Hãy xét đề xuất ở đó; nếu bản này chỉ là cùng văn bản ở dạng khác thì rút bản này.`,
        en: `Directive ${number} of ${day} by the same issuer stands already, as “${id}”. Review its proposals there; if this is the same document in another format, withdraw this one.`,
      }));
  }

  private async place({ localityId, issuedOn }: StandingDirective): Promise<readonly Note[]> {
    const locality = await this.handling.facts.of(LOCALITY, localityStream(localityId));
    if (!locality || issuedOn === null || !isOver(locality, issuedOn)) return [];
    const now = await goesOnByName(this.handling.facts, locality, issuedOn);
    return [
      {
        code: 'place_not_in_force',
        vi: `“${localityId}” không còn vào ngày ban hành ${issuedOn}${now}. Hãy đổi địa phương của văn bản trước khi chấp nhận đề xuất.`,
        en: `“${localityId}” was no longer in force on the day of issue, ${issuedOn}${now}. Change the directive’s locality before accepting proposals.`,
      },
    ];
  }
}

function keptPlace({ localityId }: StandingDirective, asked: string): readonly Note[] {
  if (localityId === asked) return [];
  return [
    {
      code: 'place_kept',
      vi: `Văn bản này đã có và thuộc “${localityId}”, không phải “${asked}”; muốn đổi thì sửa thông tin của văn bản.`,
      en: `This directive stands already under “${localityId}”, not “${asked}”; to change that, correct its description.`,
    },
  ];
}

const keyOf = (text: string | null): string => textKey(text ?? '');
