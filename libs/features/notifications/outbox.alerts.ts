import type { TransactionSql } from 'postgres';
import { alertCodec } from '../../domain/alert/alert.codec.js';
import type { AlertEvent } from '../../domain/alert/alert.events.js';
import type { KnownLocalities } from '../../domain/locality/locality.state.js';
import type { SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { foldBatch, insertRows, lastSteps, stampOf, upsert, type Step } from '../../event-store/projection-fold.js';
import { forerunnersIn, inheritedBy, isWanted, messagesOf, reachOn, type Forerunners, type Reach } from './matching.js';
import { episodeDecider, newsOf, type Episode, type NamesOf } from './news.js';
import { disabledEndpoints, lateness, localitiesAbove, namesOf, OUTBOX_COLUMNS, outboxRow, subscriptionsTo } from './outbox.rows.js';

const ALERT = { category: 'alert', codec: alertCodec, decider: episodeDecider };

type AlertStep = Step<Episode, AlertEvent>;

/** What a run of alerts is matched and written with. */
interface World {
  readonly names: NamesOf;
  readonly subscriptions: readonly SubscriptionTerms[];
  readonly disabled: ReadonlySet<string>;
}

/** Puts what alert events say to whom into the outbox, in their order, and notes who has acknowledged what he was told. */
export async function takeAlerts(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  const steps = await foldBatch(tx, `${schema}.alert`, ALERT, events);
  await upsert(tx, `${schema}.alert`, {}, lastSteps(steps).map(stampOf));
  const localities = await localitiesAbove(tx, schema, steps.flatMap(placesOf));
  const forerunners = forerunnersIn(localities);
  const reaches = steps.map((step) => reachOf(step, localities, forerunners));
  const subscriptions = await subscriptionsTo(
    tx,
    schema,
    reaches.map(({ covering }) => covering),
  );
  const names = await namesOf(
    tx,
    schema,
    localities,
    steps.map(({ state }) => state.indicatorId),
  );
  const world = { names, subscriptions, disabled: await disabledEndpoints(tx, schema) };
  let rows: object[] = [];
  for (const [index, step] of steps.entries()) {
    rows.push(...rowsOf(step, reaches[index]!, world));
    if (step.event.type !== 'AlertAcknowledged') continue;
    // In the order of the history: what comes after an acknowledgement is not acknowledged by it.
    await insertRows(tx, `${schema}.outbox`, OUTBOX_COLUMNS, rows);
    rows = [];
    await noteAcknowledged(tx, schema, step);
  }
  await insertRows(tx, `${schema}.outbox`, OUTBOX_COLUMNS, rows);
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
function reachOf({ event, recorded, state }: AlertStep, localities: KnownLocalities, forerunners: Forerunners): Reach {
  const day = 'day' in event.data ? event.data.day : recorded.recordedAt.slice(0, 10);
  const before = event.type === 'AlertHandedOver' ? [event.data.fromLocalityId] : [];
  const { covering, reached } = reachOn([state.localityId, ...before], state.escalatedTo ?? [], day, localities);
  return { covering: inheritedBy(covering, day, forerunners), reached: inheritedBy(reached, day, forerunners) };
}

function rowsOf({ event, recorded, state }: AlertStep, reach: Reach, world: World): object[] {
  const { actor } = metadataOf(recorded);
  const wanting = world.subscriptions.filter((terms) => isWanted(terms, state, reach));
  if (wanting.length === 0) return [];
  const told = newsOf(event, state, actor, world.names);
  const news = { ...told, ...lateness(recorded, told.day) };
  const at = Date.parse(recorded.recordedAt);
  const about = { target_id: state.targetId, episode: state.episode, news };
  return messagesOf(wanting, { severity: state.severity, actorId: actor.id, at }).map((message) =>
    outboxRow(message, recorded, about, world.disabled),
  );
}
