/** Which event of the store, as the log or the store has it. */
export interface EventPlace {
  readonly index: number | null;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
}

/**
 * One way in which store, log and heads do not agree. `index` counts from 0 in the order of the log.
 * - `event_*`: what the store returns is not what was logged.
 * - `entry_*`, `tile_*`: the log's own tables no longer fit together.
 * - `head_*`: a published head; `witness_*`: one that a witness kept.
 */
export type Finding =
  | { readonly kind: 'event_changed'; readonly place: EventPlace & { readonly fields: string } }
  | { readonly kind: 'event_moved'; readonly place: EventPlace & { readonly nowStream: string; readonly nowRevision: number } }
  | { readonly kind: 'event_missing' | 'event_added' | 'event_reordered'; readonly place: EventPlace }
  | { readonly kind: 'tail_cut'; readonly place: EventPlace & { readonly count: number } }
  | {
      readonly kind: 'entry_changed' | 'entry_disputed' | 'entry_missing' | 'entry_mislabelled';
      readonly place: { readonly index: number; readonly tile: string };
    }
  | { readonly kind: 'entry_beyond'; readonly place: { readonly index: number; readonly size: number } }
  | { readonly kind: 'tile_changed' | 'tile_disputed'; readonly place: { readonly tile: string; readonly parent: string } }
  | { readonly kind: 'tile_missing' | 'tile_wrong'; readonly place: { readonly tile: string } }
  | { readonly kind: 'tile_beyond'; readonly place: { readonly tile: string; readonly size: number } }
  | { readonly kind: 'head_differs'; readonly place: { readonly size: number; readonly from: number } }
  | {
      readonly kind: 'head_foreign' | 'head_refused' | 'head_expired' | 'head_malformed';
      readonly place: { readonly size: number; readonly detail: string };
    }
  | { readonly kind: 'head_beyond'; readonly place: { readonly size: number; readonly logSize: number } }
  | { readonly kind: 'log_shortened'; readonly place: { readonly size: number; readonly logSize: number } }
  | { readonly kind: 'head_missing'; readonly place: { readonly from: number; readonly to: number } }
  | { readonly kind: 'witness_differs'; readonly place: { readonly file: string; readonly size: number; readonly from: number } }
  | { readonly kind: 'witness_beyond'; readonly place: { readonly file: string; readonly size: number; readonly logSize: number } }
  | { readonly kind: 'witness_refused'; readonly place: { readonly file: string; readonly detail: string } }
  | { readonly kind: 'too_many'; readonly place: { readonly count: number } };

type Place = Readonly<Record<string, string | number | null>>;

const EVENT_VI = 'Sự kiện {type} {id} (luồng {stream}, phiên bản {revision}, mục {index} của nhật ký)';
const EVENT_EN = 'Event {type} {id} (stream {stream}, revision {revision}, entry {index} of the log)';

