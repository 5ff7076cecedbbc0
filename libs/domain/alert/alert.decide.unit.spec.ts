import {
  alertInput,
  brief,
  forecast,
  reported,
  SUBJECT,
  tell,
  type Fact,
  type Situation,
  type Story,
} from '../../../test/support/alerts.js';
import { given } from '../../../test/support/given.js';
import { fold } from '../kernel/decider.js';
import { milestone } from '../../../test/support/samples.js';
import { acknowledgeAlert, decideAlert, handOverAlert, type AcknowledgeAlert } from './alert.decide.js';
import type { AlertEvent } from './alert.events.js';
import { findingsOf } from './alert.policy.js';
import { alertDecider, type AlertState } from './alert.state.js';

const decide =
  (situation: Situation) =>
  (state: AlertState): readonly AlertEvent[] =>
    decideAlert(state, findingsOf(alertInput(situation)), alertInput(situation));
const say = (events: readonly AlertEvent[]): readonly string[] => events.map(brief);
const figure = (on: string, value: string | null, asOf = on): Fact => ({ on, kind: 'figure', asOf, value });
const year = (facts: readonly Fact[], more: Partial<Story> = {}): readonly string[] =>
  say(tell({ from: '2021-01-01', to: '2021-12-31', facts, ...more }));

// Expected: 50.1 % on 2 July, 58.6 % on 2 August, 67.1 % on 2 September.
const behind = decide({ day: '2021-09-02', figure: reported('30', '2021-09-02') })(alertDecider.initial);

describe('an alert about the course', () => {
  it('is raised with its evidence, once', () => {
    expect(behind).toMatchObject([
      {
        type: 'AlertRaised',
        data: {
          ...{ episode: 1, kind: 'behind', severity: 'warning', day: '2021-09-02', localityId: 'vn-074@base' },
          evidence: { actual: '30' },
        },
      },
    ]);
    given(alertDecider, behind)
      .when(decide({ day: '2021-09-02', figure: reported('30', '2021-09-02') }))
      .thenNothing();
  });

  it('is not raised while all is well', () => {
    expect(year([figure('2021-07-02', '50'), figure('2021-09-02', '68')])).toEqual([]);
  });

  it('changes when it gets worse, and stays quiet while it stays as bad', () => {
    const facts = [figure('2021-07-02', '45'), figure('2021-07-10', '46'), figure('2021-08-02', '10'), figure('2021-08-12', '11')];
    expect(year(facts, { to: '2021-08-12' }).filter((step) => !step.includes('escalated'))).toEqual([
      '2021-07-02 #1 raised at_risk notice',
      '2021-08-02 #1 changed behind critical',
    ]);
  });

  it('ends when the figure is clear of the threshold by the margin', () => {
    expect(year([figure('2021-07-02', '45'), figure('2021-08-02', '57')])).toEqual([
      '2021-07-02 #1 raised at_risk notice',
      '2021-08-02 #1 resolved recovered',
    ]);
  });

  it('does not end within the margin, but with the second figure date that is free of findings', () => {
    expect(year([figure('2021-07-02', '45'), figure('2021-08-02', '56')])).toEqual(['2021-07-02 #1 raised at_risk notice']);
    expect(year([figure('2021-07-02', '45'), figure('2021-08-02', '56'), figure('2021-09-02', '64.2')])).toEqual([
      '2021-07-02 #1 raised at_risk notice',
      '2021-09-02 #1 resolved recovered',
    ]);
  });

  it('gets better for good only past the margin', () => {
    const steps = (value: string) => year([figure('2021-07-02', '29'), figure('2021-07-06', value)], { to: '2021-07-07' });
    expect(steps('31.2')).toEqual(['2021-07-02 #1 raised behind warning']);
    expect(steps('33')).toEqual(['2021-07-02 #1 raised behind warning', '2021-07-06 #1 changed at_risk notice']);
  });

  it('ends at once when a correction undoes the cause, even within the margin', () => {
    expect(year([figure('2021-07-02', '45'), figure('2021-07-09', '47.8', '2021-07-02')])).toEqual([
      '2021-07-02 #1 raised at_risk notice',
      '2021-07-09 #1 resolved corrected',
    ]);
  });

  it('ends when its figure is withdrawn and the one before was good', () => {
    expect(year([figure('2021-07-02', '50'), figure('2021-08-02', '51'), figure('2021-08-05', null, '2021-08-02')])).toEqual([
      '2021-08-02 #1 raised at_risk notice',
      '2021-08-05 #1 resolved corrected',
    ]);
  });

  it('is not raised again at the same figure date, but at the next one, as a new episode', () => {
    const toAndFro = [figure('2021-07-02', '45'), figure('2021-07-09', '50', '2021-07-02'), figure('2021-07-10', '45', '2021-07-02')];
    expect(year([...toAndFro, figure('2021-08-02', '50')])).toEqual([
      '2021-07-02 #1 raised at_risk notice',
      '2021-07-09 #1 resolved corrected',
      '2021-08-02 #2 raised at_risk notice',
    ]);
  });

  it('ends when the plan is revised, the target withdrawn or achieved', () => {
    const eased = { thresholds: { onTrack: '0.4', atRisk: '0.3', tolerance: '0' } };
    const after = (situation: Omit<Situation, 'day'>) =>
      say(decide({ day: '2021-09-03', figure: reported('30', '2021-09-02'), ...situation })(state));
    const state = alertDecider.evolve(alertDecider.initial, behind[0]!);
    expect(after({ plan: eased })).toEqual(['2021-09-03 #1 resolved target_revised']);
    expect(after({ plan: { milestones: [milestone({ value: '40' })] } })).toEqual(['2021-09-03 #1 resolved target_revised']);
    const lowered = { plan: { milestones: [milestone({ value: '50' })] }, figure: reported('33', '2021-09-03') };
    expect(after(lowered)).toEqual(['2021-09-03 #1 resolved target_revised']);
    expect(after({ withdrawnOn: '2021-09-03' })).toEqual(['2021-09-03 #1 resolved target_withdrawn']);
    expect(after({ figure: reported('100', '2021-09-03') })).toEqual(['2021-09-03 #1 resolved achieved']);
  });

  it('is quiet about days before the last thing said', () => {
    given(alertDecider, behind)
      .when(decide({ day: '2021-08-31', figure: reported('5', '2021-08-31') }))
      .thenNothing();
  });
});

