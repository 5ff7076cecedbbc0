/** What the state of the log is called, without any place: also for those who may not see every event. */
export const DIVERGED = {
  vi: 'Nhật ký minh bạch phát hiện lịch sử không còn như đã ghi. Không đầu nhật ký nào được ký nữa cho tới khi làm rõ.',
  en: 'The transparency log has found that the history is no longer as it was recorded. No head is signed until that is cleared up.',
};
export const BLOCKED = {
  vi: 'Nhật ký minh bạch đứng lại trước một sự kiện; tệp log của chương trình nói là sự kiện nào và vì sao.',
  en: "The transparency log stands still before an event; the program's own log says which and why.",
};
export const UNVERIFIED = {
  vi: 'Không đối chiếu được nhật ký minh bạch với kho sự kiện; tệp log của chương trình nói vì sao. Không đầu nhật ký nào được ký cho tới khi đối chiếu lại xong.',
  en: "The transparency log could not be verified against the event store; the program's own log says why. No head is signed until a verification has passed.",
};
export const BEHIND = {
  vi: 'Nhật ký minh bạch chậm hơn một phút so với kho sự kiện.',
  en: 'The transparency log is more than a minute behind the event store.',
};

/** From how long on an event that waits to be logged is worth a warning, in milliseconds. */
export const LATE_MS = 60_000;

const OUTLINES = {
  event: {
    vi: 'Sự kiện trong kho không còn như khi vào nhật ký.',
    en: 'Events in the store are no longer as they were logged.',
  },
  log: { vi: 'Bảng của nhật ký đã bị sửa.', en: "The log's own tables were changed." },
  head: { vi: 'Nhật ký không còn khớp các đầu đã công bố.', en: 'The log no longer fits the heads that were published.' },
};

/** What kind of thing was found, without stream or id: for those whose scope is not the whole country. */
export function outlineOf(kind: string): { readonly vi: string; readonly en: string } {
  if (/^(event|tail|too)_/.test(kind)) return OUTLINES.event;
  return /^(head|witness)_/.test(kind) ? OUTLINES.head : OUTLINES.log;
}
