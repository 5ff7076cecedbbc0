import type { TransactionSql } from 'postgres';
import { subscriptionCodec } from '../../domain/subscription/subscription.codec.js';
import { subscriptionDecider } from '../../domain/subscription/subscription.decide.js';
import { webhookCodec } from '../../domain/subscription/webhook.codec.js';
import { webhookDecider } from '../../domain/subscription/webhook.decide.js';
import type { RecordedEvent } from '../../event-store/event-store.js';
import { foldBatch, lastSteps, stampOf, upsert } from '../../event-store/projection-fold.js';
import type { Projection } from '../../event-store/projection.js';
import { takeAlerts } from './outbox.alerts.js';
import { takeReminders } from './outbox.reminders.js';
import { createOutboxTables, NOTIFICATIONS, TABLES_VERSION } from './outbox.tables.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { INDICATOR } from '../../domain/indicator/indicator.aggregate.js';

const SUBSCRIPTION = { category: 'subscription', codec: subscriptionCodec, decider: subscriptionDecider };
const WEBHOOK = { category: 'webhook', codec: webhookCodec, decider: webhookDecider };

type Take = (tx: TransactionSql, schema: string, events: readonly RecordedEvent[]) => Promise<void>;

const TAKERS: Readonly<Record<string, Take>> = {
  locality: async (tx, schema, events) => {
    const steps = lastSteps(await foldBatch(tx, `${schema}.locality`, LOCALITY, events));
    await upsert(tx, `${schema}.locality`, {}, steps.map(stampOf));
  },
  indicator: async (tx, schema, events) => {
    const steps = lastSteps(await foldBatch(tx, `${schema}.indicator`, INDICATOR, events));
    await upsert(tx, `${schema}.indicator`, {}, steps.map(stampOf));
  },
  subscription: takeSubscriptions,
  webhook: takeWebhooks,
  alert: takeAlerts,
  reminder: takeReminders,
};

/**
 * Not a read model but kept like one: the messages that alerts and reminders make for whoever subscribed before, put into the outbox in the
 * transaction that moves the checkpoint. Its tables must exist beforehand (`prepareNotifications`), for it is never filled anew.
 */
export const outboxProjection: Projection = {
  name: NOTIFICATIONS,
  version: TABLES_VERSION,
  categories: Object.keys(TAKERS),
  createTables: createOutboxTables,

  async apply(tx, schema, events) {
    for (const { category, run } of runsOf(events)) await TAKERS[category]?.(tx, schema, run);
  },
};

interface Run {
  readonly category: string;
  readonly run: RecordedEvent[];
}

/** Events in order, cut where the category changes: an alert meets the subscriptions as they stood at its place in the history. */
function runsOf(events: readonly RecordedEvent[]): readonly Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const category = event.stream.slice(0, event.stream.indexOf('-'));
    const last = runs.at(-1);
    if (last?.category === category) last.run.push(event);
    else runs.push({ category, run: [event] });
  }
  return runs;
}

async function takeSubscriptions(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  const steps = lastSteps(await foldBatch(tx, `${schema}.subscription`, SUBSCRIPTION, events));
  const rows = steps.map((step) => {
    const { personId, localities, ended } = step.state;
    return { ...stampOf(step), person_id: personId, localities, ended };
  });
  await upsert(tx, `${schema}.subscription`, { person_id: 'text', localities: 'text[]', ended: 'boolean' }, rows);
  const ended = rows.filter((row) => row.ended).map(({ id }) => id);
  if (ended.length === 0) return;
  await tx`
    update ${tx(schema)}.outbox o set state = 'dropped'
    where subscription_id in (select jsonb_array_elements_text(${tx.json(ended)})) and state in ('waiting', 'held')
      and not exists (select from ${tx(schema)}.outbox other where other.batch = o.batch
        and other.subscription_id not in (select jsonb_array_elements_text(${tx.json(ended)})))`;
}

async function takeWebhooks(tx: TransactionSql, schema: string, events: readonly RecordedEvent[]): Promise<void> {
  const steps = await foldBatch(tx, `${schema}.webhook`, WEBHOOK, events);
  const rows = lastSteps(steps).map((step) => ({ ...stampOf(step), person_id: step.state.personId }));
  await upsert(tx, `${schema}.webhook`, { person_id: 'text' }, rows);
  for (const { id, event, recorded } of steps) {
    if (event.type === 'WebhookEndpointDisabled') {
      await tx`update ${tx(schema)}.outbox set state = 'held' where lane = ${`webhook:${id}`} and state = 'waiting'`;
    } else {
      await tx`
        update ${tx(schema)}.outbox set state = 'waiting', attempts = 0, due_at = ${recorded.recordedAt}
        where lane = ${`webhook:${id}`} and state in ('held', 'waiting')`;
    }
  }
}
