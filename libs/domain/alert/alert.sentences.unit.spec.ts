import { alertInput, reported, type Situation } from '../../../test/support/alerts.js';
import { milestone } from '../../../test/support/samples.js';
import { findingsOf } from './alert.policy.js';
import { presentSentence, type Standing } from './alert.present.js';

const sentence = (situation: Situation) => findingsOf(alertInput(situation)).findings[0]?.evidence.sentence;

describe('the sentence of a running sum that lacks periods', () => {
  const lacking = (...missing: readonly string[]) => sentence({ day: '2021-09-14', figure: reported('20', '2021-08-31', { missing }) });

  it('names them, for they may be all that is short', () => {
    expect(lacking('2021-02', '2021-03')).toEqual({
      vi: 'Chiêm Hóa: giải ngân vốn đầu tư công đạt 20 % tính đến 31/8/2021, theo tiến độ cần 66,6 %; chậm 46,6 điểm % (chưa cộng tháng 2/2021, tháng 3/2021 vì chưa có số liệu).',
      en: 'Chiem Hoa: public investment disbursement reached 20 % as of 31 August 2021; the schedule asks for 66.6 %: 46.6 percentage points short (without February 2021, March 2021, not reported).',
    });
    expect(lacking('2021-01', '2021-02', '2021-03', '2021-04', '2021-05')?.vi).toContain('tháng 3/2021 và 2 kỳ khác');
  });

  it('is the plain one where nothing is missing', () => {
    expect(lacking()?.vi).toMatch(/chậm 46,6 điểm %\.$/);
  });
});

describe('how a band stands', () => {
  const standing: Standing = {
    ...{ status: 'behind', actual: '3', expected: null, asOf: '2021-08-31', doneOn: null },
    indicator: { shape: 'ratio', unit: '%', direction: 'band' },
  };

  it('is told without a course, which it has not', () => {
    expect(presentSentence(standing).vi).toBe('Chậm tiến độ: ở mức 3 % tính đến 31/8/2021.');
    expect(presentSentence({ ...standing, expected: '5' }).vi).not.toContain('không được quá');
  });

  it('is outside what is asked, above as below', () => {
    const band = { milestones: [milestone({ comparator: 'between', value: '5', upper: '7' })], quantity: null } as const;
    const at = (value: string) =>
      sentence({ day: '2021-09-14', figure: reported(value, '2021-08-31'), plan: band, indicator: { direction: 'band' } });
    for (const value of ['3', '9']) expect(at(value)?.vi).toContain('ngoài mức đề ra: từ 5 % đến 7 %');
  });
});
