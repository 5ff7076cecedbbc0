import { alertInput, forecast, reported, type Situation } from '../../../test/support/alerts.js';
import { milestone } from '../../../test/support/samples.js';
import { DEFAULT_POLICY, findingsOf, RULE_VERSION } from './alert.policy.js';
import { dateText, inSentence, numberText, periodText } from './alert.words.js';

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

  it('is nothing before the start, once achieved or withdrawn, and long after the end', () => {
    const overdue = { period: '2021-08', dueOn: '2021-08-25' };
    expect(says({ day: '2020-12-31', overdue })).toEqual([]);
    expect(says({ day: '2021-09-14', figure: reported('100', '2021-08-31'), overdue })).toEqual([]);
    expect(says({ day: '2021-09-14', figure: reported('1', '2021-08-31'), withdrawnOn: '2021-09-14', overdue })).toEqual([]);
    expect(says({ day: '2022-03-31', overdue: null })).toEqual(['milestone_missed critical']);
    expect(find({ day: '2022-04-01' })).toMatchObject({
      findings: [],
      isOver: true,
      lingering: expect.arrayContaining([{ kind: 'milestone_missed', severity: 'critical' }]),
    });
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
      'Chiêm Hóa: giải ngân vốn đầu tư công đạt 1.800 hộ tính đến 31/8/2021, theo tiến độ chỉ được đến 1.335 hộ; vượt 465 hộ.',
      'Chiem Hoa: public investment disbursement reached 1,800 hộ as of 31 August 2021; the schedule allows 1,335 hộ: 465 hộ over.',
    ],
    [
      'a milestone not met',
      { day: '2021-10-01', figure: reported('59.5', '2021-09-30'), plan: two },
      'Chiêm Hóa: giải ngân vốn đầu tư công đạt 59,5 % tính đến 30/9/2021, không đạt mốc trên 60 % đến hết 30/9/2021; thiếu 0,5 điểm %.',
      'Chiem Hoa: public investment disbursement reached 59.5 % as of 30 September 2021 and misses the milestone: more than 60 % by 30 September 2021; 0.5 percentage points short.',
    ],
    [
      'a milestone of which nothing was reported',
      { day: '2021-10-01', plan: { milestones: [milestone({ due: '2021-10-01', dueOp: '<' })] } },
      'Chiêm Hóa: giải ngân vốn đầu tư công không có báo cáo cho mốc ít nhất 100 % trước 1/10/2021; chưa có số liệu nào.',
      'Chiem Hoa: public investment disbursement has no report for the milestone: at least 100 % before 1 October 2021; there is no figure at all.',
    ],
    [
      'a task overdue',
      {
        day: '2021-10-01',
        indicator: { shape: 'task', unit: 'nhiệm vụ' },
        plan: { milestones: [milestone({ due: '2021-09-30', comparator: 'complete', value: null })] },
        figure: reported(null, '2021-09-20'),
      },
      'Chiêm Hóa: giải ngân vốn đầu tư công chưa hoàn thành, quá hạn 30/9/2021.',
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
      'Chiêm Hóa: giải ngân vốn đầu tư công đạt 55 % tính đến 31/8/2021, ngoài mức đề ra: từ 40 % đến 50 % đến hết 31/12/2021.',
      'Chiem Hoa: public investment disbursement reached 55 % as of 31 August 2021, outside what is asked: 40 % to 50 % by 31 December 2021.',
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
      'Chiêm Hóa: giải ngân vốn đầu tư công theo đà hiện nay được 82,4 % (khoảng 77,3 đến 88), không đạt mốc ít nhất 100 % đến hết 31/12/2021.',
      'Chiem Hoa: public investment disbursement will come to 82.4 % (77.3 to 88) as it goes now and miss the milestone: at least 100 % by 31 December 2021.',
    ],
    [
      'a leap',
      { day: '2021-09-14', figure: reported('99', '2021-07-31'), previous: reported('47', '2021-06-30') },
      'Chiêm Hóa: giải ngân vốn đầu tư công đạt 99 % tính đến 31/7/2021, tăng 52 điểm % so với 30/6/2021: cần kiểm tra lại số liệu.',
      'Chiem Hoa: public investment disbursement reached 99 % as of 31 July 2021, 52 percentage points more than on 30 June 2021: the figure should be checked.',
    ],
  ] as const)('of %s', (_name, situation, vi, en) => {
    expect(sentence(situation as Situation)).toEqual({ vi, en });
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
