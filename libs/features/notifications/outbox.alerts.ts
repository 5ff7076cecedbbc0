import type { TransactionSql } from 'postgres';
import { alertCodec } from '../../domain/alert/alert.codec.js';
import type { AlertEvent } from '../../domain/alert/alert.events.js';
import type { LocalityState } from '../../domain/locality/locality.state.js';
import type { SubscriptionTerms } from '../../domain/subscription/subscription.events.js';
import { metadataOf } from '../../event-store/aggregate.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { foldBatch, insertRows, lastSteps, stampOf, upsert, type Step } from '../../event-store/projection-fold.js';
import { coveringOn, isWanted, messagesOf } from './matching.js';
import { episodeDecider, newsOf, type Episode } from './news.js';
import { disabledEndpoints, indicatorNames, localitiesAbove, OUTBOX_COLUMNS, outboxRow, subscriptionsTo } from './outbox.rows.js';

const ALERT = { category: 'alert', codec: alertCodec, decider: episodeDecider };

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
  const about = { target_id: state.targetId, episode: state.episode, news };
  return messagesOf(wanting, { severity: state.severity, actorId: actor.id, at }).map((message) =>
    outboxRow(message, recorded, about, world.disabled),
  );
}

async function namesAndStates(
  tx: TransactionSql,
  schema: string,
  steps: readonly AlertStep[],
): Promise<Pick<World, 'indicatorNames' | 'disabled'>> {
  const ids = steps.map(({ state }) => state.indicatorId);
  return { indicatorNames: await indicatorNames(tx, schema, ids), disabled: await disabledEndpoints(tx, schema) };
}
