import { setTimeout as sleep } from 'node:timers/promises';
import postgres, { type Sql } from 'postgres';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { openEventStoreDb } from '../../libs/event-store/eventstoredb/eventstoredb-event-store.js';
import { openPostgresEventStore } from '../../libs/event-store/postgres/postgres-event-store.js';
import { bilingual, CliError, lineOf } from './cli-error.js';
import { serverAddress } from './server-address.js';

const ANSWER_WITHIN_S = 10;

/** Why a server could not be reached, by the driver's, the system's or the server's code. */
const REASONS: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  ECONNREFUSED: [
    'không có máy chủ nào nhận kết nối ở đó; xem máy chủ đã chạy và đúng cổng chưa',
    'nothing accepts connections there; check that the server runs and the port is right',
  ],
  ENOTFOUND: ['không có máy nào mang tên đó; xem lại tên máy', 'no host has that name; check the host name'],
  EAI_AGAIN: ['không tra được tên máy; xem lại tên máy và DNS', 'the host name cannot be resolved; check the name and the DNS'],
  CONNECT_TIMEOUT: [
    'máy chủ không trả lời; xem tường lửa, địa chỉ và cổng',
    'the server does not answer; check firewall, address and port',
  ],
  '28P01': ['sai mật khẩu; xem lại người dùng và mật khẩu', 'the password is wrong; check user and password'],
  '28000': [
    'máy chủ không cho người dùng này vào; xem lại người dùng và pg_hba.conf',
    'the server does not let this user in; check the user and pg_hba.conf',
  ],
  '3D000': ['chưa có cơ sở dữ liệu đó; hãy tạo bằng createdb', 'there is no such database; create it with createdb'],
};

/** Opens the read database once it has answered. Throws `CliError` with one line: what, where, what to check. */
export async function openDatabase(url: string, connections = 10, setting = 'TIENDO_DATABASE_URL'): Promise<Sql> {
  const sql = postgres(url, { max: connections, connect_timeout: ANSWER_WITHIN_S, onnotice: () => {} });
  try {
    // The driver tries again for ever, in silence, where something accepts connections and closes them: a proxy, another service.
    await Promise.race([sql`select 1`, unanswered((ANSWER_WITHIN_S + 1) * 1_000)]);
    return sql;
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw unreachable('PostgreSQL', setting, url, error);
  }
}

async function unanswered(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw Object.assign(new Error('no answer'), { code: 'CONNECT_TIMEOUT' });
}

/** Opens the event store that a URL names: `postgres://` or `esdb://`. Throws `CliError` with one line. */
export async function openEventStore(url: string): Promise<EventStore> {
  const isPostgres = /^postgres(ql)?:/.test(url);
  // The driver would go on trying; whether the server is there at all is asked once and answered plainly.
  if (isPostgres) await (await openDatabase(url, 1, 'TIENDO_EVENT_STORE_URL')).end();
  try {
    return isPostgres
      ? await openPostgresEventStore({ url })
      : await openEventStoreDb({ connectionString: url, timeoutMs: 5_000, attempts: 2 });
  } catch (error) {
    throw unreachable(isPostgres ? 'PostgreSQL' : 'EventStoreDB', 'TIENDO_EVENT_STORE_URL', url, error);
  }
}

function unreachable(what: string, setting: string, url: string, error: unknown): CliError {
  const said = withoutSecrets(lineOf(error), url);
  const code = String((error as { code?: unknown }).code ?? '');
  // A gRPC client wraps the system's code into its sentence.
  const known = code in REASONS ? code : Object.keys(REASONS).find((name) => said.includes(` ${name} `));
  const [vi, en] = REASONS[known ?? ''] ?? [`${said}; xem lại địa chỉ`, `${said}; check the URL`];
  const where = `${serverAddress(url)} (${setting})`;
  return new CliError(bilingual(`Không dùng được ${what} ở ${where}: ${vi}`, `Cannot use ${what} at ${where}: ${en}`), { cause: error });
}

function withoutSecrets(text: string, url: string): string {
  const password = /^[^:]+:\/\/[^:@/]*:([^@/]+)@/.exec(url)?.[1];
  return password === undefined ? text : text.replaceAll(password, '***').replaceAll(decodeURIComponent(password), '***');
}
