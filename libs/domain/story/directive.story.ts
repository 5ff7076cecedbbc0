import type { Sentence } from '../alert/alert.events.js';
import type { Acceptance, DirectiveEvent } from '../directive/directive.events.js';
import { directiveDecider, type DirectiveState } from '../directive/directive.state.js';
import type { KnownThen } from './known-then.js';
import { changesBetween, type Field, type Happened, type Told } from './story.js';
import { asWritten, because, both, changesText, dateText, field } from './story.words.js';

const NAME = {
  number: { vi: 'số hiệu', en: 'number' },
  kind: { vi: 'loại văn bản', en: 'kind' },
  issuer: { vi: 'cơ quan ban hành', en: 'issuer' },
  issuedOn: { vi: 'ngày ban hành', en: 'date of issue' },
  meetingOn: { vi: 'ngày họp', en: 'date of the meeting' },
  title: { vi: 'trích yếu', en: 'title' },
  text: { vi: 'mã băm SHA-256 của nội dung', en: 'SHA-256 of the text' },
  withdrawn: { vi: 'thu hồi', en: 'withdrawn' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** A directive's event in words. */
export function tellDirective({ id, event, actor: { name } }: Happened<DirectiveEvent>, known: KnownThen): Told {
  const before = known.directive(id);
  const changes = changesBetween(fieldsOf(before), fieldsOf(directiveDecider.evolve(before, event)));
  const { data } = event;
  return {
    about: { kind: 'directive', id },
    on: null,
    changes,
    reason: 'reason' in data ? data.reason : null,
    directive: { id, clause: null },
    sentence: saidOf(event, name, changesText(changes), known),
  };
}

function saidOf(event: DirectiveEvent, by: string, changed: Sentence, known: KnownThen): Sentence {
  const name = known.directiveName(event.data.directiveId);
  const said = (vi: string, en: string): Sentence => ({ vi: `${by} ${vi}.`, en: `${by} ${en}.` });
  switch (event.type) {
    case 'DirectiveRegistered': {
      const { kind, number, issuer } = event.data;
      const what = [kind, number].filter(Boolean).join(' ');
      return said(`đăng ký ${what} của ${issuer}`, `registered directive ${number ?? event.data.directiveId} of ${issuer}`);
    }
    case 'DirectiveUploaded': {
      const { format, codePoints } = event.data.text;
      return said(
        `tải lên nội dung ${name.vi} (${format}, ${codePoints} ký tự)`,
        `uploaded the text of ${name.en} (${format}, ${codePoints} characters)`,
      );
    }
    case 'DirectiveDescribed':
      return both((language) => {
        const verb = language === 'vi' ? 'sửa thông tin của' : 'described';
        return `${by} ${verb} ${name[language]}: ${changed[language]}${because(event.data.reason, language)}.`;
      });
    case 'DirectiveMoved': {
      const { reason, localityId } = event.data;
      const place = known.localityName(localityId);
      return said(`chuyển ${name.vi} sang ${place.vi}${because(reason, 'vi')}`, `moved ${name.en} to ${place.en}${because(reason, 'en')}`);
    }
    case 'DirectiveWithdrawn':
      return said(`thu hồi ${name.vi}${because(event.data.reason, 'vi')}`, `withdrew ${name.en}${because(event.data.reason, 'en')}`);
    case 'DirectiveReinstated':
      return said(`khôi phục ${name.vi}${because(event.data.reason, 'vi')}`, `reinstated ${name.en}${because(event.data.reason, 'en')}`);
    case 'ProposalsMade': {
      const { readerVersion, proposals } = event.data;
      const count = proposals.length;
      return {
        vi: `Bộ đọc ${readerVersion} tìm thấy ${count} đề xuất mới trong ${name.vi}.`,
        en: `The reader ${readerVersion} found ${count} new ${count === 1 ? 'proposal' : 'proposals'} in ${name.en}.`,
      };
    }
    default:
      return reviewed(event, by, name, known);
  }
}

type Reviewed = Extract<
  DirectiveEvent,
  { readonly type: 'ProposalsAccepted' | 'AcceptanceUndone' | 'ProposalDismissed' | 'DismissalWithdrawn' }
>;

function reviewed(event: Reviewed, by: string, name: Sentence, known: KnownThen): Sentence {
  return both((language) => {
    const isVietnamese = language === 'vi';
    const of = isVietnamese ? `của ${name.vi}` : `of ${name.en}`;
    switch (event.type) {
      case 'ProposalsAccepted': {
        const { proposals, acceptance, isEdited } = event.data;
        const edited = isEdited ? (isVietnamese ? ', có sửa' : ', edited') : '';
        const verb = isVietnamese ? 'chấp nhận' : 'accepted';
        return `${by} ${verb} ${numbersText(proposals, language)} ${of} ${becoming(acceptance, known)[language]}${edited}.`;
      }
      case 'AcceptanceUndone': {
        const { proposals, acceptance } = event.data;
        const undone = isVietnamese ? 'không còn được chấp nhận' : proposals.length === 1 ? 'is open again' : 'are open again';
        const why = isVietnamese ? 'vì đã rút' : ': withdrawn was';
        return `${capital(numbersText(proposals, language))} ${of} ${undone} ${why} ${thingText(acceptance, known)[language]}.`;
      }
      case 'ProposalDismissed':
      case 'DismissalWithdrawn': {
        const verbs = event.type === 'ProposalDismissed' ? ['bỏ', 'dismissed'] : ['mở lại', 'reopened'];
        const { proposal, reason } = event.data;
        return `${by} ${verbs[isVietnamese ? 0 : 1]} ${numbersText([proposal], language)} ${of}${because(reason, language)}.`;
      }
    }
  });
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function numbersText(numbers: readonly number[], language: keyof Sentence): string {
  if (language === 'vi') return `đề xuất số ${numbers.join(', ')}`;
  return `${numbers.length === 1 ? 'proposal' : 'proposals'} ${numbers.join(', ')}`;
}

const HOW = {
  set: { vi: 'thành', en: 'as' },
  milestone: { vi: 'thành mốc của', en: 'as a milestone of' },
  revision: { vi: 'để điều chỉnh', en: 'to revise' },
} as const satisfies Readonly<Record<string, Sentence>>;

function becoming(acceptance: Acceptance, known: KnownThen): Sentence {
  const how = acceptance.kind === 'target' ? HOW[acceptance.how] : HOW.set;
  const thing = thingText(acceptance, known);
  return { vi: `${how.vi} ${thing.vi}`, en: `${how.en} ${thing.en}` };
}

/** The target or figure that became of proposals, by its indicator, locality and day where these are known. */
function thingText(acceptance: Acceptance, known: KnownThen): Sentence {
  if (acceptance.kind === 'measurement') {
    const [indicatorId = '', localityId = '', , asOf = ''] = acceptance.measurementId.split('.');
    const [indicator, place] = [known.indicatorWords(indicatorId).name, known.localityName(localityId)];
    return {
      vi: `số liệu ${indicator.vi} của ${place.vi} tính đến ${dateText(asOf, 'vi')}`,
      en: `the figure of ${place.en} for ${indicator.en} as of ${dateText(asOf, 'en')}`,
    };
  }
  const target = known.target(acceptance.targetId);
  if (!target) return { vi: `mục tiêu “${acceptance.targetId}”`, en: `target “${acceptance.targetId}”` };
  const [indicator, place] = [known.indicatorWords(target.indicatorId).name, known.localityName(target.localityId)];
  return { vi: `mục tiêu ${indicator.vi} của ${place.vi}`, en: `the target of ${place.en} for ${indicator.en}` };
}

function fieldsOf(state: DirectiveState): readonly Field[] {
  if (!state) return [];
  const { issuedOn, meetingOn, text, textSha256, withdrawn } = state;
  const day = (value: string | null): Sentence | null => (value === null ? null : asFarAsPrinted(value));
  return [
    field('number', NAME.number, state.number, null),
    field('kind', NAME.kind, state.kind, null),
    field('issuer', NAME.issuer, state.issuer, null),
    field('issuedOn', NAME.issuedOn, issuedOn, day(issuedOn)),
    field('meetingOn', NAME.meetingOn, meetingOn, day(meetingOn)),
    field('title', NAME.title, state.title, null),
    field('text', NAME.text, text?.sha256 ?? textSha256, null),
    field('withdrawn', NAME.withdrawn, withdrawn, null),
  ];
}

// A date of issue may lack its day or month.
const asFarAsPrinted = (date: string): Sentence =>
  date.length === 10 ? both((language) => dateText(date, language)) : asWritten(date.split('-').reverse().map(Number).join('/'));
