import fc from 'fast-check';
import { made, measurementProposal, NA_HANG, NINETY_EIGHT, PROVINCE, SIXTY } from '../../../test/support/directives.js';
import { given } from '../../../test/support/given.js';
import { DIRECTIVE, TUYEN_QUANG } from '../../../test/support/samples.js';
import { fold } from '../kernel/decider.js';
import { describeDirective, reinstateDirective, uploadDirective, withdrawDirective } from './directive.decide.js';
import type { Acceptance, DirectiveEvent } from './directive.events.js';
import { headOf, directiveDecider, reviewDecider, type Review } from './directive.state.js';
import type { Proposal } from './proposal.js';
import { acceptProposals, dismissProposal, makeProposals, withdrawDismissal } from './review.decide.js';

const ID = 'thong-bao-123';
const SHA256 = '64c1d638b164321364c1d638b164321364c1d638b164321364c1d638b1643213';
const BLANK = { number: null, kind: null, issuer: null, issuedOn: null, meetingOn: null, title: null };
const TEXT = { sha256: SHA256, bytes: 900, codePoints: 700, format: 'pasted', fileName: null, pages: null };
const uploaded: DirectiveEvent = {
  type: 'DirectiveUploaded',
  data: { directiveId: ID, localityId: 'vn-08@base', text: TEXT, head: BLANK },
};
const READ = [uploaded, made(ID)];
const TARGET: Acceptance = { kind: 'target', targetId: 't', how: 'set' };
const stands = () => false;
const gone = () => true;

const accept =
  (proposals: readonly number[], isWithdrawn: (acceptance: Acceptance) => boolean = stands, acceptance = TARGET) =>
  (review: Review) =>
    acceptProposals({ directiveId: ID, proposals, acceptance, isEdited: false }, review, isWithdrawn);
const accepted = (proposals: readonly number[]): DirectiveEvent => ({
  type: 'ProposalsAccepted',
  data: { directiveId: ID, proposals, acceptance: TARGET, isEdited: false },
});
const dismissed: DirectiveEvent = { type: 'ProposalDismissed', data: { directiveId: ID, proposal: 1, reason: 'thử' } };
const withdrawn: DirectiveEvent = { type: 'DirectiveWithdrawn', data: { directiveId: ID, reason: 'tải nhầm' } };
const reinstated: DirectiveEvent = { type: 'DirectiveReinstated', data: { directiveId: ID, reason: 'bản gốc' } };
const judge = (reason = 'thử') => ({ directiveId: ID, proposal: 1, reason });

describe('uploading the text of a directive', () => {
  const upload =
    (change: object = {}) =>
    (state: Parameters<typeof uploadDirective>[1]) =>
      uploadDirective({ ...uploaded.data, ...change } as never, state, { locality: TUYEN_QUANG });
  const registered: DirectiveEvent = { type: 'DirectiveRegistered', data: { ...DIRECTIVE, directiveId: ID, textSha256: null } };

  it('takes it once, also to a directive that is registered without its words, whose head stays', () => {
    given(directiveDecider).when(upload()).then([uploaded]);
    given(directiveDecider, [uploaded])
      .when(upload({ head: { ...BLANK, number: '9' } }))
      .thenNothing();
    given(directiveDecider, [registered]).when(upload()).then([uploaded]);
    expect(fold(directiveDecider, [registered, uploaded, made(ID)])).toMatchObject({ number: DIRECTIVE.number, text: TEXT });
  });

  it('refuses another text, and what is malformed', () => {
    const other = { text: { ...TEXT, sha256: SHA256.replace('6', '7') } };
    given(directiveDecider, [uploaded]).when(upload(other)).refused('directive_differs');
    const hashed: DirectiveEvent = { type: 'DirectiveRegistered', data: { ...DIRECTIVE, directiveId: ID, textSha256: SHA256 } };
    given(directiveDecider, [hashed]).when(upload(other)).refused('directive_differs');
    given(directiveDecider)
      .when(upload({ head: { ...BLANK, issuedOn: '2021-13' } }))
      .refused('issued_on_malformed');
    given(directiveDecider)
      .when((state) => uploadDirective(uploaded.data, state, { locality: null }))
      .refused('locality_unknown');
  });
});

