import postgres from 'postgres';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { createStatusTable } from '../../libs/event-store/projection-tables.js';
import { takeLease } from '../../libs/event-store/projector-lease.js';
import { startNotifications } from '../../libs/features/notifications/start-notifications.js';
import { silentLog } from './silent-log.js';

// Delivers notifications under the projector's lease, in a process that may be killed: database, mail server.

const [, , url = '', smtpUrl = ''] = process.argv;
const sql = postgres(url, { max: 12, onnotice: () => {} });
const store = await openPostgresEventStore({ url });
await createStatusTable(sql);
const never = new AbortController().signal;
const lease = await takeLease(sql, never);
if (lease) {
  await startNotifications(
    {
      sql,
      store,
      log: silentLog,
      mail: { smtpUrl, from: 'Tiến Độ <tiendo@example.vn>', publicUrl: 'https://tiendo.example.vn' },
      allowPrivate: true,
    },
    lease.lost,
  );
}
