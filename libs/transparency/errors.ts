/** One sentence in both languages. */
interface Sentence {
  readonly vi: string;
  readonly en: string;
}

const SENTENCES = {
  not_canonical: { vi: 'Nội dung không có dạng JSON chuẩn tắc theo RFC 8785', en: 'the content has no canonical JSON form by RFC 8785' },
  malformed_event: { vi: 'Sự kiện không ghi được thành mục nhật ký', en: 'the event cannot be written as an entry of the log' },
  malformed_entry: { vi: 'Mục nhật ký sai quy cách', en: 'the entry of the log is malformed' },
  malformed_tile: { vi: 'Ô băm của nhật ký sai quy cách', en: 'the tile of the log is malformed' },
  out_of_range: { vi: 'Vị trí nằm ngoài nhật ký', en: 'the place lies outside the log' },
  malformed_key: { vi: 'Khóa sai quy cách', en: 'the key is malformed' },
  malformed_note: { vi: 'Bản ghi đã ký sai quy cách', en: 'the signed note is malformed' },
  malformed_checkpoint: { vi: 'Đầu nhật ký sai quy cách', en: 'the head of the log is malformed' },
  foreign_origin: { vi: 'Đầu nhật ký là của một nhật ký khác', en: 'the head is of another log' },
  invalid_signature: { vi: 'Chữ ký không đúng', en: 'the signature does not hold' },
  unsigned: {
    vi: 'Được ký bằng khóa khác các khóa đã nêu; nếu khóa đã đổi, hãy nêu thêm khóa ấy (--key hai lần)',
    en: 'it is signed by another key than those given; if keys were rotated, give that one as well (--key twice)',
  },
  expired: { vi: 'Được ký bằng khóa ngoài thời hạn', en: 'it is signed by a key outside its time' },
} satisfies Readonly<Record<string, Sentence>>;

export type TransparencyErrorCode = keyof typeof SENTENCES;

/** What of the log or its evidence does not hold, in words for the person who checks it; `detail` names the place or the reason. */
export class TransparencyError extends Error {
  override readonly name = 'TransparencyError';
  readonly vi: string;
  readonly en: string;

  constructor(
    readonly code: TransparencyErrorCode,
    readonly detail: string,
  ) {
    const { vi, en } = SENTENCES[code];
    super(`${en}: ${detail}`);
    this.vi = `${vi}: ${detail}`;
    this.en = this.message;
  }
}
