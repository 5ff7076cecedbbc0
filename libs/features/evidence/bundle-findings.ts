import type { Sentence } from '../../domain/alert/alert.events.js';
import { parted } from './bundle-text.js';
import { plain } from '../../transparency/plain-text.js';

/** Where in a bundle something is wrong. */
export interface FindingPlace {
  readonly file?: string;
  readonly eventId?: string;
  readonly stream?: string;
  readonly revision?: number;
  readonly type?: string;
  readonly field?: string;
  /** What the bundle says, as JSON. */
  readonly stands?: string;
  /** What its events say, as JSON. */
  readonly ought?: string;
  readonly size?: number;
  readonly detail?: Sentence;
}

const EVENT_VI = '{file}: sự kiện {type} {eventId} (luồng {stream}, phiên bản {revision})';
const EVENT_EN = '{file}: event {type} {eventId} (stream {stream}, revision {revision})';

/** Every way in which a bundle can fail, in words for the person who checks it. */
const SENTENCES = {
  file_missing: {
    vi: '{file}: thiếu trong gói; manifest.json hoặc proofs.json kê tệp này.',
    en: '{file}: the bundle lacks it, and manifest.json or proofs.json lists it.',
  },
  file_unlisted: { vi: '{file}: manifest.json không kê tệp này.', en: '{file}: manifest.json does not list it.' },
  file_changed: {
    vi: '{file}: nội dung không đúng SHA-256 trong manifest.json.',
    en: '{file}: its content has not the SHA-256 of manifest.json.',
  },
  file_foreign: {
    vi: '{file}: gói bằng chứng không có tệp nào tên như vậy; không đọc nó.',
    en: '{file}: no file of a bundle has this name; do not read it.',
  },
  form_unknown: {
    vi: '{file}, form: chương trình này không biết dạng {stands}; nếu gói do phiên bản mới hơn làm ra, hãy kiểm tra bằng phiên bản ấy.',
    en: '{file}, form: this program does not know the form {stands}; if a newer version made the bundle, verify it with that one.',
  },
  claim_differs: {
    vi: '{file}, {field}: ghi {stands}, phải là {ought}.',
    en: '{file}, {field}: it says {stands} and ought to be {ought}.',
  },
  claims_differ: {
    vi: '{file}, {field}: manifest.json ghi {stands}, còn tệp này ghi {ought}.',
    en: '{file}, {field}: manifest.json says {stands}, and this file {ought}.',
  },
  not_compared: {
    vi: '{file}: không đối chiếu được, vì căn cứ của nó không đứng vững (xem các dòng khác).',
    en: '{file}: it could not be compared, since what it rests on does not hold (see the other lines).',
  },
  not_worked_out: {
    vi: '{file}: không tính ra được từ các sự kiện: có ngày hoặc số ngoài mọi giới hạn.',
    en: '{file}: it cannot be worked out from the events: a date or number in them lies beyond all limits.',
  },
  file_malformed: { vi: '{file}: sai quy cách: {detail}.', en: '{file}: malformed: {detail}.' },
  head_refused: { vi: '{file}: không tin được đầu nhật ký: {detail}.', en: '{file}: the head of the log is not to be trusted: {detail}.' },
  head_expired: {
    vi: '{file}: đầu nhật ký được ký bằng khóa ngoài thời hạn: {detail}.',
    en: '{file}: the head is signed by a key outside its time: {detail}.',
  },
  head_forked: {
    vi: '{file}: nhật ký của gói không nối tiếp đầu {size} mục: cùng một khóa đã ký hai lịch sử khác nhau, lịch sử đã bị viết lại.',
    en: '{file}: the log of the bundle does not continue the head of {size} entries: one key signed two histories, the history was rewritten.',
  },
  head_unproven: {
    vi: '{file}: consistency.json không chứng minh nhật ký của gói nối tiếp đầu {size} mục: lịch sử đã bị viết lại, hoặc consistency.json bị sửa; hãy lấy lại gói với đầu này.',
    en: '{file}: consistency.json does not prove that the log of the bundle continues the head of {size} entries: the history was rewritten, or consistency.json changed; take the bundle again with this head.',
  },
  head_unconnected: {
    vi: '{file}: gói không có bằng chứng nối với đầu {size} mục; hãy lấy lại gói với đầu này.',
    en: '{file}: the bundle has no proof that leads to the head of {size} entries; take it again with this head.',
  },
  event_not_proven: {
    vi: `${EVENT_VI} không nằm trong nhật ký đã ký như proofs.json nói: sự kiện đã bị sửa, hoặc bằng chứng bị sửa. Không kể lại nó.`,
    en: `${EVENT_EN} is not in the signed log as proofs.json says: it was changed, or its proof was. It is not told.`,
  },
  event_unlogged: { vi: `${EVENT_VI} không có bằng chứng nằm trong nhật ký.`, en: `${EVENT_EN} has no proof that it is in the log.` },
  event_repeated: { vi: `${EVENT_VI} xuất hiện hai lần.`, en: `${EVENT_EN} is there twice.` },
  event_missing: {
    vi: 'Luồng {stream}: thiếu sự kiện ở phiên bản {revision}.',
    en: 'Stream {stream}: the event at revision {revision} is missing.',
  },
  event_unreadable: { vi: `${EVENT_VI} không đọc được: {detail}.`, en: `${EVENT_EN} cannot be read: {detail}.` },
  target_unset: { vi: 'Các sự kiện trong gói không đặt ra mục tiêu này.', en: 'The events of the bundle do not set this target.' },
  figure_differs: {
    vi: '{file}, {field}: đã hiển thị {stands}, các sự kiện cho ra {ought}.',
    en: '{file}, {field}: {stands} was shown, the events give {ought}.',
  },
  story_differs: {
    vi: '{file}, sự kiện {eventId}, {field}: đã kể {stands}, các sự kiện cho ra {ought}.',
    en: '{file}, event {eventId}, {field}: {stands} is told, the events give {ought}.',
  },
  text_differs: {
    vi: '{file}: lời văn bản không đúng SHA-256 mà sự kiện ghi khi nhận ({ought}).',
    en: '{file}: the words have not the SHA-256 that was recorded when they were received ({ought}).',
  },
  print_differs: { vi: '{file}: không đúng như in lại từ history.json.', en: '{file}: it is not what history.json prints as.' },
} as const satisfies Readonly<Record<string, { readonly vi: string; readonly en: string }>>;

export interface BundleFinding {
  readonly kind: keyof typeof SENTENCES;
  readonly place: FindingPlace;
}

const MOST_VALUE = 240;

/** A finding in words, each on a line and safe to show. */
export function sentenceOf({ kind, place }: BundleFinding): Sentence {
  const [stands, ought] = parted(place.stands ?? '–', place.ought ?? '–');
  const said = (language: keyof Sentence): string =>
    SENTENCES[kind][language].replace(/\{(\w+)\}/g, (_, name: keyof FindingPlace) => {
      if (name === 'stands' || name === 'ought') return plain(name === 'stands' ? stands : ought, MOST_VALUE);
      return plain(name === 'detail' ? (place.detail?.[language] ?? '–') : String(place[name] ?? '–'));
    });
  return { vi: said('vi'), en: said('en') };
}

/** Each finding once, in the order in which they were made. */
export function distinct(findings: readonly BundleFinding[]): readonly BundleFinding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}