describe('withdrawing a directive', () => {
  const withdraw =
    (reason = 'tải nhầm') =>
    (state: Parameters<typeof withdrawDirective>[1]) =>
      withdrawDirective({ directiveId: ID, reason, confirm: [] }, state, { standing: 0 });
  const reinstate = (state: Parameters<typeof reinstateDirective>[1]) => reinstateDirective({ directiveId: ID, reason: 'bản gốc' }, state);

  it('takes a reason, once, and is taken back by an event of its own', () => {
    given(directiveDecider, [uploaded]).when(withdraw()).then([withdrawn]);
    given(directiveDecider, [uploaded, withdrawn]).when(withdraw('lại')).thenNothing();
    given(directiveDecider, [uploaded, withdrawn]).when(reinstate).then([reinstated]);
    given(directiveDecider, [uploaded]).when(reinstate).thenNothing();
    given(directiveDecider, [uploaded]).when(withdraw(' ')).refused('reason_required');
    given(directiveDecider).when(withdraw()).refused('directive_unknown');
  });

  it('ends all deciding and uploading until it is reinstated; what was accepted stands, and a reading under way adds nothing', () => {
    const history = [...READ, accepted([1]), withdrawn];
    const judgements = [accept([2]), (review: Review) => dismissProposal({ ...judge(), proposal: 2 }, review, stands)];
    for (const judgement of [...judgements, (review: Review) => withdrawDismissal(judge(), review)])
      given(reviewDecider, history).when(judgement).refused('directive_withdrawn');
    given(directiveDecider, history)
      .when((state) => uploadDirective(uploaded.data as never, state, { locality: TUYEN_QUANG }))
      .refused('directive_withdrawn');
    given(reviewDecider, history)
      .when(accept([1]))
      .thenNothing();
    given(reviewDecider, history)
      .when((review) => makeProposals({ ...made(ID).data, readerVersion: 'later' }, review))
      .thenNothing();
    given(reviewDecider, [...history, reinstated])
      .when(accept([2]))
      .then([accepted([2])]);
  });
});

