import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { Difference, DiffPage, DiffQuery } from '../../contract/histories.diff.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Actor } from '../../domain/kernel/command.js';
import { shown } from '../../domain/kernel/decimal.js';
import { DomainError, lacking } from '../../domain/kernel/errors.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { differenceSentence } from '../../domain/story/difference.words.js';
import { comparePositions, type EventStore, type Position } from '../../event-store/event-store.js';
import { checkFilters, isCovered, scopeOf } from '../access/scope.sql.js';
import { both } from '../http/expectations.js';
import { conjunction, given } from '../http/keyset.js';
import { decodeCursor, listNameOf, pageOf } from '../http/paging.js';
import { tableOf } from '../http/reading.js';
import { Readings } from '../http/readings.js';
import { InvalidRequest } from '../http/refusals.js';
import { TARGET_VERDICTS, type TargetVerdict, type TargetVerdicts } from '../http/target-verdicts.js';
import { EVENT_STORE } from '../http/tokens.js';
import { causesBetween, refsBetween, type Place } from './diff.refs.js';
import { Told } from './evidence.js';

const NAMES = ['progress', 'targets', 'indicators', 'localities', 'directives', 'moments'];
const MOST_EVENTS = 50;

/** Everything that was known of the targets at one moment. */
interface Sight {
  readonly position: Position;
  readonly asOf: CivilDate;
  readonly places: ReadonlyMap<string, Place>;
  readonly verdicts: ReadonlyMap<string, TargetVerdict>;
}

interface Changed extends Place {
  readonly from: Difference['from'];
  readonly to: Difference['to'];
}

/** What changed between two moments, and which events did it. */
@Injectable()
export class DiffQueries {
  constructor(
    @Inject(Readings) private readonly readings: Readings,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(TARGET_VERDICTS) private readonly verdicts: TargetVerdicts,
  ) {}

  /** Throws `target_unknown`, `locality_unknown`, `indicator_unknown`, `locality_out_of_scope`, and `InvalidRequest` for a `to` before `from`, or one yet to come. */
  async between(actor: Actor, query: DiffQuery, after: Position | null): Promise<DiffPage> {
    const [from, to] = [query.from, query.to ?? (await this.store.head())];
    // What is asked for must be known at the later moment; at the earlier one there may have been nothing of it.
    const second = await this.sight(actor, query, to, query.toAsOf, after, true).catch(askedAs('to'));
    const first = await this.sight(actor, query, from, query.fromAsOf, after, false).catch(askedAs('from'));
    if (comparePositions(first.position, second.position) > 0) throw beforeFrom(to);
    if (query.target !== undefined && !second.places.has(query.target)) lacking('target_unknown', { targetId: query.target });
    const changed = changesOf(first, second);
    const list = listNameOf(query);
    const [start] = (decodeCursor(query.cursor, list, 1) ?? [null]) as [string | null];
    const { items, nextCursor } = pageOf(
      changed.filter(({ id }) => start === null || id > start).slice(0, query.limit + 1),
      query.limit,
      list,
      ({ id }) => [id],
    );
    return {
      from: { position: first.position, asOf: first.asOf },
      to: { position: second.position, asOf: second.asOf },
      total: changed.length,
      transitions: transitionsOf(changed),
      items: await this.rowsOf(actor, items, first, second),
      nextCursor,
    };
  }

  private sight(
    actor: Actor,
    query: DiffQuery,
    knownAt: string,
    asOf: CivilDate | undefined,
    after: Position | null,
    isChecked: boolean,
  ): Promise<Sight> {
    return this.readings.read({ names: NAMES, after, knownAt }, async ({ sql, position, day }) => {
      if (isChecked) await checkFilters(sql, actor.locality, query);
      const date = asOf ?? day;
      const places = await placesOf(sql, actor, query);
      const verdicts = await this.verdicts(sql, actor, [...places.keys()], { asOf: date, boundaries: date });
      return { position, asOf: date, places, verdicts };
    });
  }

