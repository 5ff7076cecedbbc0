import { confirmationMail } from './confirmation-mail.js';
import { digestOf as digestWith, mailOf as mailWith, type Present } from './mail-text.js';
import { SEVERITY_WORDS } from './mail-words.js';
import type { News } from './news.js';
import type { AnyNews, ReminderNews } from './reminder-news.js';

const NEWS: News = {
  occurrence: 'raised',
  targetId: 't-1',
  episode: 1,
  indicator: { id: 'disbursement', name: 'Tỷ lệ giải ngân' },
  locality: { id: 'vn-072@base', name: 'Huyện Na Hang' },
  kind: 'behind',
  severity: 'critical',
  day: '2021-09-05',
  evidence: {
    actual: '41',
    expected: '55',
    unit: '%',
    asOf: '2021-08-31',
    basis: 'actual',
    measurementIds: [],
    milestone: null,
    ruleVersion: '1',
    sentence: { vi: 'Đạt 41 % so với 55 % dự kiến.', en: '41 % against 55 % expected.' },
  },
  acknowledgement: null,
  escalatedTo: null,
  resolution: null,
  handedOverFrom: null,
};

const STOP = 'https://tiendo.example.vn/mail/unsubscription/x';
const URLS = { stop: STOP, alert: (id: string) => `https://tiendo.example.vn/#alert=${id}` };
const mailOf = (...all: readonly AnyNews[]) => mailWith(all, URLS);
const digestOf = (all: readonly AnyNews[], day: string, present: readonly (readonly [string, Present])[] = []) =>
  digestWith(all, day, URLS, new Map(present));
const RESOLVED: News = { ...NEWS, occurrence: 'resolved', resolution: 'recovered' };
const REMINDER: ReminderNews = {
  occurrence: 'report_due',
  kind: 'report_due',
  severity: 'notice',
  locality: { id: 'y', name: 'Xã Đầu' },
  day: '2021-09-22',
  duties: [{ targetId: 't-9', indicator: { id: 'i', name: 'Số hộ' }, period: '2021-09', dueOn: '2021-09-25' }],
  sentence: { vi: 'Đầu còn 1 báo cáo.', en: 'Dau still owes 1 report.' },
};

