import { alertInput, forecast, reported, type Situation } from '../../../test/support/alerts.js';
import { milestone } from '../../../test/support/samples.js';
import { DEFAULT_POLICY, findingsOf, RULE_VERSION } from './alert.policy.js';
import { exact } from '../kernel/decimal.js';
import { dateText, gapText, inSentence, numberText, periodText, quantityText } from './alert.words.js';

const find = (situation: Situation) => findingsOf(alertInput(situation));
const says = (situation: Situation): readonly string[] => find(situation).findings.map(({ kind, severity }) => `${kind} ${severity}`);
const sentence = (situation: Situation) => find(situation).findings[0]?.evidence.sentence;
const plain = { accumulation: 'level', numeratorMayExceedDenominator: true } as const;

describe('what is found of a target', () => {
  it.each([
    ['63.3', []],
    ['63.2', ['at_risk notice']],
    ['39.9', ['behind warning']],
    ['19.9', ['behind critical']],
  ])('at %s %% on 31 August', (value, expected) => {
    expect(says({ day: '2021-09-14', figure: reported(value, '2021-08-31') })).toEqual(expected);
  });

  it('is nothing while the gap is a slight part of the whole way, whatever its ratio', () => {
    const january = (value: string) => says({ day: '2021-01-20', figure: reported(value, '2021-01-10') });
    expect([january('0.8'), january('0.7')]).toEqual([[], ['behind critical']]);
    expect(says({ day: '2021-12-31', figure: reported('99', '2021-12-31') })).toEqual(['milestone_missed critical']);
  });

  it('carries its evidence', () => {
    expect(find({ day: '2021-09-14', figure: reported('44.05', '2021-08-31') }).findings[0]?.evidence).toEqual({
      ...{ actual: '44.05', expected: '66.575342465753', unit: '%', asOf: '2021-08-31', basis: 'actual', ruleVersion: RULE_VERSION },
      measurementIds: ['disbursement.vn-074@base.2021.2021-08-31.actual'],
      milestone: { due: '2021-12-31', value: '100', comparator: '>=' },
      sentence: {
        vi: 'Chiêm Hóa: giải ngân vốn đầu tư công đạt 44,05 % tính đến 31/8/2021, theo tiến độ cần 66,6 %; chậm 22,5 điểm %, có nguy cơ không kịp tiến độ.',
        en: 'Chiem Hoa: public investment disbursement reached 44.05 % as of 31 August 2021; the schedule asks for 66.6 %: 22.5 percentage points short, at risk of falling behind.',
      },
    });
  });

  it('keeps twelve decimals of a ratio', () => {
    const { evidence } = find({ day: '2021-09-14', figure: reported('4.7619047619047619047619', '2021-08-31') }).findings[0]!;
    expect(evidence.actual).toBe('4.761904761905');
  });

  it('is nothing before the start, once withdrawn, and long after the end; once achieved only that a report is missing', () => {
    const overdue = { period: '2021-08', dueOn: '2021-08-25' };
    expect(says({ day: '2020-12-31', overdue })).toEqual([]);
    expect(says({ day: '2021-09-14', figure: reported('100', '2021-08-31'), overdue })).toEqual(['report_overdue warning']);
    expect(says({ day: '2021-09-14', figure: reported('1', '2021-08-31'), withdrawnOn: '2021-09-14', overdue })).toEqual([]);
    expect(says({ day: '2022-03-31', overdue: null })).toEqual(['milestone_missed critical']);
    expect(find({ day: '2022-04-01' })).toMatchObject({
      findings: [],
      isOver: true,
      lingering: expect.arrayContaining([{ kind: 'milestone_missed', severity: 'critical' }]),
    });
  });

  it('puts severity before kind: no notice hides a warning', () => {
    const situation = {
      day: '2021-08-27',
      figure: reported('70', '2021-08-01'),
      previous: reported('62', '2021-07-01'),
      outlook: forecast('missed'),
    };
    expect(says({ ...situation, overdue: { period: '2021-08', dueOn: '2021-08-25' } })).toEqual([
      'forecast_miss warning',
      'report_overdue notice',
    ]);
  });

  it('puts the worst first', () => {
    const situation = {
      day: '2021-09-14',
      figure: reported('20.1', '2021-08-31'),
      previous: reported('30', '2021-07-31'),
      outlook: forecast('missed'),
    };
    expect(says({ ...situation, overdue: { period: '2021-08', dueOn: '2021-08-25' } })).toEqual([
      ...['behind warning', 'report_overdue warning', 'implausible_figure warning', 'forecast_miss warning'],
    ]);
  });

  it('finds a figure implausible that leaps, falls or lies outside the limits', () => {
    const after = (value: string, asOf: string, situation: Omit<Situation, 'day'> = {}) =>
      says({ day: '2021-09-14', figure: reported(value, asOf), previous: reported('48', '2021-06-30'), ...situation });
    expect(after('99', '2021-07-30')).toEqual(['implausible_figure warning']);
    expect(after('99', '2021-08-31')).toEqual([]);
    expect(after('42', '2021-06-30')).toContain('implausible_figure warning');
    expect(after('44', '2021-06-30')).toEqual(['at_risk notice']);
    expect(after('42', '2021-06-30', { indicator: plain })).toEqual(['at_risk notice']);
    expect(after('42', '2021-06-30', { previous: reported('48', '2021-06-15', { basis: 'estimated' }) })).toEqual(['at_risk notice']);
    expect(after('99.5', '2021-08-31', { indicator: { max: '99' } })).toEqual(['implausible_figure warning']);
  });

  describe('doubts a figure that reaches the target', () => {
    const more = { accumulation: 'cumulative', numeratorMayExceedDenominator: true } as const;
    const leap = (from: string, to: string, situation: Partial<Situation> = {}) =>
      find({
        ...{ day: '2021-12-14', indicator: more, figure: reported(to, '2021-11-30'), previous: reported(from, '2021-10-31') },
        ...situation,
      });
    const steps = (situation: ReturnType<typeof leap>) => situation.findings.map(({ kind, severity }) => `${kind} ${severity}`);
    const count = { ...more, shape: 'count', unit: 'xã', rollUp: 'sum', base: null } as const;
    const communes = (quantity: string) => ({ indicator: count, plan: { milestones: [milestone({ value: quantity })] } });

    it('when it leaps far past it, as a notice that says why', () => {
      const found = leap('30', '140');
      expect([found.status, steps(found)]).toEqual(['behind', ['behind warning', 'implausible_figure notice']]);
      expect(found.findings[1]?.evidence).toMatchObject({
        measurementIds: [expect.stringContaining('2021-11-30'), expect.stringContaining('2021-10-31')],
        sentence: {
          vi: 'Chiêm Hóa: giải ngân vốn đầu tư công đạt 140 % tính đến 30/11/2021, tăng 110 điểm % so với ngày 31/10/2021, vượt xa mục tiêu ít nhất 100 % (đến hết ngày 31/12/2021); cần kiểm tra lại số liệu.',
          en: 'Chiem Hoa: public investment disbursement reached 140 % as of 30 November 2021, 110 percentage points more than on 31 October 2021, far beyond the target: at least 100 % (by 31 December 2021); the figure should be checked.',
        },
      });
    });

    it('not when the year ends in a rush, nor when it is passed step by step', () => {
      expect(steps(leap('45', '100'))).toEqual([]);
      expect(steps(leap('55', '125'))).toEqual([]);
      expect(steps(leap('96', '140'))).toEqual([]);
    });

    it('when it is the first of a sum that begins at the baseline, not of a state that nobody had reported', () => {
      const first = (indicator: object) =>
        leap('0', '140', {
          indicator: { ...more, ...indicator },
          day: '2021-01-20',
          previous: null,
          figure: reported('140', '2021-01-14'),
        });
      expect(steps(first({}))).toEqual(['implausible_figure notice']);
      expect(steps(first({ accumulation: 'level' }))).toEqual([]);
    });

    it('not where a few things are counted', () => {
      expect(steps(leap('0', '1', communes('2')))).not.toContain('implausible_figure warning');
      expect(steps(leap('0', '2', communes('2')))).toEqual([]);
      expect(steps(leap('0', '3', communes('2')))).toEqual([]);
      expect(steps(leap('5', '70', communes('20')))).toEqual(['behind warning', 'implausible_figure notice']);
    });
  });

  it('doubts a figure that changes more than ten times as fast as ever before, where that is much', () => {
    const months = (...values: string[]) => values.map((value, index) => reported(value, `2021-0${7 - index}-14`));
    const [previous = null, ...earlier] = months('60', '58', '57', '55');
    const to = (value: string, situation: Omit<Situation, 'day'> = {}) =>
      find({ day: '2021-08-20', figure: reported(value, '2021-08-14'), previous, earlier, ...situation }).findings;
    expect(to('82').map(({ kind, severity }) => `${kind} ${severity}`)).toEqual(['implausible_figure notice']);
    expect(to('82')[0]?.evidence.sentence).toEqual({
      vi: 'Chiêm Hóa: giải ngân vốn đầu tư công đạt 82 % tính đến 14/8/2021, tăng 22 điểm % so với ngày 14/7/2021, nhanh gấp 11 lần mức tăng giảm lớn nhất trước đó; cần kiểm tra lại số liệu.',
      en: 'Chiem Hoa: public investment disbursement reached 82 % as of 14 August 2021, 22 percentage points more than on 14 July 2021, 11 times as fast as ever before; the figure should be checked.',
    });
    expect([to('79'), to('82', { earlier: earlier.slice(0, 2) }), to('82', { earlier: months('60', '48', '47') })]).toEqual([[], [], []]);
    expect(to('100')).toEqual([]);
    const still = { previous: reported('60', '2021-07-14'), earlier: months('60', '60', '60', '60') };
    expect(to('82', still)).toEqual([]);
  });

  it('names the first later day on which it may differ', () => {
    const overdue = { period: '2021-08', dueOn: '2021-08-25' };
    expect(find({ day: '2021-08-20', nextDueOn: '2021-08-25' }).nextDay).toBe('2021-08-26');
    expect(find({ day: '2021-08-26', overdue, nextDueOn: '2021-09-25' }).nextDay).toBe('2021-09-02');
    expect(find({ day: '2021-09-02', overdue, nextDueOn: '2021-09-25' }).nextDay).toBe('2021-09-26');
    expect(find({ day: '2021-09-02' }).nextDay).toBe('2022-01-01');
    expect(find({ day: '2022-01-01', nextDueOn: '2022-09-25' }).nextDay).toBe('2022-09-26');
    expect(find({ day: '2022-01-01' }).nextDay).toBeNull();
    expect(DEFAULT_POLICY.chain.map(({ level }) => level)).toEqual([1, 2]);
  });
});

