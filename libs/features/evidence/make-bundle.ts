import type { Sql } from 'postgres';
import type { DirectiveEvent } from '../../domain/directive/directive.events.js';
import { directiveTextStream, type DirectiveTextEvent } from '../../domain/directive/directive-text.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Actor } from '../../domain/kernel/command.js';
import { SCHEDULE_RULES_STREAM } from '../../domain/schedule/rules.events.js';
import { ordinal, type EventStore, type Position, type RecordedEvent } from '../../event-store/event-store.js';
import { canonicalEvent } from '../../transparency/leaf.js';
import { localityOfDirective } from '../access/directive-locality.js';
import { scopeOf } from '../access/scope.sql.js';
import type { Readings } from '../http/readings.js';
import type { Reading } from '../http/reading.js';
import type { PrintHistory, TargetProgressOf, TargetStory, TargetStoryOf } from '../http/target-evidence.js';
import * as names from './bundle-files.js';
import { categoryOf } from './decoded.js';
import { FORM } from './form.js';
import { INSTRUCTION_TEXT } from './instructions.js';
import { consistencyOf, headOver, headsOf, inclusionOf, indexesOf, keysOf, type Head } from './log-proofs.js';

export interface EvidenceParts {
  readonly sql: Sql;
  readonly store: EventStore;
  readonly readings: Readings;
  readonly progress: TargetProgressOf;
  readonly story: TargetStoryOf;
  readonly print: PrintHistory;
}

export interface EvidenceAsked {
  readonly targetId: string;
  readonly asOf: CivilDate | undefined;
  readonly knownAt: string | undefined;
  readonly after: Position | null;
  /** Sizes of heads that somebody kept: the bundle then proves that its head continues them. */
  readonly earlier: readonly number[];
}

export interface Evidence {
  readonly bytes: Uint8Array;
  /** The position in the history up to which it tells. */
  readonly through: Position;
}

const NAMES = ['progress', 'indicators', 'localities', 'directives', 'targets', 'moments'];

/**
 * Everything that the answer about a target rests on at a moment, with proofs, as a zip. The events are what the store returns and the
 * proofs are the log's: where they do not agree, whoever verifies the bundle sees it. The same question about the same log gives the same
 * bytes. Throws `target_unknown`, `locality_out_of_scope`, `log_range` for an earlier size beyond the log, `InvalidRequest`, `Unavailable`.
 */
export async function makeBundle(parts: EvidenceParts, actor: Actor, asked: EvidenceAsked): Promise<Evidence> {
  const { asOf, knownAt, after, targetId } = asked;
  const seen = await parts.readings.read({ names: NAMES, after, knownAt }, (reading) => sightOf(parts, actor, asked, reading));
  const head = await headOver(parts.sql, seen.position);
  const files = new Map<string, Uint8Array>([
    [names.INSTRUCTIONS, Buffer.from(INSTRUCTION_TEXT)],
    [names.PROGRESS, names.canonicalBytes(seen.progress)],
    [names.HISTORY, names.canonicalBytes(seen.story.history)],
    [names.PRINTED, await parts.print(seen.story.history, 'vi')],
    ...seen.texts,
    ...(await logFiles(parts.sql, head, asked.earlier)),
    ...(await eventFiles(parts.sql, head, seen.events)),
  ]);
  const { origin, size, signedAt } = head;
  const manifest: names.Manifest = {
    ...{ v: 1, form: FORM, subject: { kind: 'target', id: targetId }, asOf: asOf ?? seen.progress.asOf },
    knownAt: seen.story.history.knownAt,
    log: { origin, size, signedAt },
    files: names.digestsOf(files),
  };
  files.set(names.MANIFEST, names.canonicalBytes(manifest));
  return { bytes: names.zipped(files), through: seen.position };
}

/** What was shown at the moment, and the events that it rests on. */
async function sightOf(parts: EvidenceParts, actor: Actor, { targetId, asOf }: EvidenceAsked, reading: Reading) {
  const { sql, position, day } = reading;
  const progress = await parts.progress(sql, actor, targetId, { asOf }, day, 'vi');
  const story = await parts.story(targetId, actor, reading);
  const rules = (await parts.store.readStream(SCHEDULE_RULES_STREAM)).events;
  const open = await openDirectives(parts.store, story, await scopeOf(sql, actor.locality));
  const texts = await textsOf(parts.store, story, open);
  const known = [...readable(story, open), ...rules, ...texts.events].filter((event) => ordinal(event.position) <= ordinal(position));
  const events = [...new Map(known.map((event) => [event.id, event])).values()].sort(byPosition);
  return { progress, story, position, texts: texts.files, events };
}

