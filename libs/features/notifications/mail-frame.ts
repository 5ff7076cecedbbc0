export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A part of a mail: its words as text and as HTML. */
export interface MailPart {
  readonly text: string;
  readonly html: string;
}

const WHY = {
  vi: 'Thư gửi tự động tới địa chỉ được đăng ký nhận cảnh báo và nhắc báo cáo của hệ thống Tiến Độ.',
  en: 'Sent automatically to an address that is subscribed to alerts and reminders of Tiến Độ.',
};
const STOP = { vi: 'Ngừng nhận thư', en: 'Stop these mails' };

/** A mail around its parts; `stopUrl` leads to where its recipient stops all mails. */
export function framed(subject: string, parts: readonly MailPart[], stopUrl: string): MailText {
  // A header is one line, whatever the names hold.
  const line = subject.replace(/\s+/g, ' ').trim();
  const footer = `--\n${WHY.vi}\n${WHY.en}\n${STOP.vi} / ${STOP.en}: ${stopUrl}`;
  const html = `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(line)}</title></head>
<body style="margin:0;padding:1em;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a">
<div style="max-width:40em;margin:0 auto;overflow-wrap:break-word">
${parts.map((part) => part.html).join('\n')}
<p style="margin:2em 0 0;border-top:1px solid #ddd;padding-top:.8em;color:#5a5a5a;font-size:.85em">${escaped(WHY.vi)}<br>
<span lang="en">${escaped(WHY.en)}</span><br>
<a href="${escaped(stopUrl)}" style="color:#5a5a5a">${STOP.vi} / <span lang="en">${STOP.en}</span></a></p>
</div></body></html>`;
  return { subject: line, text: [...parts.map((part) => part.text), footer].join('\n\n'), html };
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