describe('the head of a directive', () => {
  const describeAs =
    (head: object, reason = 'viết tay') =>
    (state: Parameters<typeof describeDirective>[1]) =>
      describeDirective({ directiveId: ID, ...BLANK, ...head, reason }, state, { locality: null, hasOutcomes: false });

  it('is the reader’s until somebody says otherwise, and then theirs whatever is read later', () => {
    expect(fold(directiveDecider, READ)).toMatchObject({ number: '123/TB-UBND', kind: 'Thông báo' });
    const said: DirectiveEvent = { type: 'DirectiveDescribed', data: { directiveId: ID, ...BLANK, number: '124', reason: 'viết tay' } };
    given(directiveDecider, READ)
      .when(describeAs({ number: ' 124 ' }))
      .then([said]);
    given(directiveDecider, [...READ, said])
      .when(describeAs({ number: '124' }))
      .thenNothing();
    expect(fold(directiveDecider, [...READ, said, made(ID, 'sample-2', 9)])).toMatchObject({ number: '124', kind: null });
  });

  it('keeps what is not said anew, and is blank where that is said', () => {
    const describe = (head: object) => (state: Parameters<typeof describeDirective>[1]) =>
      describeDirective({ directiveId: ID, ...head, reason: 'viết tay' }, state, { locality: {} as never, hasOutcomes: false });
    const read = headOf(fold(directiveDecider, READ)!);
    const said = (head: object): DirectiveEvent => ({
      type: 'DirectiveDescribed',
      data: { directiveId: ID, ...read, ...head, reason: 'viết tay' },
    });
    const none = given(directiveDecider, READ);
    none.when(describe({ title: 'Kết luận' })).then([said({ title: 'Kết luận' })]);
    none.when(describe({ number: null })).then([said({ number: null })]);
    none.when(describe({ number: read.number })).then([said({})]);
    none.when(describe({})).thenNothing();
    const moved: DirectiveEvent = { type: 'DirectiveMoved', data: { directiveId: ID, localityId: 'vn-08@2025', reason: 'viết tay' } };
    none.when(describe({ localityId: 'vn-08@2025' })).then([moved]);
    expect(fold(directiveDecider, [...READ, moved])).toMatchObject({ ...read, localityId: 'vn-08@2025' });
  });

  it('changes its place while nothing came of it', () => {
    const facts = { locality: {} as never, hasOutcomes: false };
    const move =
      (more: object = {}) =>
      (state: Parameters<typeof describeDirective>[1]) =>
        describeDirective({ directiveId: ID, ...headOf(state!), localityId: 'vn-08@2025', reason: 'nhầm' }, state, { ...facts, ...more });
    const head = { ...headOf(fold(directiveDecider, READ)!), directiveId: ID, reason: 'nhầm' };
    const moved: DirectiveEvent = { type: 'DirectiveMoved', data: { directiveId: ID, localityId: 'vn-08@2025', reason: 'nhầm' } };
    given(directiveDecider, READ)
      .when(move())
      .then([{ type: 'DirectiveDescribed', data: head }, moved]);
    given(directiveDecider, [...READ, { type: 'DirectiveDescribed', data: head }, moved])
      .when(move({ hasOutcomes: true }))
      .thenNothing();
    given(directiveDecider, READ)
      .when(move({ hasOutcomes: true }))
      .refused('directive_has_outcomes');
    given(directiveDecider, READ)
      .when(move({ locality: null }))
      .refused('locality_unknown');
  });

  it('is withdrawn only knowingly while something stands that came of it', () => {
    const withdraw = (confirm: readonly string[], standing: number) => (state: Parameters<typeof withdrawDirective>[1]) =>
      withdrawDirective({ directiveId: ID, reason: 'nhầm', confirm }, state, { standing });
    const withdrawn: DirectiveEvent = { type: 'DirectiveWithdrawn', data: { directiveId: ID, reason: 'nhầm' } };
    given(directiveDecider, READ).when(withdraw([], 2)).refused('outcomes_remain', { directiveId: ID, count: 2 });
    given(directiveDecider, READ)
      .when(withdraw(['outcomes_remain'], 2))
      .then([withdrawn]);
    given(directiveDecider, [...READ, withdrawn])
      .when(withdraw([], 2))
      .thenNothing();
  });

  it('is corrected with a reason', () => {
    given(directiveDecider, READ).when(describeAs({}, ' ')).refused('reason_required');
    given(directiveDecider).when(describeAs({})).refused('directive_unknown');
  });
});