const byPosition = (a: RecordedEvent, b: RecordedEvent): number => (ordinal(a.position) < ordinal(b.position) ? -1 : 1);

/** The streams of the story's directives that are the reader's to read by their locality of now; all, where `scope` is the nation's. */
async function openDirectives(store: EventStore, { events }: TargetStory, scope: ReadonlySet<string> | null): Promise<ReadonlySet<string>> {
  const named = [...new Set(events.map(({ stream }) => stream))].filter((stream) => categoryOf(stream) === 'directive');
  if (scope === null) return new Set(named);
  const found = await store.readStreams(named);
  return new Set(named.filter((stream) => scope.has(localityOfDirective(found.get(stream) ?? []) ?? '')));
}

/** Directives speak of whole provinces: to whom theirs is not to read only what became of the target is shown, and what they are called. */
const OF_PROPOSALS: ReadonlySet<string> = new Set([
  ...(['ProposalsMade', 'ProposalDismissed', 'DismissalWithdrawn', 'ProposalsAccepted', 'AcceptanceUndone'] as const),
]);

function readable({ events, history }: TargetStory, open: ReadonlySet<string>): readonly RecordedEvent[] {
  const told = new Set(history.items.map(({ eventId }) => eventId));
  return events.filter(({ id, type, stream }) => !OF_PROPOSALS.has(type) || told.has(id) || open.has(stream));
}

/** The words of the directives that the story names and that are the reader's to read. */
async function textsOf(store: EventStore, { events }: TargetStory, open: ReadonlySet<string>) {
  const uploaded = events.flatMap(({ stream, type, data }) => {
    if (!open.has(stream) || type !== 'DirectiveUploaded') return [];
    const { directiveId, text } = data as Extract<DirectiveEvent, { type: 'DirectiveUploaded' }>['data'];
    return [{ directiveId, sha256: text.sha256 }];
  });
  const streams = await store.readStreams(uploaded.map(({ sha256 }) => directiveTextStream(sha256)));
  const found = uploaded.flatMap(({ directiveId, sha256 }) => {
    const parts = streams.get(directiveTextStream(sha256)) ?? [];
    return parts.length > 0 ? [{ directiveId, parts }] : [];
  });
  return {
    events: found.flatMap(({ parts }) => parts),
    files: found.map(({ directiveId, parts }) => [names.directiveText(directiveId), textIn(parts)] as const),
  };
}

export function textIn(parts: readonly Pick<RecordedEvent, 'data'>[]): Uint8Array {
  return Buffer.from(parts.map(({ data }) => (data as DirectiveTextEvent['data']).text).join(''));
}

/** Heads, keys, and the proofs from earlier heads to this one. */
async function logFiles(sql: Sql, head: Head, earlier: readonly number[]): Promise<readonly (readonly [string, Uint8Array])[]> {
  const sizes = [...new Set(earlier)].filter((size) => size > 0 && size <= head.size).sort((a, b) => a - b);
  const kept = await headsOf(sql, sizes);
  const proven = [];
  for (const from of sizes)
    proven.push({ from, to: head.size, proof: from === head.size ? [] : await consistencyOf(sql, from, head.size) });
  return [
    [names.HEAD, Buffer.from(head.note)],
    [names.KEYS, names.canonicalBytes({ origin: head.origin, keys: await keysOf(sql) })],
    [names.CONSISTENCY, names.canonicalBytes(proven)],
    ...[...kept].map(([size, note]) => [names.earlierHead(size), Buffer.from(note)] as const),
  ];
}

/** Each event in canonical form, and where the log has it. */
async function eventFiles(sql: Sql, { size }: Head, events: readonly RecordedEvent[]): Promise<readonly (readonly [string, Uint8Array])[]> {
  const ids = events.map(({ id }) => id.toLowerCase());
  const indexes = await indexesOf(sql, ids, size);
  const files = events.map((event, n): readonly [string, Uint8Array] => [
    names.eventFile(indexes.get(ids[n]!) ?? null, ids[n]!),
    Buffer.from(canonicalEvent(event)),
  ]);
  const logged = [...indexes.values()].sort((a, b) => a - b);
  const { root, proofs } = await inclusionOf(sql, logged, size);
  const proven = logged.map((index, n) => ({ file: names.eventFile(index, ''), index, proof: proofs[n]! }));
  return [...files, [names.PROOFS, names.canonicalBytes({ size, root, events: proven })]];
}