  private async rowsOf(actor: Actor, changed: readonly Changed[], first: Sight, second: Sight): Promise<Difference[]> {
    const asked = { names: NAMES, after: null, knownAt: second.position };
    const byTime = await this.byTimeAlone(actor, changed, first, second);
    const others = changed.filter(({ id }) => !byTime.has(id));
    const own = await this.readings.read(asked, (reading) => refsBetween(reading, others, first.position, second.asOf));
    const ruled = others.filter(({ id }) => !own.has(id));
    const general = await this.readings.read(asked, (reading) => causesBetween(reading, ruled, first.position));
    const left = ruled.filter(({ id }) => !general.has(id));
    const any = await this.readings.read(asked, (reading) => refsBetween(reading, left, first.position, second.asOf, true));
    const refs = new Map([...own, ...general, ...any]);
    const named = new Map([...refs].map(([id, all]) => [id, all.slice(0, MOST_EVENTS)]));
    const names = changed.flatMap(({ indicatorId, localityId }) => [indicatorStream(indicatorId), localityStream(localityId)]);
    const told = await Told.of(this.store, second.position, [...named.values()].flat(), names);
    return changed.map(({ id, indicatorId, localityId, from, to }) => {
      const [words, eventCount] = [told.known.indicatorWords(indicatorId), refs.get(id)?.length ?? 0];
      const subject = { indicator: words.name, locality: told.known.localityName(localityId), unit: words.unit };
      const why = byTime.has(id) ? 'time' : own.has(id) || any.has(id) ? 'events' : 'rules';
      const events = told.pick(named.get(id) ?? []);
      return { targetId: id, indicatorId, localityId, from, to, sentence: differenceSentence(subject, from, to), why, events, eventCount };
    });
  }

  /** Those that would stand as they do on the later day also by what was known at the first moment. */
  private async byTimeAlone(actor: Actor, changed: readonly Changed[], first: Sight, { asOf }: Sight): Promise<ReadonlySet<string>> {
    if (first.asOf === asOf || changed.length === 0) return new Set();
    const ids = changed.map(({ id }) => id);
    const verdicts = await this.readings.read({ names: NAMES, after: null, knownAt: first.position }, ({ sql }) =>
      this.verdicts(sql, actor, ids, { asOf, boundaries: asOf }),
    );
    return new Set(changed.flatMap(({ id, to }) => (isSame(standingOf(verdicts.get(id)), to) ? [id] : [])));
  }
}

/** The targets that stood at the moment. */
async function placesOf(sql: Sql, actor: Actor, { locality, indicator, target }: DiffQuery): Promise<ReadonlyMap<string, Place>> {
  const rows = await sql<Place[]>`
    select p.target_id as id, p.indicator_id as "indicatorId", p.locality_id as "localityId" from ${tableOf(sql, 'progress.progress')} p
    where ${conjunction(sql, [
      ...(target === undefined ? [isCovered(sql, sql`p.locality_id`, actor.locality)] : [sql`p.target_id = ${target}`]),
      ...given(locality, (id) => isCovered(sql, sql`p.locality_id`, id)),
      ...given(indicator, (id) => sql`p.indicator_id = ${id}`),
    ])}`;
  const [one] = target === undefined ? [] : rows;
  const covered = one && (await scopeOf(sql, actor.locality));
  if (one && covered && !covered.has(one.localityId))
    throw new DomainError('locality_out_of_scope', 'forbidden', { localityId: one.localityId, scope: actor.locality });
  return new Map(rows.map((row) => [row.id, row]));
}

/** By target id. What is expected moves with every day and is no change by itself. */
function changesOf(first: Sight, second: Sight): readonly Changed[] {
  const ids = [...new Set([...first.places.keys(), ...second.places.keys()])].sort((a, b) => (a < b ? -1 : 1));
  return ids.flatMap((id): Changed[] => {
    const [from, to] = [standingOf(first.verdicts.get(id)), standingOf(second.verdicts.get(id))];
    const place = second.places.get(id) ?? first.places.get(id);
    return place && !isSame(from, to) ? [{ ...place, from, to }] : [];
  });
}

function standingOf(verdict: TargetVerdict | undefined): Difference['from'] {
  if (!verdict) return null;
  const { status, actual, expected, asOf, doneOn } = verdict;
  // As `GET /v1/progress` says them, so that both are equal as texts.
  return { status, actual: shown(actual), expected: shown(expected), asOf, doneOn };
}

function isSame(a: Difference['from'], b: Difference['from']): boolean {
  if (a === null || b === null) return a === b;
  return a.status === b.status && a.doneOn === b.doneOn && a.actual === b.actual;
}

function transitionsOf(changed: readonly Changed[]): DiffPage['transitions'] {
  const counts = new Map<string, DiffPage['transitions'][number]>();
  for (const { from, to } of changed) {
    const key = `${from?.status} ${to?.status}`;
    const known = counts.get(key);
    counts.set(key, { from: from?.status ?? null, to: to?.status ?? null, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count);
}

/** What is wrong with a moment is told under the name that it was asked by. */
function askedAs(name: 'from' | 'to'): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof InvalidRequest)) throw error;
    throw new InvalidRequest(error.errors.map((one) => (one.path === 'knownAt' ? { ...one, path: name } : one)));
  };
}

function beforeFrom(to: string): InvalidRequest {
  return new InvalidRequest([{ path: 'to', code: 'field_invalid', expected: both('không trước from', 'not before from'), got: to }]);
}
