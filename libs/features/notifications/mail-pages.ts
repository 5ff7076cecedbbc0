/** What a page that a mail leads to says; none of them says an address, or whether there is one. */
export interface PageWords {
  readonly vi: string;
  readonly en: string;
  /** What the button does; null for an answer. */
  readonly button: { readonly vi: string; readonly en: string } | null;
}

export const MAIL_PAGES = {
  confirm: {
    vi: 'Xác nhận địa chỉ này nhận cảnh báo và nhắc báo cáo của hệ thống Tiến Độ?',
    en: 'Let this address receive alerts and reminders of Tiến Độ?',
    button: { vi: 'Xác nhận', en: 'Confirm' },
  },
  confirmed: { vi: 'Địa chỉ đã được xác nhận.', en: 'The address is confirmed.', button: null },
  stop: {
    vi: 'Ngừng gửi mọi cảnh báo và nhắc báo cáo tới địa chỉ này?',
    en: 'Stop all alerts and reminders to this address?',
    button: { vi: 'Ngừng nhận thư', en: 'Stop these mails' },
  },
  stopped: {
    vi: 'Hệ thống sẽ không gửi thư tới địa chỉ này nữa.',
    en: 'Nothing more is sent to this address.',
    button: null,
  },
  invalid: {
    vi: 'Liên kết không dùng được nữa. Có thể yêu cầu gửi lại thư xác nhận trong hệ thống.',
    en: 'The link does not work any more. Another one can be asked for in the application.',
    button: null,
  },
  failed: {
    vi: 'Hệ thống tạm thời không trả lời, xin thử lại.',
    en: 'The system does not answer for the moment, try again.',
    button: null,
  },
} as const satisfies Readonly<Record<string, PageWords>>;

/** Nothing is loaded, framed, cached or told to other sites: the address of the page is a key. */
export const MAIL_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

export function mailPage({ vi, en, button }: PageWords): string {
  const form = button
    ? `<form method="post"><button style="font:inherit;padding:.6em 1.2em">${button.vi} / <span lang="en">${button.en}</span></button></form>`
    : '';
  return `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tiến Độ</title></head>
<body style="font-family:Arial,Helvetica,sans-serif;font-size:18px;line-height:1.5;max-width:34em;margin:2em auto;padding:0 1em">
<h1 style="font-size:1.2em">Tiến Độ</h1>
<p>${vi}</p><p lang="en" style="color:#5a5a5a">${en}</p>
${form}
</body></html>`;
}