describe('an alert about a milestone', () => {
  const milestones = [milestone({ due: '2021-09-30', value: '60' }), milestone({ value: '98' })];

  it('is raised when the day passes without the figure, and eases when it is passed', () => {
    const facts = [figure('2021-08-31', '53'), figure('2021-10-15', '62')];
    const steps = year(facts, { to: '2021-10-15', situation: { plan: { milestones } } }).filter((step) => !step.includes('escalated'));
    expect(steps).toEqual(['2021-10-01 #1 raised milestone_missed critical', '2021-10-15 #1 changed at_risk notice']);
  });

  it('ends when a later figure passes it and is on course, though near the threshold of being at risk', () => {
    const facts = [figure('2021-09-30', '55'), figure('2021-10-31', '69.3')];
    const steps = year(facts, { to: '2021-10-31', situation: { plan: { milestones } } }).filter((step) => !step.includes('escalated'));
    expect(steps).toEqual(['2021-09-30 #1 raised milestone_missed critical', '2021-10-31 #1 resolved recovered']);
  });

  it('is not raised for what was over long ago', () => {
    const story = (from: string) => say(tell({ from, to: '2022-12-31', facts: [figure('2022-03-31', '40', '2021-12-31')] }));
    expect(story('2022-03-31')).toEqual(expect.arrayContaining(['2022-03-31 #1 raised milestone_missed critical']));
    expect(story('2022-04-01')).toEqual([]);
  });

  it('once open, stays so when the year is long over and a figure is corrected to another that misses', () => {
    const corrections = [figure('2021-12-31', '40'), figure('2022-06-01', '41', '2021-12-31')];
    const steps = say(tell({ from: '2021-12-31', to: '2022-07-31', facts: corrections })).filter((step) => !step.includes('escalated'));
    expect(steps).toEqual(['2021-12-31 #1 raised milestone_missed critical']);
  });
});

