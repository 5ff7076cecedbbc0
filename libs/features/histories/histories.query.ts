import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import { POSITION } from '../../contract/fields.js';
import type { History, HistoryEntry, HistoryKind, HistoryQuery } from '../../contract/histories.js';
import type { Sentence } from '../../domain/alert/alert.events.js';
import { calendarDayStreamOf } from '../../domain/calendar-day/calendar-day.events.js';
import type { Actor } from '../../domain/kernel/command.js';
import { KnownThen } from '../../domain/story/known-then.js';
import type { Told } from '../../domain/story/story.js';
import { tell } from '../../domain/story/tell.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { comparePositions, ordinal, type EventStore, type Position } from '../../event-store/event-store.js';
import { LocalityScope } from '../access/locality-scope.js';
import { decodeCursor, encodeCursor, foreignCursor, listNameOf } from '../http/paging.js';
import type { Reading } from '../http/reading.js';
import { subjectName } from '../http/subject-name.js';
import { todayInVietnam } from '../http/today.js';
import { EVENT_STORE } from '../http/tokens.js';
import { GATHER, type Story } from './gather.js';
import { Gathered, type GatheredEvent } from './gathered.js';
import { mentioned } from './mentions.js';

interface ToldEvent {
  readonly from: GatheredEvent;
  readonly told: Told;
  readonly directiveName: Sentence | null;
}

export interface ToldHistory {
  readonly history: History;
  readonly events: readonly GatheredEvent[];
  readonly isTold: Story['isTold'];
}

/** Stories, straight from the event store: never behind what was written, and alike over both engines. */
@Injectable()
export class HistoryQueries {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  /**
   * The story of a thing as it was known at a moment, a page of it. Throws `target_unknown`, `measurement_unknown`, `locality_unknown`,
   * `directive_unknown`, `alert_unknown`, `locality_out_of_scope`, `InvalidRequest`.
   */
  async of(kind: HistoryKind, id: string, actor: Actor, query: HistoryQuery, reading: Reading): Promise<History> {
    return (await this.told(kind, id, actor, query, reading)).history;
  }

  /** As `of`, with the events that were read for it, in the store's order. */
  async told(kind: HistoryKind, id: string, actor: Actor, query: HistoryQuery, { sql, position }: Reading): Promise<ToldHistory> {
    const { limit, about, from, until, knownAt } = query;
    const list = listNameOf({ kind, id, about, from, until, knownAt });
    const after = afterOf(query.cursor, list);
    const gathered = new Gathered(this.store, position);
    const [story, at] = await Promise.all([GATHER[kind](id, gathered, sql), recordedAt(sql, position)]);
    await this.scope.check(actor, story.localityId);
    await readNames(gathered, story);
    const { told, known } = page(gathered.all(), story, query, after);
    const shown = told.slice(0, limit);
    await gathered.read(shown.flatMap(daysOf));
    const causes = new Map(gathered.all().map((event) => [event.recorded.id, event]));
    const history = {
      subject: { kind, id, name: subjectName(kind, id, known) },
      knownAt: { position, at },
      items: shown.map((one) => entryOf(one, causes)),
      nextCursor: told.length > limit ? encodeCursor(list, [shown.at(-1)?.from.recorded.position ?? '0']) : null,
    };
    return { history, events: gathered.all(), isTold: (event) => story.isTold(event) };
  }
}

/** When the last event up to a position was recorded, to the second; null before the first. */
async function recordedAt(sql: Sql, position: Position): Promise<string | null> {
  const [row] = await sql<{ at: string }[]>`
    select to_char(first_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from moments.moment
    where ordinal <= ${String(ordinal(position))} order by ordinal desc limit 1`;
  return row?.at ?? null;
}

/** Of what is told, and of the targets that a directive led to, the names: two rounds, for a target names places in turn. */
async function readNames(gathered: Gathered, story: Story): Promise<void> {
  const looked = new Set<string>();
  for (let round = 0; round < 2; round++) {
    const fresh = gathered.all().filter(({ recorded }) => !looked.has(recorded.stream));
    await gathered.read(mentioned(fresh.filter((event) => story.isTold(event) || event.category === 'target')));
    for (const { recorded } of fresh) looked.add(recorded.stream);
  }
}

/** What is told of a page, and one more where there is more; with what is known at the end. */
function page(
  events: readonly GatheredEvent[],
  story: Story,
  { about, from, until, limit }: HistoryQuery,
  after: string | null,
): { readonly told: readonly ToldEvent[]; readonly known: KnownThen } {
  const known = new KnownThen();
  const told: ToldEvent[] = [];
  for (const event of events) {
    const { recorded, category } = event;
    const isAsked = told.length <= limit && (about === undefined || about === category) && isWithin(recorded.recordedAt, from, until);
    if (isAsked && (after === null || comparePositions(recorded.position, after) > 0) && story.isTold(event)) {
      const one = tell(event, known);
      known.take(event);
      // A directive has its name once it is registered.
      if (one) told.push({ from: event, told: one, directiveName: one.directive && known.directiveName(one.directive.id) });
      // Beyond the page figures name nothing any more.
    } else if (told.length <= limit || category !== 'measurement') known.take(event);
  }
  return { told, known };
}

function isWithin(recordedAt: string, from: string | undefined, until: string | undefined): boolean {
  if (from === undefined && until === undefined) return true;
  const day = todayInVietnam(Date.parse(recordedAt));
  return (from === undefined || day >= from) && (until === undefined || day <= until);
}

/** An alert may have come because a day began. */
const daysOf = ({ from, told }: ToldEvent): readonly string[] =>
  from.category === 'alert' && told.on !== null ? [calendarDayStreamOf(told.on)] : [];

function entryOf({ from, told, directiveName }: ToldEvent, causes: ReadonlyMap<string, GatheredEvent>): HistoryEntry {
  const { id: eventId, type, stream, revision, position, recordedAt } = from.recorded;
  const { actor, commandId, correlationId, causationId } = metadataOf(from.recorded);
  const { id, name, role, locality } = actor;
  const found = causes.get(causationId)?.recorded;
  const isCommand = causationId === commandId;
  // Member by member: a thousand of these are made at once, and spreading would take most of the time.
  return {
    position,
    eventId,
    type,
    stream,
    revision,
    recordedAt,
    on: told.on,
    about: told.about,
    who: { id, name, role, locality },
    sentence: told.sentence,
    changes: told.changes as HistoryEntry['changes'],
    reason: told.reason,
    directive: told.directive && { id: told.directive.id, name: directiveName ?? { vi: '', en: '' }, clause: told.directive.clause },
    commandId,
    correlationId,
    cause: { kind: isCommand ? 'command' : 'event', id: causationId, type: found?.type ?? null, position: found?.position ?? null },
  };
}

function afterOf(cursor: string | undefined, list: string): string | null {
  const [position] = decodeCursor(cursor, list, 1) ?? [null];
  if (position === null || (typeof position === 'string' && POSITION.test(position))) return position;
  throw foreignCursor(String(cursor));
}
