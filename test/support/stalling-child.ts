import postgres from 'postgres';
import { projectionsOn } from '../../apps/projector/projections.js';
import { startProjector } from '../../apps/projector/start-projector.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { silentLog } from './silent-log.js';

// A projector on a day, in a process that may be killed: having appended to alert streams for the n-th time it says so and
// never comes to commit what belongs to it (n = 0: it always does).

const [, , url = '', today = '', stallAt = '0'] = process.argv;
const sql = postgres(url, { max: 32, onnotice: () => {} });
const store = await openPostgresEventStore({ url });
let appends = 0;

const stalling: EventStore = new Proxy(store, {
  get(target, name, receiver) {
    if (name !== 'appendAll') {
      const member: unknown = Reflect.get(target, name, receiver);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    }
    return async (...asked: Parameters<EventStore['appendAll']>) => {
      const results = await target.appendAll(...asked);
      if (!asked[0].some(({ stream }) => stream.startsWith('alert-')) || ++appends !== Number(stallAt)) return results;
      process.stdout.write('appended\n');
      return new Promise(() => {});
    };
  },
});
await startProjector({ projections: projectionsOn(stalling, sql), store: stalling, sql, log: silentLog, today: () => today });