describe('an alert about a report', () => {
  const duties = [{ period: '2021-08', cutOff: '2021-08-14', dueOn: '2021-08-25' }];

  it('is a notice on the day after, a warning a week later, and over with the report', () => {
    const facts = [figure('2021-07-14', '53'), figure('2021-09-03', '61.5', '2021-08-14')];
    expect(year(facts, { duties })).toEqual([
      '2021-08-26 #1 raised report_overdue notice',
      '2021-09-02 #1 changed report_overdue warning',
      '2021-09-03 #1 resolved reported',
    ]);
  });

  it('goes on as one about the course when the report says so', () => {
    const facts = [figure('2021-07-14', '53'), figure('2021-08-27', '55', '2021-08-14')];
    expect(year(facts, { duties })).toEqual(['2021-08-26 #1 raised report_overdue notice', '2021-08-27 #1 changed at_risk notice']);
  });

  it('is not raised when the report came in time', () => {
    expect(year([figure('2021-07-14', '53'), figure('2021-08-25', '62', '2021-08-14')], { duties })).toEqual([]);
  });
});

describe('an alert about the forecast', () => {
  it('is raised for a forecast that misses and ends with one that does not, not with a doubtful one', () => {
    const likely = ['missed', 'uncertain', 'met'] as const;
    const facts = [figure('2021-06-02', '43'), figure('2021-07-02', '50'), figure('2021-07-05', '51'), figure('2021-07-08', '52')];
    const steps = year(facts, { likely: (known) => likely[(Number(known?.value) - 50) % 3] ?? 'met' });
    expect(steps).toEqual(['2021-07-02 #1 raised forecast_miss warning', '2021-07-08 #1 resolved recovered']);
  });

  it('is not raised from a single figure, which shows no pace', () => {
    expect(year([figure('2021-07-02', '50')], { likely: () => 'missed' })).toEqual([]);
  });

  it('stays as it is after the milestone until its figure comes, or the time for it is over', () => {
    const known = { figure: reported('93', '2021-12-14'), previous: reported('80', '2021-11-02'), plan: { graceDays: 20 } };
    const raised = decide({ ...known, day: '2021-12-14', outlook: forecast('missed') })(alertDecider.initial);
    expect(say(raised)).toEqual(['2021-12-14 #1 raised forecast_miss warning']);
    const state = alertDecider.evolve(alertDecider.initial, raised[0]!);
    const later = (situation: Situation) => say(decide({ ...known, ...situation })(state)).filter((step) => !step.includes('escalated'));
    expect(later({ day: '2022-01-20' })).toEqual([]);
    expect(later({ day: '2022-01-21' })).toEqual(['2022-01-21 #1 changed milestone_missed critical']);
    const met = { figure: reported('100', '2021-12-31'), previous: known.figure };
    expect(later({ day: '2022-01-10', ...met })).toEqual(['2022-01-10 #1 resolved achieved']);
  });

  it('gives way to being behind', () => {
    const outlook = forecast('missed');
    expect(say(decide({ day: '2021-09-02', figure: reported('30', '2021-09-02'), outlook })(alertDecider.initial))).toEqual([
      '2021-09-02 #1 raised behind warning',
    ]);
  });
});

describe('an alert about a figure', () => {
  it('ends when the figure is corrected, or the next one bears it out', () => {
    const leap = [figure('2021-07-02', '54'), figure('2021-08-02', '111')];
    const situation = {
      indicator: { numeratorMayExceedDenominator: true },
      plan: { milestones: [milestone({ due: '2021-12-31', value: '112' })] },
    };
    const raised = '2021-08-02 #1 raised implausible_figure warning';
    expect(year([...leap, figure('2021-08-03', '64', '2021-08-02')], { situation })).toEqual([raised, '2021-08-03 #1 resolved corrected']);
    expect(year([...leap, figure('2021-08-05', '111.5')], { situation })).toEqual([raised, '2021-08-05 #1 resolved borne_out']);
  });
});