describe('a reading', () => {
  const read =
    (proposals: readonly Proposal[], readerVersion = 'sample-2') =>
    (review: Review) =>
      makeProposals({ directiveId: ID, readerVersion, head: BLANK, proposals }, review);

  it('needs a text', () => {
    const paper: DirectiveEvent = { type: 'DirectiveRegistered', data: { ...DIRECTIVE, directiveId: ID } };
    given(reviewDecider, [paper]).when(read([])).refused('directive_without_text');
    given(reviewDecider).when(read([])).refused('directive_unknown');
  });

  it('by a later version adds only what is new, under the next numbers, however sure it is of the rest', () => {
    const again = { ...SIXTY, confidence: 0.2, reason: { vi: 'khác', en: 'other' }, clause: 'II.2' };
    const other = measurementProposal('Chiêm Hóa 10/10 hộ', { value: '10', numerator: '10', denominator: '10' });
    const added = { directiveId: ID, readerVersion: 'sample-2', head: BLANK, proposals: [{ ...other, n: 5 }], isComplete: true };
    given(reviewDecider, READ)
      .when(read([again, other, NA_HANG]))
      .then([{ type: 'ProposalsMade', data: added }]);
    given(reviewDecider, READ)
      .when(read([{ ...SIXTY, value: '61' }]))
      .then([{ type: 'ProposalsMade', data: { ...added, proposals: [{ ...SIXTY, value: '61', n: 5 }] } }]);
  });

  describe('that quotes and names a little differently what stands', () => {
    const moved = <P extends Proposal>(proposal: P, by: number, more: Partial<P> = {}): P => {
      const { start, end, text } = proposal.quote;
      return { ...proposal, quote: { start: start + by, end: end + 2 * by, text }, indicator: `${proposal.indicator} hằng năm`, ...more };
    };
    const shifted = [moved(SIXTY, 3), moved(NINETY_EIGHT, -2, { comparator: '=' }), moved(NA_HANG, 2), moved(PROVINCE, -1)];
    const edited = { ...accepted([1]), data: { ...accepted([1]).data, isEdited: true } } as DirectiveEvent;
    const decided = [...READ, edited, { ...dismissed, data: { ...dismissed.data, proposal: 3 } } as DirectiveEvent];
    const addedTo = (history: readonly DirectiveEvent[], found: readonly Proposal[]) =>
      read(found)(fold(reviewDecider, history)).flatMap((event) => (event.type === 'ProposalsMade' ? event.data.proposals : []));

    it('adds nothing, whether that was accepted, edited, dismissed or is open, and is on record once', () => {
      expect(addedTo(decided, shifted)).toEqual([]);
      const after = [...decided, ...read(shifted)(fold(reviewDecider, decided))];
      expect([...fold(reviewDecider, after).proposals]).toEqual([...fold(reviewDecider, decided).proposals]);
      given(reviewDecider, after).when(read(shifted)).thenNothing();
    });

    it('adds what says another number, day or place of the same words', () => {
      const day = { ...SIXTY.deadline!, date: '2021-10-31' };
      const others = [
        moved(SIXTY, 1, { value: '65' }),
        moved(SIXTY, 1, { deadline: day }),
        moved(NA_HANG, 1, { locality: 'Huyện Hàm Yên' }),
      ];
      for (const other of others) expect(addedTo(decided, [...shifted, other])).toEqual([{ ...other, n: 5 }]);
      expect(addedTo(decided, [moved(SIXTY, 1, { deadline: null })])).toEqual([]);
    });

    it('takes each that stands for one of those found alone, and words elsewhere for others', () => {
      const second = { ...moved(SIXTY, 4), indicator: 'tỷ lệ khác' };
      expect(addedTo(decided, [shifted[0]!, second])).toEqual([{ ...second, n: 5 }]);
      const { start, end } = SIXTY.quote;
      const behind = moved(SIXTY, end - start - 3);
      expect(addedTo(decided, [behind])).toEqual([{ ...behind, n: 5 }]);
    });
  });

  it('that finds nothing is on record, and the same again is nothing new', () => {
    const nothing: DirectiveEvent = {
      type: 'ProposalsMade',
      data: { directiveId: ID, readerVersion: 'sample-2', head: BLANK, proposals: [], isComplete: true },
    };
    given(reviewDecider, READ).when(read([])).then([nothing]);
    given(reviewDecider, [...READ, nothing])
      .when(read([]))
      .thenNothing();
    given(reviewDecider, READ)
      .when(read([SIXTY, NA_HANG], 'sample-1'))
      .thenNothing();
  });

  it('cut off after any of its events is completed by asking again: no number twice, nothing lost', () => {
    const many = Array.from({ length: 400 }, (_, index) => ({ ...SIXTY, quote: { start: index, end: index + 9, text: 'x'.repeat(300) } }));
    const whole = read(many)(fold(reviewDecider, [uploaded]));
    expect(whole.length).toBeGreaterThan(3);
    const all = fold(reviewDecider, [uploaded, ...whole]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.length }), (kept) => {
        const broken = [uploaded, ...whole.slice(0, kept)];
        const mended = fold(reviewDecider, [...broken, ...read(many)(fold(reviewDecider, broken))]);
        expect([...mended.proposals.keys()]).toEqual([...all.proposals.keys()]);
        expect(mended.directive?.reading).toEqual({ readerVersion: 'sample-2', isComplete: true });
        expect(read(many)(mended)).toEqual([]);
      }),
    );
  });

  it('leaves every decision as it was', () => {
    const decisions = [accepted([1, 2]), { ...dismissed, data: { ...dismissed.data, proposal: 3 } } as DirectiveEvent];
    fc.assert(
      fc.property(fc.subarray([SIXTY, NINETY_EIGHT, NA_HANG]), (found) => {
        const before = fold(reviewDecider, [...READ, ...decisions]);
        const after = fold(reviewDecider, read(found)(before), before);
        expect([...after.proposals]).toEqual([...before.proposals]);
      }),
    );
  });
});

