import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bilingual, CliError, lineOf } from './cli-error.js';
import { ensureDataFolder } from './data-folder.js';
import { accessFor, developmentToken, isDevelopment, writeHeaderFile } from './development-token.js';
import type { EmbeddedPostgres } from './embedded-postgres.js';
import { ensureLogKey } from './log-settings.js';
import { loadWithProgress, OWN_CATALOG } from './load-catalog.js';
import { startOwnDatabase } from './own-database.js';
import { announce, refuseSecond, withdrawAnnouncement } from './running.js';
import { configuredServers, openServers, type ServerUrls } from './servers.js';
import type { Settings } from './settings.js';
import { orStopped, Stopped, stopSignals } from './stop-signals.js';
import { Supervised } from './supervised.js';
import { welcomeText } from './welcome.js';

const HEADER_RENEWAL_MS = 6 * 3_600_000;
const READY_WITHIN_MS = 120_000;

const say = (vi: string, en: string): void => console.error(bilingual(vi, en));

/** What has to be undone, the last first. */
type Undo = (() => unknown)[];

/** Starts everything and keeps it running until somebody stops it. Throws `CliError` when it cannot. */
export async function start(settings: Settings): Promise<void> {
  refuseSecond(settings.dataDir);
  const undo: Undo = [];
  const services: Supervised[] = [];
  const stop = stopSignals(() => {
    for (const service of services) service.kill();
    process.exit(130);
  });
  try {
    await run(settings, stop, services, undo);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    say('Đang dừng…', 'Stopping…');
  } finally {
    for (const step of undo.reverse()) await step();
  }
  say('Đã dừng.', 'Stopped.');
  process.exit(0);
}

async function run(settings: Settings, stop: AbortSignal, services: Supervised[], undo: Undo): Promise<void> {
  ensureDataFolder(settings.dataDir);
  await accessFor(settings);
  await ensureLogKey(settings, say);
  const embedded = await ownDatabase(settings);
  if (embedded !== null) undo.push(() => embedded.stop());
  const databaseUrl = settings.TIENDO_DATABASE_URL ?? embedded?.url ?? '';
  const urls = { databaseUrl, eventStoreUrl: settings.TIENDO_EVENT_STORE_URL ?? databaseUrl };
  announce(settings.dataDir, { url: null, databaseUrl: embedded && databaseUrl });
  undo.push(() => withdrawAnnouncement(settings.dataDir));
  await orStopped(stop, fillStore(urls));
  const url = await startServices(settings, urls, stop, services, undo);
  announce(settings.dataDir, { url, databaseUrl: embedded && databaseUrl });
  await orStopped(stop, ready(url, stop));
  console.log(welcomeText({ url, ...(await doorFor(settings, url, undo)), logFiles: services.map(({ logFile }) => logFile) }));
  const died = await orStopped(stop, embedded?.died ?? new Promise<string>(() => {}));
  throw new CliError(
    bilingual(`PostgreSQL đi kèm đã dừng (${died}); hãy chạy lại`, `the embedded PostgreSQL ended (${died}); start again`),
  );
}

async function ownDatabase(settings: Settings): Promise<EmbeddedPostgres | null> {
  if (configuredServers(settings) !== null) return null;
  say('Khởi động PostgreSQL đi kèm…', 'Starting the embedded PostgreSQL…');
  return startOwnDatabase(settings);
}

/** The catalogue goes in on the first start; later ones find it there, or finish what was broken off. */
async function fillStore(urls: ServerUrls): Promise<void> {
  const servers = await openServers(urls);
  try {
    const { written, kept } = await loadWithProgress(servers.eventStore, OWN_CATALOG);
    if (written > 0) say(`Đã nạp danh mục: ${written} sự kiện.`, `Catalogue loaded: ${written} events.`);
    if (kept.length > 0) say(`Giữ nguyên ${kept.length} mục đã được sửa.`, `Left ${kept.length} entries as they were changed.`);
  } finally {
    await servers.close();
  }
}

async function startServices(settings: Settings, urls: ServerUrls, stop: AbortSignal, services: Supervised[], undo: Undo): Promise<string> {
  const env = {
    ...process.env,
    TIENDO_DATABASE_URL: urls.databaseUrl,
    TIENDO_EVENT_STORE_URL: urls.eventStoreUrl,
    TIENDO_DATA_DIR: settings.dataDir,
  };
  const service = (name: string, args: (readyAt: string | null) => readonly string[], more: NodeJS.ProcessEnv = {}): Supervised => {
    const restarted = (reason: string): void => say(`${reason}; đang chạy lại`, `${reason}; starting it again`);
    const logFile = join(settings.dataDir, `${name}.log`);
    const supervised = new Supervised({ name, args, env: { ...env, ...more }, logFile, onRestart: restarted });
    services.push(supervised);
    undo.push(() => supervised.stop());
    return supervised;
  };
  say('Khởi động API và bộ chiếu…', 'Starting API and projector…');
  const api = service('api', (readyAt) => (readyAt === null ? ['api', '--free-port'] : ['api', '--port', new URL(readyAt).port]));
  const url = ((await orStopped(stop, api.start())) ?? '').replace('//127.0.0.1:', '//localhost:');
  // Its mails link to the API, which may have taken another port than the one that was set.
  const projector = service('projector', () => ['projector'], { TIENDO_PUBLIC_URL: settings.TIENDO_PUBLIC_URL ?? url });
  await orStopped(stop, projector.start());
  return url;
}

/** Waits until the read side has caught up, so that the first example answers. */
async function ready(url: string, stop: AbortSignal): Promise<void> {
  for (const until = Date.now() + READY_WITHIN_MS; Date.now() < until && !stop.aborted; await sleep(100)) {
    const response = await fetch(new URL('/health/ready', url)).catch(() => null);
    if (response?.ok) return;
  }
  if (!stop.aborted) say('Phía đọc chưa sẵn sàng, xem /health/ready.', 'The read side is not ready yet, see /health/ready.');
}

async function doorFor(settings: Settings, url: string, undo: Undo): Promise<{ headerFile: string | null; pageUrl: string | null }> {
  if (!isDevelopment(settings)) return { headerFile: null, pageUrl: url };
  const bearer = { role: 'planner', locality: 'vn-08@base', name: 'Cán bộ kế hoạch (thử nghiệm)' } as const;
  const headerFile = await writeHeaderFile(settings, bearer);
  const renewal = setInterval(
    () => void writeHeaderFile(settings, bearer).catch((error: unknown) => console.error(lineOf(error))),
    HEADER_RENEWAL_MS,
  );
  undo.push(() => clearInterval(renewal));
  const page = await fetch(url).catch(() => null);
  // In the fragment, which no server and no log ever sees.
  const token = await developmentToken(settings, { role: 'leader', locality: 'vn', name: 'Lãnh đạo (thử nghiệm)' });
  return { headerFile, pageUrl: page?.ok ? `${url}/?asOf=2021-08-31&locality=vn-08@base#token=${token}` : null };
}