describe('sentences', () => {
  const first = milestone({ due: '2021-09-30', dueSource: 'printed', comparator: '>', value: '60' });
  const two = { milestones: [first, milestone({ value: '98' })] };
  const household = { unit: 'hộ', shape: 'count', rollUp: 'sum', base: null } as const;

  it.each([
    [
      'a figure far behind',
      { day: '2021-09-14', figure: reported('10', '2021-08-31') },
      'Chiêm Hóa: giải ngân vốn đầu tư công đạt 10 % tính đến 31/8/2021, theo tiến độ cần 66,6 %; chậm 56,6 điểm %.',
      'Chiem Hoa: public investment disbursement reached 10 % as of 31 August 2021; the schedule asks for 66.6 %: 56.6 percentage points short.',
    ],
    [
      'too much of what should be little',
      {
        day: '2021-09-14',
        indicator: { ...household, direction: 'decreasing' },
        plan: { baseline: { value: '2000', on: '2020-12-31' }, milestones: [milestone({ comparator: '<=', value: '1000' })] },
        figure: reported('1800', '2021-08-31'),
      },
      'Chiêm Hóa: giải ngân vốn đầu tư công ở mức 1.800 hộ tính đến 31/8/2021, theo tiến độ không được quá 1.335 hộ; vượt 465 hộ.',
      'Chiem Hoa: public investment disbursement stood at 1,800 households as of 31 August 2021; the schedule allows 1,335 households: 465 households over.',
    ],
    [
      'a milestone not met',
      { day: '2021-10-01', figure: reported('59.5', '2021-09-30'), plan: two },
      'Chiêm Hóa: giải ngân vốn đầu tư công đạt 59,5 % tính đến 30/9/2021, không đạt mốc trên 60 % (đến hết ngày 30/9/2021); còn thiếu 0,5 điểm %.',
      'Chiem Hoa: public investment disbursement reached 59.5 % as of 30 September 2021 and misses the milestone: more than 60 % (by 30 September 2021); 0.5 percentage points short.',
    ],
    [
      'a milestone of which nothing was reported',
      { day: '2021-10-01', plan: { milestones: [milestone({ due: '2021-10-01', dueOp: '<' })] } },
      'Chiêm Hóa: giải ngân vốn đầu tư công không có báo cáo cho mốc ít nhất 100 % (trước ngày 1/10/2021); chưa có số liệu nào.',
      'Chiem Hoa: public investment disbursement has no report for the milestone: at least 100 % (before 1 October 2021); there is no figure at all.',
    ],
    [
      'a task overdue',
      {
        day: '2021-10-01',
        indicator: { shape: 'task', unit: 'nhiệm vụ' },
        plan: { milestones: [milestone({ due: '2021-09-30', comparator: 'complete', value: null })] },
        figure: reported(null, '2021-09-20'),
      },
      'Chiêm Hóa: giải ngân vốn đầu tư công chưa hoàn thành, đã quá hạn (phải xong chậm nhất ngày 30/9/2021).',
      'Chiem Hoa: public investment disbursement is not done and overdue: it was due by 30 September 2021.',
    ],
    [
      'a figure outside a band',
      {
        day: '2021-09-14',
        indicator: { direction: 'band' },
        plan: { milestones: [milestone({ comparator: 'between', value: '40', upper: '50' })] },
        figure: reported('55', '2021-08-31'),
      },
      'Chiêm Hóa: giải ngân vốn đầu tư công ở mức 55 % tính đến 31/8/2021, ngoài mức đề ra: từ 40 % đến 50 % (đến hết ngày 31/12/2021).',
      'Chiem Hoa: public investment disbursement stood at 55 % as of 31 August 2021, outside what is asked: 40 % to 50 % (by 31 December 2021).',
    ],
    [
      'a report overdue',
      { day: '2021-08-26', figure: reported('60', '2021-07-31'), overdue: { period: '2021-08', dueOn: '2021-08-25' } },
      'Chiêm Hóa: chưa có báo cáo giải ngân vốn đầu tư công tháng 8/2021, hạn 25/8/2021, quá hạn 1 ngày.',
      'Chiem Hoa: public investment disbursement: the report for August 2021 was due on 25 August 2021 and is 1 day overdue.',
    ],
    [
      'a forecast that misses',
      {
        ...{ day: '2021-09-14', figure: reported('70', '2021-08-31'), previous: reported('62', '2021-07-31') },
        outlook: forecast('missed'),
      },
      'Chiêm Hóa: giải ngân vốn đầu tư công theo đà hiện nay dự báo chỉ đạt 82,4 % (khoảng 77,3–88), nhiều khả năng không đạt mốc ít nhất 100 % (đến hết ngày 31/12/2021).',
      'Chiem Hoa: public investment disbursement is heading for 82.4 % (77.3–88) as it goes now and will probably miss the milestone: at least 100 % (by 31 December 2021).',
    ],
    [
      'a leap',
      { day: '2021-09-14', figure: reported('99', '2021-07-31'), previous: reported('47', '2021-06-30') },
      'Chiêm Hóa: giải ngân vốn đầu tư công đạt 99 % tính đến 31/7/2021, tăng 52 điểm % so với ngày 30/6/2021; cần kiểm tra lại số liệu.',
      'Chiem Hoa: public investment disbursement reached 99 % as of 31 July 2021, 52 percentage points more than on 30 June 2021; the figure should be checked.',
    ],
  ] as const)('of %s', (_name, situation, vi, en) => {
    expect(sentence(situation as Situation)).toEqual({ vi, en });
  });

  it('name ranks, things and their differences as the language does', () => {
    const texts = (language: 'vi' | 'en') => [
      quantityText('12', 'hạng', 0, language),
      quantityText('1', 'xã', 0, language),
      quantityText('1250.5', 'tỷ đồng', 1, language),
      quantityText('3', 'bài', 0, language),
      gapText(exact('-3'), 'hạng', language),
      gapText(exact('1'), '%', language),
    ];
    expect(texts('vi')).toEqual(['hạng 12', '1 xã', '1.250,5 tỷ đồng', '3 bài', '3 bậc', '1 điểm %']);
    expect(texts('en')).toEqual(['rank 12', '1 commune', '1,250.5 billion VND', '3 bài', '3 places', '1 percentage point']);
  });

  it('name the baseline that is to be kept or bettered', () => {
    const kept = (comparator: 'maintain' | 'improve') =>
      sentence({
        day: '2022-01-10',
        plan: { baseline: { value: '52', on: '2020-12-31' }, milestones: [milestone({ comparator, value: null })] },
        figure: reported('51.6', '2021-12-31'),
      });
    expect(kept('maintain')?.vi).toContain('không đạt mốc giữ vững mức gốc 52 % (đến hết ngày 31/12/2021); còn thiếu 0,4 điểm %');
    expect(kept('improve')?.en).toContain(
      'misses the milestone: better than the baseline of 52 % (by 31 December 2021); 0.4 percentage points short',
    );
  });

  it('write numbers, dates, periods and names as the language does', () => {
    expect([numberText('-1234567.891', 2, 'vi'), numberText('1234567.891', 2, 'en'), numberText('12.50', 2, 'vi')]).toEqual([
      ...['-1.234.567,89', '1,234,567.89', '12,5'],
    ]);
    expect([dateText('2021-09-03', 'vi'), dateText('2021-09-03', 'en')]).toEqual(['3/9/2021', '3 September 2021']);
    const periods = ['2021-08', '2021-Q3', '2021-H1', '2021-H2', '2021', '2021-W05', '2021-09-03'];
    expect(periods.map((period) => periodText(period, 'vi'))).toEqual([
      ...['tháng 8/2021', 'quý III/2021', '6 tháng đầu năm 2021', '6 tháng cuối năm 2021', 'năm 2021', 'tuần 5/2021', 'đến ngày 3/9/2021'],
    ]);
    expect(periods.map((period) => periodText(period, 'en'))).toEqual([
      ...[
        'August 2021',
        'quarter 3 of 2021',
        'the first half of 2021',
        'the second half of 2021',
        '2021',
        'week 5 of 2021',
        'up to 3 September 2021',
      ],
    ]);
    expect(['Đường giao thông', 'GRDP bình quân', 'Ổn định'].map(inSentence)).toEqual(['đường giao thông', 'GRDP bình quân', 'ổn định']);
  });
});