describe('accepting proposals', () => {
  it('is recorded once, several as one', () => {
    given(reviewDecider, READ)
      .when(accept([1, 2]))
      .then([accepted([1, 2])]);
    given(reviewDecider, [...READ, accepted([1, 2])])
      .when(accept([1, 2]))
      .thenNothing();
  });

  it('refuses what is decided, what is not there, and what does not go together', () => {
    const other: Acceptance = { ...TARGET, targetId: 'other' };
    given(reviewDecider, [...READ, accepted([1])])
      .when(accept([1], stands, other))
      .refused('proposal_accepted', { n: 1, id: 't' });
    given(reviewDecider, [...READ, dismissed])
      .when(accept([1]))
      .refused('proposal_dismissed');
    given(reviewDecider, READ)
      .when(accept([9]))
      .refused('proposal_unknown');
    given(reviewDecider)
      .when(accept([1]))
      .refused('directive_unknown');
    for (const numbers of [
      [1, 1],
      [1, 3],
      [3, 4],
    ])
      given(reviewDecider, READ).when(accept(numbers)).refused('proposals_do_not_fit');
  });

  it('of what was withdrawn undoes the first acceptance in the open, for all that it took together', () => {
    const undone: DirectiveEvent = { type: 'AcceptanceUndone', data: { directiveId: ID, proposals: [1, 2], acceptance: TARGET } };
    given(reviewDecider, [...READ, accepted([1, 2])])
      .when(accept([2], gone))
      .then([undone, accepted([2])]);
    given(reviewDecider, [...READ, accepted([1, 2])])
      .when((review) => dismissProposal(judge(), review, gone))
      .then([undone, dismissed]);
    const state = fold(reviewDecider, [...READ, accepted([1, 2]), undone]);
    expect([...state.proposals.values()].map(({ verdict }) => verdict.state)).toEqual(['open', 'open', 'open', 'open']);
    expect(state.proposals.get(1)?.acceptances).toBe(1);
  });
});

describe('dismissing a proposal', () => {
  const dismiss = (reason?: string) => (review: Review) => dismissProposal(judge(reason), review, stands);

  it('takes a reason, once', () => {
    given(reviewDecider, READ).when(dismiss()).then([dismissed]);
    given(reviewDecider, [...READ, dismissed])
      .when(dismiss('khác'))
      .thenNothing();
    given(reviewDecider, READ).when(dismiss(' ')).refused('reason_required');
    given(reviewDecider, [...READ, accepted([1])])
      .when(dismiss())
      .refused('proposal_accepted');
  });

  it('is taken back by an event of its own', () => {
    const back: DirectiveEvent = { type: 'DismissalWithdrawn', data: { directiveId: ID, proposal: 1, reason: 'nhầm' } };
    given(reviewDecider, [...READ, dismissed])
      .when((review) => withdrawDismissal(judge('nhầm'), review))
      .then([back]);
    given(reviewDecider, READ)
      .when((review) => withdrawDismissal(judge(), review))
      .thenNothing();
    given(reviewDecider, [...READ, dismissed])
      .when((review) => withdrawDismissal(judge(''), review))
      .refused('reason_required');
    given(reviewDecider, [...READ, dismissed, back])
      .when(accept([1]))
      .then([accepted([1])]);
  });
});
