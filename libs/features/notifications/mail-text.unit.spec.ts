import { digestOf, mailOf } from './mail-text.js';
import type { News } from './news.js';

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

describe('a mail', () => {
  it('says in its subject how grave it is, where, on what and what happened', () => {
    expect(mailOf(NEWS).subject).toBe('[Nghiêm trọng] Huyện Na Hang: Tỷ lệ giải ngân – chậm tiến độ');
    expect(mailOf({ ...NEWS, occurrence: 'resolved', resolution: 'recovered' }).subject).toMatch(/ – cảnh báo đã kết thúc$/);
  });

  it('is Vietnamese first, then English, as text and as HTML', () => {
    const { text, html } = mailOf(NEWS);
    expect(text).toContain(
      [
        'Nghiêm trọng · Cảnh báo mới: chậm tiến độ (5/9/2021)',
        'Huyện Na Hang – Tỷ lệ giải ngân',
        'Đạt 41 % so với 55 % dự kiến.',
        'English: New alert: critical, behind schedule. 41 % against 55 % expected.',
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
  });

  it('lets no name break out of its place', () => {
    const odd = { ...NEWS, locality: { id: 'x', name: '<img src=x onerror="a()">\r\nBcc: b@c' } };
    const { subject, html } = mailOf(odd);
    expect(html).not.toContain('<img');
    expect(subject).not.toMatch(/[\r\n]/);
  });

  it('of a day tells the numbers and begins with the gravest', () => {
    const notice = { ...NEWS, severity: 'notice', locality: { id: 'y', name: 'Xã Đầu' } } as const;
    const { subject, text } = digestOf([notice, NEWS, notice], '2021-09-06');
    expect(subject).toBe('Tiến Độ 6/9/2021: 1 nghiêm trọng, 2 lưu ý');
    expect(text.indexOf('Huyện Na Hang')).toBeLessThan(text.indexOf('Xã Đầu'));
  });
});