describe('escalation', () => {
  const facts = [figure('2021-09-02', '30')];

  it('goes up the chain every five working days while nobody acknowledges', () => {
    expect(year(facts)).toEqual([
      '2021-09-02 #1 raised behind warning',
      '2021-09-09 #1 escalated 1 vn-08@base',
      '2021-09-16 #1 escalated 2 vn',
    ]);
  });

  it('says after a gap what it would have said day by day', () => {
    given(alertDecider, behind)
      .when((state) => decide({ day: '2021-10-20', figure: reported('30', '2021-09-02') })(state).slice(0, 2))
      .then([
        { type: 'AlertEscalated', data: { targetId: SUBJECT.targetId, episode: 1, level: 1, day: '2021-09-09', to: 'vn-08@base' } },
        { type: 'AlertEscalated', data: { targetId: SUBJECT.targetId, episode: 1, level: 2, day: '2021-09-16', to: 'vn' } },
      ]);
  });

  it('stops at the highest locality, and a notice does not begin it', () => {
    const situation = { subject: { ...SUBJECT, parents: ['vn'] } };
    expect(year(facts, { situation })).toEqual(['2021-09-02 #1 raised behind warning', '2021-09-09 #1 escalated 1 vn']);
    expect(year([figure('2021-07-02', '45')])).toEqual(['2021-07-02 #1 raised at_risk notice']);
  });

  it('rests once acknowledged, and begins again when the promised day passes', () => {
    const acknowledged = (recoveryOn: string | null): Fact => ({ on: '2021-09-10', kind: 'acknowledged', recoveryOn });
    expect(year([...facts, acknowledged(null)])).toEqual([
      '2021-09-02 #1 raised behind warning',
      '2021-09-09 #1 escalated 1 vn-08@base',
      '#1 acknowledged until further notice',
    ]);
    expect(year([...facts, acknowledged('2021-10-15')], { to: '2021-10-25' }).slice(2)).toEqual([
      '#1 acknowledged until 2021-10-15',
      '2021-10-22 #1 escalated 1 vn-08@base',
    ]);
    expect(year([...facts, acknowledged('2021-10-15'), figure('2021-10-14', '78')]).slice(3)).toEqual(['2021-10-14 #1 resolved recovered']);
  });

  it('begins anew when the alert becomes critical after the highest level was told of something milder', () => {
    const steps = [
      '2021-09-02 #1 raised behind warning',
      '2021-09-09 #1 escalated 1 vn-08@base',
      '2021-09-16 #1 escalated 2 vn',
      '2021-10-14 #1 changed behind critical',
      '2021-10-21 #1 escalated 1 vn-08@base',
      '2021-10-28 #1 escalated 2 vn',
    ];
    expect(year([...facts, figure('2021-10-14', '20')], { to: '2021-12-30' })).toEqual(steps);
    expect(year([...facts, figure('2021-09-14', '20')], { to: '2021-12-30' }).slice(2)).toEqual([
      '2021-09-14 #1 changed behind critical',
      '2021-09-16 #1 escalated 2 vn',
    ]);
    const acknowledged: Fact = { on: '2021-10-18', kind: 'acknowledged', recoveryOn: null };
    expect(year([...facts, figure('2021-10-14', '20'), acknowledged], { to: '2021-12-30' }).slice(4)).toEqual([
      '#1 acknowledged until further notice',
    ]);
  });

  it('begins again when a graver finding of another kind takes the place of an acknowledged notice', () => {
    const duties = [{ period: '2021-08', cutOff: '2021-08-14', dueOn: '2021-08-25' }];
    const acknowledged: Fact = { on: '2021-08-27', kind: 'acknowledged', recoveryOn: null };
    const likely = (known: { readonly value: string | null } | null) => (known?.value === '62' ? ('missed' as const) : ('met' as const));
    const told = tell({
      ...{ from: '2021-01-01', to: '2021-09-10', duties, likely },
      facts: [figure('2021-07-14', '53'), acknowledged, figure('2021-08-30', '62', '2021-08-14')],
    });
    expect(say(told)).toEqual([
      '2021-08-26 #1 raised report_overdue notice',
      '#1 acknowledged until further notice',
      '2021-08-30 #1 changed forecast_miss warning',
      '2021-09-06 #1 escalated 1 vn-08@base',
    ]);
    expect(fold(alertDecider, told).open?.acknowledged).toBeNull();
  });

  it('begins again when what was acknowledged gets worse', () => {
    const acknowledged: Fact = { on: '2021-09-03', kind: 'acknowledged', recoveryOn: '2021-12-01' };
    expect(year([...facts, acknowledged, figure('2021-10-14', '20')], { to: '2021-10-21' }).slice(2)).toEqual([
      '2021-10-14 #1 changed behind critical',
      '2021-10-21 #1 escalated 1 vn-08@base',
    ]);
  });
});