const SENTENCES: Readonly<Record<Finding['kind'], { readonly vi: string; readonly en: string }>> = {
  event_changed: { vi: `${EVENT_VI} đã bị sửa trong kho: {fields}.`, en: `${EVENT_EN} was changed in the store: {fields}.` },
  event_moved: {
    vi: `${EVENT_VI} đã bị chuyển sang luồng {nowStream}, phiên bản {nowRevision}.`,
    en: `${EVENT_EN} was moved to stream {nowStream}, revision {nowRevision}.`,
  },
  event_missing: { vi: `${EVENT_VI} không còn trong kho.`, en: `${EVENT_EN} is no longer in the store.` },
  event_added: {
    vi: 'Sự kiện {type} {id} (luồng {stream}, phiên bản {revision}) đã bị chèn vào kho, trước mục {index} của nhật ký.',
    en: 'Event {type} {id} (stream {stream}, revision {revision}) was inserted into the store, before entry {index} of the log.',
  },
  event_reordered: { vi: `${EVENT_VI} đứng ở chỗ khác trong kho.`, en: `${EVENT_EN} stands at another place in the store.` },
  tail_cut: {
    vi: `Kho bị cắt đuôi: thiếu {count} sự kiện cuối, từ {type} {id} (luồng {stream}, phiên bản {revision}, mục {index} của nhật ký).`,
    en: `The store's tail was cut off: the last {count} events are missing, from {type} {id} (stream {stream}, revision {revision}, entry {index} of the log).`,
  },
  entry_changed: {
    vi: 'Mục {index} trong bảng của nhật ký đã bị sửa: không khớp ô {tile}.',
    en: "Entry {index} was changed in the log's own table: it does not fit {tile}.",
  },
  entry_disputed: {
    vi: 'Mục {index} và ô {tile} không khớp nhau; không đầu nhật ký nào cho biết bên nào đã bị sửa.',
    en: 'Entry {index} and {tile} do not agree; no signed head tells which of them was changed.',
  },
  entry_missing: {
    vi: 'Mục {index} đã mất khỏi bảng của nhật ký (ô {tile}).',
    en: "Entry {index} is gone from the log's own table ({tile}).",
  },
  entry_mislabelled: {
    vi: 'Mục {index} trong bảng của nhật ký mang mã của sự kiện khác (ô {tile}).',
    en: "Entry {index} stands in the log's own table under the id of another event ({tile}).",
  },
  entry_beyond: {
    vi: 'Có mục {index} ngoài nhật ký, vốn dài {size} mục.',
    en: 'There is an entry {index} beyond the log, whose size is {size}.',
  },
  tile_changed: { vi: 'Ô {tile} đã bị sửa: không khớp ô cha {parent}.', en: '{tile} was changed: it does not fit its parent {parent}.' },
  tile_disputed: {
    vi: 'Ô {tile} và ô cha {parent} không khớp nhau; không đầu nhật ký nào cho biết ô nào đã bị sửa.',
    en: '{tile} and its parent {parent} do not agree; no signed head tells which of them was changed.',
  },
  tile_wrong: {
    vi: 'Chính ô {tile} đã bị sửa: những gì bên dưới vẫn khớp với ô cha hoặc đầu đã ký.',
    en: '{tile} itself was changed: what is beneath it still fits the parent or the signed head.',
  },
  tile_beyond: {
    vi: 'Có ô thừa {tile}, hoặc ô ấy dài hơn nhật ký, vốn có {size} mục.',
    en: '{tile} does not belong to the log, whose size is {size}, or is longer than it.',
  },
  tile_missing: { vi: 'Ô {tile} đã mất hoặc ngắn hơn nhật ký.', en: '{tile} is gone, or shorter than the log.' },
  log_shortened: {
    vi: 'Người khác đã viết vào bảng của nhật ký: chương trình đã ghi tới {size} mục, nay còn {logSize}, và kho không còn sự kiện cuối đã ghi.',
    en: 'Somebody else wrote the tables of the log: it had {size} entries, now it has {logSize}, and the store no longer has the last event of them.',
  },
  head_differs: {
    vi: 'Từ đầu đã công bố với {size} mục trở đi, đầu nhật ký không khớp các ô: đã có sửa đổi từ mục {from} tới trước mục {size}.',
    en: 'From the head published at size {size} on, heads do not fit the tiles: something was rewritten from entry {from} to before entry {size}.',
  },
  head_foreign: {
    vi: 'Đầu nhật ký {size} mục do khóa khác ký: {detail}. Nếu khóa đã đổi và bạn tin khóa ấy, hãy nêu thêm nó (--key hai lần).',
    en: 'The head of size {size} is signed by another key: {detail}. If keys were rotated and you believe that one, give it as well (--key twice).',
  },
  head_refused: {
    vi: 'Không nhận đầu nhật ký {size} mục: {detail}.',
    en: 'The head of size {size} is refused: {detail}.',
  },
  head_missing: {
    vi: 'Đầu nhật ký số {from} tới số {to} đã mất khỏi bảng của nhật ký.',
    en: "The heads number {from} to {to} are gone from the log's own table.",
  },
  head_expired: {
    vi: 'Đầu nhật ký {size} mục được ký bằng khóa ngoài thời hạn: {detail}.',
    en: 'The head of size {size} is signed by a key outside its time: {detail}.',
  },
  head_malformed: { vi: 'Đầu nhật ký {size} mục sai quy cách: {detail}.', en: 'The head of size {size} is malformed: {detail}.' },
  head_beyond: {
    vi: 'Đã công bố đầu {size} mục, mà nhật ký chỉ còn {logSize}.',
    en: 'A head of size {size} was published, and the log now has {logSize}.',
  },
  witness_differs: {
    vi: 'Nhật ký không nối tiếp đầu {size} mục mà nhân chứng giữ ({file}): lịch sử từ mục {from} tới trước mục {size} đã bị viết lại.',
    en: 'The log does not continue the head of size {size} that the witness kept ({file}): the history from entry {from} to before entry {size} was rewritten.',
  },
  witness_beyond: {
    vi: 'Nhân chứng giữ đầu {size} mục ({file}), mà nhật ký chỉ còn {logSize}.',
    en: 'The witness kept a head of size {size} ({file}), and the log now has {logSize}.',
  },
  witness_refused: {
    vi: 'Không nhận đầu nhật ký của nhân chứng ({file}): {detail}.',
    en: 'The head of the witness ({file}) is refused: {detail}.',
  },
  too_many: {
    vi: 'Quá nhiều khác biệt ({count}); phần còn lại không được liệt kê.',
    en: 'There are too many differences ({count}); the rest is not listed.',
  },
};

/** A finding in one sentence in both languages. */
export function saidOf({ kind, place }: Pick<Finding, 'kind' | 'place'>): { readonly vi: string; readonly en: string } {
  const { vi, en } = SENTENCES[kind];
  const filled = (sentence: string): string => sentence.replace(/\{(\w+)\}/g, (_, name: string) => String((place as Place)[name] ?? '–'));
  return { vi: filled(vi), en: filled(en) };
}
