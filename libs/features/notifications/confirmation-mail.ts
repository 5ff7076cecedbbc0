import { dateText } from '../../domain/alert/alert.words.js';
import { escaped, framed, type MailText } from './mail-frame.js';

const SUBJECT = 'Tiến Độ: đề nghị xác nhận địa chỉ nhận thư';
const BUTTON = 'display:inline-block;padding:.6em 1.2em;background:#0b57a4;color:#ffffff;text-decoration:none;border-radius:4px';

/** The mail that asks whether an address is its giver's; the link works until `until` (ms). */
export function confirmationMail(confirmUrl: string, stopUrl: string, until: number): MailText {
  const [day = '', time = ''] = new Date(until + 7 * 3_600_000).toISOString().slice(0, 16).split('T');
  const why = {
    vi: 'Hệ thống Tiến Độ nhận được đề nghị gửi cảnh báo tiến độ và nhắc báo cáo tới địa chỉ này. Để đồng ý, xin mở liên kết và bấm “Xác nhận”:',
    en: 'Tiến Độ was asked to send alerts and reminders to this address. To agree, open the link and press “Confirm”:',
  };
  const then = {
    vi: `Liên kết dùng được một lần, đến ${time} ngày ${dateText(day, 'vi')}. Nếu đây không phải là đề nghị của ông/bà, xin bỏ qua thư này; hệ thống sẽ không gửi tin nào tới địa chỉ khi chưa được xác nhận.`,
    en: `The link works once, until ${time} (UTC+7) on ${dateText(day, 'en')}. If this was not your wish, ignore this mail: nothing is sent to an address that is not confirmed.`,
  };
  const html = `<p>${escaped(why.vi)}</p>
<p><a href="${escaped(confirmUrl)}" style="${BUTTON}">Xác nhận địa chỉ / <span lang="en">Confirm</span></a></p>
<p>${escaped(then.vi)}</p>
<p lang="en" style="color:#5a5a5a">${escaped(why.en.replace(/:$/, '.'))} ${escaped(then.en)}</p>`;
  return framed(
    SUBJECT,
    [{ text: [why.vi, confirmUrl, then.vi, `English: ${why.en} ${confirmUrl}\n${then.en}`].join('\n\n'), html }],
    stopUrl,
  );
}