describe('a mail', () => {
  it('says in its subject how grave it is, where, on what and what happened', () => {
    expect(mailOf(NEWS).subject).toBe('[Nghiêm trọng] Huyện Na Hang: Tỷ lệ giải ngân – chậm tiến độ');
    expect(mailOf({ ...NEWS, occurrence: 'changed' }).subject).toMatch(/ – cảnh báo thay đổi$/);
    expect(mailOf(REMINDER).subject).toBe('[Nhắc báo cáo] Xã Đầu: hạn 25/9/2021');
  });

  it('about a task speaks of work, not of a report', () => {
    const task: ReminderNews = { ...REMINDER, duties: [{ ...REMINDER.duties[0]!, isTask: true }] };
    const { subject, text } = mailOf(task);
    expect(subject).toBe('[Nhắc việc] Xã Đầu: hạn 25/9/2021');
    expect(text).toContain('Nhắc việc, hạn 25/9/2021');
    expect(text).not.toMatch(/Nhắc báo cáo|Reports due/);
    expect(digestOf([task, REMINDER, NEWS], '2021-09-22').subject).toMatch(/; 1 nhắc báo cáo, 1 nhắc việc$/);
  });

  it('does not call grave what is over', () => {
    const { subject, text } = mailOf(RESOLVED);
    expect(subject).toBe('[Đã kết thúc] Huyện Na Hang: Tỷ lệ giải ngân – chậm tiến độ');
    expect(text.split('\n').slice(0, 4)).toEqual([
      'Cảnh báo đã kết thúc: chậm tiến độ (5/9/2021)',
      'Huyện Na Hang – Tỷ lệ giải ngân',
      'Tiến độ đã trở lại như kế hoạch.',
      'Nội dung đã cảnh báo: Đạt 41 % so với 55 % dự kiến.',
    ]);
  });

  it('says why it came, of reminders too, and where it can be stopped', () => {
    const { text, html } = mailOf(REMINDER);
    expect(text).toContain('được đăng ký nhận cảnh báo và nhắc báo cáo');
    expect(text.endsWith(`Ngừng nhận thư / Stop these mails: ${STOP}`)).toBe(true);
    expect(html).toContain(`<a href="${STOP}"`);
  });

  it('asks for an address to be confirmed, until a time of day in Việt Nam', () => {
    const { subject, text, html } = confirmationMail('https://x/mail/confirmation/y', STOP, Date.parse('2021-09-08T02:15:00Z'));
    expect(subject).toBe('Tiến Độ: đề nghị xác nhận địa chỉ nhận thư');
    expect(text).toContain('đến 09:15 ngày 8/9/2021');
    expect(text).toContain('until 09:15 (UTC+7) on 8 September 2021');
    expect(html).toContain('<a href="https://x/mail/confirmation/y"');
  });

  it('is Vietnamese first, then English, as text and as HTML', () => {
    const { text, html } = mailOf(NEWS);
    expect(text).toContain(
      [
        'Nghiêm trọng · Cảnh báo mới: chậm tiến độ (5/9/2021)',
        'Huyện Na Hang – Tỷ lệ giải ngân',
        'Đạt 41 % so với 55 % dự kiến.',
        'Xem và tiếp nhận: https://tiendo.example.vn/#alert=t-1~1',
        'English: Critical · New alert: behind schedule (5 September 2021). 41 % against 55 % expected.',
      ].join('\n'),
    );
    expect(html).toMatch(/^<!doctype html>\n<html lang="vi">/);
    expect(html).toContain('<p lang="en"');
  });

  it('says who acknowledged it, to whom it went, and where it came from', () => {
    const by = { id: 'u-9', name: 'Trần Văn Bình' };
    const acknowledged = mailOf({ ...NEWS, occurrence: 'acknowledged', acknowledgement: { by, note: 'đã họp', recoveryOn: '2021-10-15' } });
    expect(acknowledged.text).toContain('Trần Văn Bình: đã họp (hẹn khắc phục: 15/10/2021)');
    const escalated = mailOf({ ...NEWS, occurrence: 'escalated', escalatedTo: { id: 'vn-08@base', name: 'Tỉnh Tuyên Quang', level: 1 } });
    expect(escalated.text).toContain('báo cáo lên Tỉnh Tuyên Quang');
    const moved = mailOf({ ...NEWS, occurrence: 'handed_over', handedOverFrom: { id: 'x', name: 'Xã Cũ' } });
    expect(moved.text).toContain('Xã Cũ nay thuộc Huyện Na Hang.');
    expect(moved.subject).toMatch(/^\[Nghiêm trọng\] .* – cảnh báo chuyển sang địa phương kế thừa$/);
  });

  it('speaks of the nation by its level', () => {
    const escalatedTo = {
      id: 'vn',
      name: 'Cộng hòa xã hội chủ nghĩa Việt Nam',
      nameEn: 'Viet Nam',
      level: 2,
      localityLevel: 'nation',
    } as const;
    const { text } = mailOf({ ...NEWS, occurrence: 'escalated', escalatedTo });
    expect(text).toContain('báo cáo lên cấp trung ương.');
    expect(text).toContain('escalated to the national level.');
    expect(text).not.toContain('Cộng hòa');
  });

  it('leads to the alert on the page: to acknowledge it, or to read it where that is over; a reminder leads nowhere', () => {
    expect(mailOf(NEWS).text).toContain('Xem và tiếp nhận: https://tiendo.example.vn/#alert=t-1~1');
    expect(mailOf(NEWS).html).toContain('<a href="https://tiendo.example.vn/#alert=t-1~1">Xem và tiếp nhận');
    expect(mailOf(RESOLVED).text).toContain('Xem cảnh báo: https://tiendo.example.vn/#alert=t-1~1');
    expect(mailOf(REMINDER).text).not.toContain('#alert');
  });

  it('tells what came before of the same alert in a line, and what was recorded late', () => {
    const by = { id: 'u-9', name: 'Trần Văn Bình' };
    const acknowledged = {
      ...NEWS,
      occurrence: 'acknowledged',
      day: null,
      acknowledgement: { by, note: 'đã họp', recoveryOn: null },
    } as const;
    const { subject, text } = mailOf({ ...NEWS, recordedOn: '2021-09-16' }, acknowledged, RESOLVED);
    expect(subject).toMatch(/^\[Đã kết thúc\]/);
    expect(text).toContain('Trước đó: cảnh báo mới: chậm tiến độ, nghiêm trọng (5/9/2021); đã tiếp nhận, Trần Văn Bình: đã họp.');
    expect(text).toContain('Hệ thống bị gián đoạn nên ghi nhận muộn, vào ngày 16/9/2021.');
    expect(mailOf(NEWS).text).not.toMatch(/Trước đó|ghi nhận muộn/);
    expect(digestOf([REMINDER, { ...REMINDER, recordedOn: '2021-09-23' }], '2021-09-23').text.match(/ghi nhận muộn/g)).toHaveLength(1);
  });

  it('has English names and dates in English', () => {
    const by = { id: 'u-9', name: 'Trần Văn Bình' };
    const acknowledged = mailOf({ ...NEWS, occurrence: 'acknowledged', acknowledgement: { by, note: 'đã họp', recoveryOn: '2021-10-15' } });
    expect(acknowledged.text).toContain('(recovery promised by 15 October 2021)');
    const to = { id: 'vn-08@base', name: 'Tỉnh Tuyên Quang', nameEn: 'Tuyen Quang', level: 1 };
    expect(mailOf({ ...NEWS, occurrence: 'escalated', escalatedTo: to }).text).toContain('escalated to Tuyen Quang.');
  });

  it('lets no name break out of its place', () => {
    const odd = { ...NEWS, locality: { id: 'x', name: '<img src=x onerror="a()">\r\nBcc: b@c' } };
    const { subject, html } = mailOf(odd);
    expect(html).not.toContain('<img');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('of a day tells the numbers and begins with the gravest', () => {
    const notice = { ...NEWS, targetId: 't-2', severity: 'notice', locality: { id: 'y', name: 'Xã Đầu' } } as const;
    const { subject, text } = digestOf([notice, NEWS, { ...notice, targetId: 't-3' }], '2021-09-06');
    expect(subject).toBe('Tiến Độ 6/9/2021: 1 cảnh báo nghiêm trọng, 2 lưu ý');
    expect(text.indexOf('Huyện Na Hang')).toBeLessThan(text.indexOf('Xã Đầu'));
  });

  it('of a day counts an alert once, by what became of it, and reminders and good news apart', () => {
    const other = { ...NEWS, targetId: 't-2', severity: 'warning' } as const;
    const { subject, text } = digestOf([NEWS, other, { ...other, occurrence: 'escalated' }, RESOLVED, REMINDER], '2021-09-06');
    expect(subject).toBe(`Tiến Độ 6/9/2021: 1 cảnh báo ${SEVERITY_WORDS.warning.vi.toLowerCase()}; 1 đã kết thúc; 1 nhắc báo cáo`);
    expect(digestOf([RESOLVED], '2021-09-06').subject).toBe('Tiến Độ 6/9/2021: 1 cảnh báo đã kết thúc');
    expect(digestOf([REMINDER], '2021-09-06').subject).toBe('Tiến Độ 6/9/2021: 1 nhắc báo cáo');
    expect(text.indexOf('Nhắc báo cáo')).toBeLessThan(text.indexOf('Cảnh báo đã kết thúc'));
  });

  it('of a day shows the present figure beside that of an alert which is still open, once and where it is another', () => {
    const now = { actual: '45.5', expected: '58', asOf: '2021-09-15' };
    const { text } = digestOf([NEWS, { ...NEWS, occurrence: 'escalated' }], '2021-09-16', [['t-1', now]]);
    expect(text.match(/Hiện nay: 45,5 % tính đến 15\/9\/2021, theo tiến độ 58 %\./g)).toHaveLength(1);
    expect(text).toContain('Now: 45.5 % as of 15 September 2021, 58 % by the schedule.');
    expect(digestOf([NEWS], '2021-09-16', [['t-1', { ...now, actual: '41', asOf: '2021-08-31' }]]).text).not.toContain('Hiện nay');
    expect(digestOf([NEWS, RESOLVED], '2021-09-16', [['t-1', now]]).text).not.toContain('Hiện nay');
  });
});
