import postgres from 'postgres';
import { PROJECTIONS } from '../../apps/projector/projections.js';
import { startProjector } from '../../apps/projector/start-projector.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { rebuildProjection } from '../../libs/event-store/projection-rebuild.js';

// The program of `startChild`: a projector, or the rebuild of one projection, in a process that may be killed.

const [, , url = '', name] = process.argv;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const sql = postgres(url, { max: 16, onnotice: () => {} });
const store = await openPostgresEventStore({ url });
const projection = PROJECTIONS.find((one) => one.name === name);

if (projection) {
  await rebuildProjection({ store, sql, projection, commitEvery: 1, onProgress: ({ phase, events }) => say(`${phase} ${events}`) });
  process.exit(0);
}
await startProjector({
  projections: PROJECTIONS,
  store,
  sql,
  log: { info: (_, sentence) => say(sentence), warn: (_, sentence) => say(sentence), error: (_, sentence) => say(sentence) },
});
