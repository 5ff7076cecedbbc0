import type { TransactionSql } from 'postgres';
import { alertCodec } from '../../domain/alert/alert.codec.js';
import type { AlertEvent } from '../../domain/alert/alert.events.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { LocalityState } from '../../domain/locality/locality.state.js';
import type { SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { metadataOf } from '../../event-store/aggregate.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { foldBatch, insertRows, lastSteps, stampOf, upsert, type Step } from '../../event-store/projection-fold.js';
import { coveringOn, isWanted, messagesOf } from './matching.js';
import { episodeDecider, newsOf, type Episode } from './news.js';

const ALERT = { category: 'alert', codec: alertCodec, decider: episodeDecider };

const COLUMNS = {
  id: 'uuid',
  event_id: 'uuid',
  subscription_id: 'text',
  person_id: 'text',
  channel: 'text',
  recipient: 'text',
  lane: 'text',
  target_id: 'text',
  episode: 'int',
  news: 'jsonb',
  recorded_at: 'timestamptz',
  due_at: 'timestamptz',
  state: 'text',
  sent_at: 'timestamptz',
};

type AlertStep = Step<Episode, AlertEvent>;

/** What a run of alerts is matched and written with. */
interface World {
  readonly localities: ReadonlyMap<string, LocalityState>;
  readonly indicatorNames: ReadonlyMap<string, string>;
  readonly subscriptions: readonly SubscriptionTerms[];
  readonly disabled: ReadonlySet<string>;
}

/** Puts what alert events say to whom into the outbox, in their order, and notes who has acknowledged what he was told. */
export async function takeAlerts(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  const steps = await foldBatch(tx, `${schema}.alert`, ALERT, events);
  await upsert(tx, `${schema}.alert`, {}, lastSteps(steps).map(stampOf));
  const localities = await localitiesAbove(tx, schema, steps.flatMap(placesOf));
  const coverings = steps.map((step) => coveringOf(step, localities));
  const subscriptions = await subscriptionsTo(tx, schema, coverings);
  const world = { localities, subscriptions, ...(await namesAndStates(tx, schema, steps)) };
  let rows: object[] = [];
  for (const [index, step] of steps.entries()) {
    rows.push(...rowsOf(step, coverings[index] ?? new Set(), world));
    if (step.event.type !== 'AlertAcknowledged') continue;
    // In the order of the history: what comes after an acknowledgement is not acknowledged by it.
    await insertRows(tx, `${schema}.outbox`, COLUMNS, rows);
    rows = [];
    await noteAcknowledged(tx, schema, step);
  }
  await insertRows(tx, `${schema}.outbox`, COLUMNS, rows);
}

async function noteAcknowledged(tx: TransactionSql, schema: string, { recorded, state }: AlertStep): Promise<void> {
  await tx`
    update ${tx(schema)}.outbox set acknowledged_at = ${recorded.recordedAt}
    where target_id = ${state.targetId} and episode = ${state.episode} and person_id = ${metadataOf(recorded).actor.id}
      and acknowledged_at is null`;
}

function placesOf({ event, state }: AlertStep): string[] {
  if (event.type === 'AlertEscalated') return [state.localityId, event.data.to];
  return event.type === 'AlertHandedOver' ? [state.localityId, event.data.fromLocalityId] : [state.localityId];
}

// Who watched the locality that an alert leaves hears where it went.
function coveringOf({ event, recorded, state }: AlertStep, localities: ReadonlyMap<string, LocalityState>): ReadonlySet<string> {
  const day = 'day' in event.data ? event.data.day : recorded.recordedAt.slice(0, 10);
  const before = event.type === 'AlertHandedOver' ? [event.data.fromLocalityId] : [];
  return new Set([state.localityId, ...before].flatMap((id) => [...coveringOn(id, day, localities)]));
}

function rowsOf({ event, recorded, state }: AlertStep, covering: ReadonlySet<string>, world: World): object[] {
  const { actor } = metadataOf(recorded);
  const wanting = world.subscriptions.filter((terms) => isWanted(terms, state, covering));
  if (wanting.length === 0) return [];
  const news = newsOf(event, state, actor, {
    indicator: (id) => world.indicatorNames.get(id) ?? id,
    locality: (id) => world.localities.get(id)?.fullName ?? id,
  });
  const at = Date.parse(recorded.recordedAt);
  return messagesOf(wanting, { severity: state.severity, actorId: actor.id, at }).map((message) => ({
    id: uuidV5(recorded.id, message.subscriptionId),
    event_id: recorded.id,
    subscription_id: message.subscriptionId,
    person_id: message.personId,
    channel: message.channel,
    recipient: message.recipient,
    lane: message.lane,
    target_id: state.targetId,
    episode: state.episode,
    news,
    recorded_at: recorded.recordedAt,
    due_at: new Date(message.dueAt).toISOString(),
    // In the application it is there as soon as it stands here.
    ...(message.channel === 'in_app'
      ? { state: 'sent', sent_at: recorded.recordedAt }
      : { state: message.channel === 'webhook' && world.disabled.has(message.recipient) ? 'held' : 'waiting' }),
  }));
}

async function localitiesAbove(tx: TransactionSql, schema: string, ids: readonly string[]): Promise<Map<string, LocalityState>> {
  const known = new Map<string, LocalityState>();
  const asked = new Set<string>();
  for (let frontier = [...new Set(ids)]; frontier.length > 0;) {
    for (const id of frontier) asked.add(id);
    const rows = await tx<{ state: LocalityState }[]>`
      select state from ${tx(schema)}.locality where id in (select jsonb_array_elements_text(${tx.json(frontier)}))`;
    for (const { state } of rows) known.set(state.localityId, state);
    const next = rows.flatMap(({ state }) => [
      ...state.parents.map((one) => one.parentId),
      ...state.successors.map((one) => one.localityId),
    ]);
    frontier = [...new Set(next)].filter((id) => !asked.has(id));
  }
  return known;
}

async function subscriptionsTo(
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

async function namesAndStates(
  tx: TransactionSql,
  schema: string,
  steps: readonly AlertStep[],
): Promise<Pick<World, 'indicatorNames' | 'disabled'>> {
  const ids = [...new Set(steps.map(({ state }) => state.indicatorId))];
  const indicators = await tx<{ state: IndicatorDefinition }[]>`
    select state from ${tx(schema)}.indicator where id in (select jsonb_array_elements_text(${tx.json(ids)}))`;
  const disabled = await tx<{ id: string }[]>`select id from ${tx(schema)}.webhook where state->>'disabled' is not null`;
  return {
    indicatorNames: new Map(indicators.map(({ state }) => [state.indicatorId, state.name])),
    disabled: new Set(disabled.map(({ id }) => id)),
  };
}