describe('a figure that leaps far past the target', () => {
  const indicator = { accumulation: 'cumulative', numeratorMayExceedDenominator: true } as const;

  it('leaves no doubt once the next one agrees, and brings the old alert back where it is corrected', () => {
    const leap = [figure('2021-08-02', '30'), figure('2021-09-02', '140')];
    const steps = (fact: Fact) =>
      year([...leap, fact], { situation: { indicator }, to: '2021-09-20' }).filter((step) => !step.includes('escalated'));
    const raised = '2021-08-02 #1 raised behind warning';
    expect(steps(figure('2021-09-14', '141'))).toEqual([raised, '2021-09-14 #1 resolved achieved']);
    expect(steps(figure('2021-09-03', '34', '2021-09-02'))).toEqual([raised]);
  });
});

describe('acknowledging', () => {
  const command: AcknowledgeAlert = { targetId: SUBJECT.targetId, episode: 1, note: ' đã họp với chủ đầu tư ', recoveryOn: '2021-10-15' };
  const acknowledge =
    (change: Partial<AcknowledgeAlert> = {}, today = '2021-09-03') =>
    (state: AlertState) =>
      acknowledgeAlert({ ...command, ...change }, state, today);
  const acknowledged: AlertEvent = { type: 'AlertAcknowledged', data: { ...command, note: 'đã họp với chủ đầu tư' } };
  const open = given(alertDecider, behind);

  it('keeps the note and the promised day, once', () => {
    open.when(acknowledge()).then([acknowledged]);
    given(alertDecider, [...behind, acknowledged])
      .when(acknowledge())
      .thenNothing();
  });

  it('may promise another day later', () => {
    given(alertDecider, [...behind, acknowledged])
      .when(acknowledge({ recoveryOn: null }))
      .then([{ type: 'AlertAcknowledged', data: { ...acknowledged.data, recoveryOn: null } } as AlertEvent]);
  });

  it('refuses an unknown or closed episode, an empty note and a day in the past', () => {
    open.when(acknowledge({ episode: 2 })).refused('alert_unknown', { id: `${SUBJECT.targetId}~2` });
    given(alertDecider).when(acknowledge()).refused('alert_unknown');
    const resolved = decide({ day: '2021-09-04', figure: reported('80', '2021-09-04') })(
      alertDecider.evolve(alertDecider.initial, behind[0]!),
    );
    given(alertDecider, [...behind, ...resolved])
      .when(acknowledge())
      .refused('alert_resolved', { day: '2021-09-04' });
    open.when(acknowledge({ note: ' ' })).refused('text_required');
    open.when(acknowledge({ recoveryOn: '2021-02-30' })).refused('date_malformed');
    open.when(acknowledge({ recoveryOn: '2022-03-07' })).refused('recovery_too_far', { recoveryOn: '2022-03-07', most: 184 });
    open.when(acknowledge({ recoveryOn: '2021-09-02' })).refused('recovery_in_past', { recoveryOn: '2021-09-02', today: '2021-09-03' });
  });
});

describe('handing over', () => {
  const command = { targetId: SUBJECT.targetId, toLocalityId: 'vn-02233@2025', day: '2021-10-01', continues: true };
  const handed: AlertEvent = {
    type: 'AlertHandedOver',
    data: { targetId: SUBJECT.targetId, episode: 1, fromLocalityId: 'vn-074@base', toLocalityId: 'vn-02233@2025', day: '2021-10-01' },
  };
  const open = given(alertDecider, behind);

  it('moves the open episode to the successor, once, and gives it its own time', () => {
    open.when((state) => handOverAlert(command, state)).then([handed]);
    const after = given(alertDecider, [...behind, handed]);
    after.when((state) => handOverAlert(command, state)).thenNothing();
    after.when((state) => decide({ day: '2021-10-07', figure: reported('30', '2021-09-02') })(state)).thenNothing();
    after
      .when((state) => say(decide({ day: '2021-10-08', figure: reported('30', '2021-09-02') })(state)) as never)
      .then(['2021-10-08 #1 escalated 1 vn-08@base'] as never);
  });

  it('ends it where the successor has a target of its own', () => {
    open
      .when((state) => say(handOverAlert({ ...command, continues: false }, state)) as never)
      .then(['2021-10-01 #1 handed to vn-02233@2025', '2021-10-01 #1 resolved handed_over'] as never);
  });

  it('does nothing where nothing is open, and refuses a day that does not exist', () => {
    given(alertDecider)
      .when((state) => handOverAlert(command, state))
      .thenNothing();
    open.when((state) => handOverAlert({ ...command, day: '2021-02-30' }, state)).refused('date_malformed');
  });
});
