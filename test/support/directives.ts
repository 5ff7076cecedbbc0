import { directiveCodec } from '../../libs/domain/directive/directive.codec.js';
import { directiveStream, type DirectiveEvent } from '../../libs/domain/directive/directive.events.js';
import type { MeasurementProposal, NumberedProposal, Proposal, TargetProposal } from '../../libs/domain/directive/proposal.js';
import { uuidV7 } from '../../libs/event-store/event-ids.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { eventually } from './eventually.js';
import type { HttpClient } from './http-client.js';

// A directive of our own, in the manner of a provincial notice.
export const NOTICE = `ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG
Số: 123/TB-UBND
Tuyên Quang, ngày 10 tháng 9 năm 2021

THÔNG BÁO
Kết luận cuộc họp ngày 31/8/2021

1. Tính đến ngày 31/8/2021 toàn tỉnh đã di chuyển được 37/84 hộ, trong đó: Na Hang 4/44 hộ, Chiêm Hóa 10/10 hộ.

2. Giao Sở Tài chính phấn đấu đến hết ngày 30/9/2021 giải ngân vốn đầu tư công đạt trên 60% kế hoạch, đến 31/12/2021 đạt ít nhất 98% kế hoạch.

3. Giao Ủy ban nhân dân huyện Na Hang hoàn thành việc di chuyển 44 hộ trước ngày 31/12/2021.
`;

const REASON = { vi: 'mẫu thử', en: 'a sample' };

/** Where words stand in a text, in code points. */
export function quoted(words: string, text = NOTICE) {
  const at = text.indexOf(words);
  if (at < 0) throw new Error(`the text does not say: ${words}`);
  const start = [...text.slice(0, at)].length;
  return { start, end: start + [...words].length, text: words };
}

export function targetProposal(words: string, more: Partial<TargetProposal> = {}): TargetProposal {
  const quote = quoted(words);
  return {
    ...{ type: 'target', quote, head: null, full: quote, clause: 'mục 2', indicator: 'tỷ lệ giải ngân vốn đầu tư công', unit: '%' },
    ...{ locality: 'Tỉnh Tuyên Quang', series: 'S1', confidence: 0.9, reason: REASON, kind: 'percentage', comparator: '>' },
    ...{ comparatorAlt: [], comparatorWord: 'trên', value: '60', valueTo: null, valueText: 'trên 60%', valueSource: 'printed' },
    deadline: { date: '2021-09-30', op: '<=', precision: 'day', text: 'đến hết ngày 30/9/2021', inherited: false, expanded: [] },
    ...{ deadlineImplied: null, recurrence: null, recurrenceText: null, period: '2021', responsible: 'Sở Tài chính' },
    ...{ strength: 'quantified', direction: null, incremental: false, base: null, indexName: null },
    ...more,
  } as TargetProposal;
}

export function measurementProposal(words: string, more: Partial<MeasurementProposal> = {}): MeasurementProposal {
  return {
    ...{ type: 'measurement', quote: quoted(words), clause: 'mục 1', indicator: 'số hộ đã di chuyển', unit: 'hộ' },
    ...{ locality: 'Huyện Na Hang', series: 'S2', confidence: 0.9, reason: REASON, value: '4', numerator: '4', denominator: '44' },
    ...{ ratioPct: '9.09', asOf: '2021-08-31', asOfSource: 'printed' },
    ...more,
  } as MeasurementProposal;
}

const deadline = (date: string): TargetProposal['deadline'] => ({
  date,
  op: '<=',
  precision: 'day',
  text: date,
  inherited: false,
  expanded: [],
});

export const SIXTY = targetProposal('đến hết ngày 30/9/2021 giải ngân vốn đầu tư công đạt trên 60% kế hoạch');
export const NINETY_EIGHT = targetProposal('đến 31/12/2021 đạt ít nhất 98% kế hoạch', {
  ...{ comparator: '>=', value: '98', valueText: 'ít nhất 98%', deadline: deadline('2021-12-31') },
});
export const NA_HANG = measurementProposal('Na Hang 4/44 hộ');
export const PROVINCE = measurementProposal('toàn tỉnh đã di chuyển được 37/84 hộ', {
  ...{ locality: 'Tỉnh Tuyên Quang', value: '37', numerator: '37', denominator: '84', ratioPct: '44.05' },
});

/** The four proposals above, numbered from `first`, as a reader of this version would have made them. */
export function made(
  directiveId: string,
  readerVersion = 'sample-1',
  first = 1,
  proposals: readonly Proposal[] = [SIXTY, NINETY_EIGHT, NA_HANG, PROVINCE],
) {
  const head = { number: '123/TB-UBND', kind: 'Thông báo', issuer: null, issuedOn: '2021-09-10', meetingOn: null, title: null };
  const numbered = proposals.map((proposal, index) => ({ ...proposal, n: first + index }));
  return {
    type: 'ProposalsMade',
    data: { directiveId, readerVersion, head, proposals: numbered, isComplete: true },
  } satisfies DirectiveEvent;
}

/** Uploads a directive and answers as an upload is answered once the reader has been through it, with or without tables to see it in. */
export const uploadRead = (client: HttpClient, sent: object) =>
  eventually(async () => {
    const { body } = await client.done('/v1/directives', sent);
    expect(body.reading.state).toBe('done');
    return body as { readonly id: string; readonly position: string };
  });

/** Resolves with the answer that the present reader has read a directive, and all of it is to be seen in the tables. */
export const readOut = (client: HttpClient, id: string, after = '0') =>
  eventually(async () => {
    const { body } = await client.get(`/v1/directives/${id}/reading`, { 'x-read-after': after });
    expect([body.state, body.readerVersion]).toEqual(['done', body.presentReaderVersion]);
    return body;
  });

/** Stores events of a directive's stream as another program would, and answers with the position. */
export async function storeDirective(store: EventStore, directiveId: string, ...events: readonly DirectiveEvent[]): Promise<string> {
  const actor = { id: 'reader', name: 'Máy đọc', role: 'planner', locality: 'vn' };
  const drafts = events.map((event) => {
    const { type, schemaVersion, data } = directiveCodec.encode(event);
    const commandId = uuidV7();
    return { id: uuidV7(), type, data, metadata: { commandId, correlationId: commandId, causationId: commandId, actor, schemaVersion } };
  });
  return (await store.append(directiveStream(directiveId), 'any', drafts)).position;
}

type ProposalsMade = Extract<DirectiveEvent, { type: 'ProposalsMade' }>;

/**
 * Stores a directive with the text of another one, which an older version has read as `older` makes it of what the present one found there. Answers
 * with that, and with what the older one found.
 */
export async function storeReadBefore(
  store: EventStore,
  from: string,
  directiveId: string,
  older: (proposals: readonly NumberedProposal[]) => readonly NumberedProposal[],
) {
  const { events } = await store.readStream(directiveStream(from));
  const [uploaded, read] = events.map((event) => directiveCodec.decode(event as never)) as [DirectiveEvent, ProposalsMade];
  const proposals = older(read.data.proposals);
  const before: ProposalsMade = { type: read.type, data: { ...read.data, directiveId, readerVersion: 'older-1', proposals } };
  await storeDirective(store, directiveId, { ...uploaded, data: { ...uploaded.data, directiveId } } as DirectiveEvent, before);
  return { present: read.data, older: proposals };
}
