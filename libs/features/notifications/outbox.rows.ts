import type { TransactionSql } from 'postgres';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { LocalityState } from '../../domain/locality/locality.state.js';
import type { SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { todayInVietnam } from '../http/today.js';
import type { Message } from './matching.js';
import type { NamesOf } from './news.js';
import type { AnyNews } from './reminder-news.js';

export const OUTBOX_COLUMNS = {
  id: 'uuid',
  event_id: 'uuid',
  subscription_id: 'text',
  person_id: 'text',
  channel: 'text',
  recipient: 'text',
  lane: 'text',
  digest: 'boolean',
  late: 'boolean',
  target_id: 'text',
  episode: 'int',
  news: 'jsonb',
  recorded_at: 'timestamptz',
  due_at: 'timestamptz',
  state: 'text',
  sent_at: 'timestamptz',
};

/** What a message is about: an episode of a target's alert, or no episode (0) of a stream of reminders. */
export interface About {
  readonly target_id: string;
  readonly episode: number;
  readonly news: AnyNews;
}

/** Of an event of a day that was caught up, the day on which it was written after all. */
export function lateness({ recordedAt }: RecordedEvent, day: CivilDate | null): { readonly recordedOn?: CivilDate } {
  const recordedOn = todayInVietnam(Date.parse(recordedAt));
  return day !== null && day < recordedOn ? { recordedOn } : {};
}

/** A message as it goes into the outbox, under an id that stays however often its event is read. */
export function outboxRow(message: Message, { id, recordedAt }: RecordedEvent, about: About, disabled: ReadonlySet<string>): object {
  const { subscriptionId, personId, channel, recipient, lane, digest, dueAt } = message;
  return {
    id: uuidV5(id, subscriptionId),
    event_id: id,
    ...{ subscription_id: subscriptionId, person_id: personId, channel, recipient, lane, digest },
    late: about.news.recordedOn !== undefined,
    ...about,
    recorded_at: recordedAt,
    due_at: new Date(dueAt).toISOString(),
    // In the application it is there as soon as it stands here.
    ...(channel === 'in_app'
      ? { state: 'sent', sent_at: recordedAt }
      : { state: channel === 'webhook' && disabled.has(recipient) ? 'held' : 'waiting' }),
  };
}

/** These localities, all that ever stood above them, all that succeeded any of these, and all that any of them took over from. */
export async function localitiesAbove(tx: TransactionSql, schema: string, ids: readonly string[]): Promise<Map<string, LocalityState>> {
  const known = new Map<string, LocalityState>();
  const above = (some: readonly string[]) => tx<{ state: LocalityState }[]>`
    select state from ${tx(schema)}.locality where id in (select jsonb_array_elements_text(${tx.json(some)}))`;
  await walk(known, ids, above, ({ parents, successors }) => [...parents.map((one) => one.parentId), ...successors.map(idOf)]);
  const before = (some: readonly string[]) => tx<{ state: LocalityState }[]>`
    select l.state from jsonb_array_elements_text(${tx.json(some)}) one
      join ${tx(schema)}.locality l on l.state->'successors' @> jsonb_build_array(jsonb_build_object('localityId', one))`;
  await walk(known, [...known.keys()], before, ({ localityId }) => [localityId]);
  return known;
}

const idOf = ({ localityId }: { readonly localityId: string }): string => localityId;

/** Adds what `read` finds of the ids, then of those to which that leads, until nothing new is left. */
async function walk(
  known: Map<string, LocalityState>,
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<readonly { readonly state: LocalityState }[]>,
  onwards: (state: LocalityState) => readonly string[],
): Promise<void> {
  const asked = new Set<string>();
  for (let frontier = [...new Set(ids)]; frontier.length > 0;) {
    for (const id of frontier) asked.add(id);
    const rows = await read(frontier);
    for (const { state } of rows) known.set(state.localityId, state);
    frontier = [...new Set(rows.flatMap(({ state }) => onwards(state)))].filter((id) => !asked.has(id));
  }
}

/** Subscriptions in force to any of the localities, as far as the outbox has come. */
export async function subscriptionsTo(
  tx: TransactionSql,
  schema: string,
  coverings: readonly ReadonlySet<string>[],
): Promise<readonly SubscriptionTerms[]> {
  const places = [...new Set(coverings.flatMap((covering) => [...covering]))];
  const rows = await tx<{ state: SubscriptionTerms }[]>`
    select state from ${tx(schema)}.subscription
    where not ended and localities && (select coalesce(array_agg(one), '{}') from jsonb_array_elements_text(${tx.json(places)}) one)
    order by id`;
  return rows.map(({ state }) => state);
}

/** The names of localities as they were found, and of these indicators. */
export async function namesOf(
  tx: TransactionSql,
  schema: string,
  localities: ReadonlyMap<string, LocalityState>,
  indicatorIds: readonly string[],
): Promise<NamesOf> {
  const rows = await tx<{ state: IndicatorDefinition }[]>`
    select state from ${tx(schema)}.indicator where id in (select jsonb_array_elements_text(${tx.json([...new Set(indicatorIds)])}))`;
  const indicators = new Map(rows.map(({ state }) => [state.indicatorId, state]));
  return {
    indicator: (id) => ({ id, name: indicators.get(id)?.name ?? id, nameEn: indicators.get(id)?.nameEn ?? null }),
    locality: (id) => {
      const { fullName = id, nameEn = null, level } = localities.get(id) ?? {};
      return { id, name: fullName, nameEn, ...(level && { localityLevel: level }) };
    },
  };
}

export async function disabledEndpoints(tx: TransactionSql, schema: string): Promise<ReadonlySet<string>> {
  const rows = await tx<{ id: string }[]>`select id from ${tx(schema)}.webhook where state->>'disabled' is not null`;
  return new Set(rows.map(({ id }) => id));
}
