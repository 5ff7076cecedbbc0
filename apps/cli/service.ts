import { pino, type Logger } from 'pino';
import { CliError, lineOf } from './cli-error.js';
import type { Settings } from './settings.js';
import { insisting } from './stop-signals.js';

/** What a service and the `tiendo start` that supervises it say to each other. */
export type ServiceMessage = { readonly type: 'ready'; readonly url: string | null } | { readonly type: 'failed'; readonly line: string };

export interface Service {
  /** Where it listens, if it does. */
  readonly url?: string;
  /** Finishes what is under way and lets go of everything. */
  close(): Promise<void>;
}

const CLOSE_WITHIN_MS = 15_000;

/**
 * Runs a service until it is told to stop: by SIGTERM, by Ctrl-C in a terminal of its own, or by the end of the process that
 * supervises it, however that ended. A second signal ends it at once.
 */
export async function runService(name: string, settings: Settings, begin: (log: Logger) => Promise<Service>): Promise<void> {
  const log = pino({ level: settings.TIENDO_LOG_LEVEL, base: { service: name, pid: process.pid } });
  const stopped = untilStopped();
  dieLoudly(log);
  try {
    const service = await begin(log);
    log.info({ url: service.url }, `${name} started`);
    tell({ type: 'ready', url: service.url ?? null });
    const reason = await stopped;
    log.info({ reason }, `${name} is stopping`);
    setTimeout(() => process.exit(1), CLOSE_WITHIN_MS).unref();
    await service.close();
    log.info(`${name} stopped`);
  } catch (error) {
    log.fatal(error instanceof CliError ? { line: error.message } : { err: error }, `${name} failed`);
    tell({ type: 'failed', line: lineOf(error) });
    throw error;
  }
  process.exit(0);
}

function untilStopped(): Promise<string> {
  // Under supervision the terminal's Ctrl-C is for the supervisor, who stops the services in order.
  const isSupervised = process.send !== undefined;
  return new Promise((resolve) => {
    const asked = insisting(
      () => resolve('signal'),
      () => process.exit(130),
    );
    process.on('SIGTERM', asked);
    process.on('SIGINT', () => (isSupervised ? undefined : asked()));
    process.once('disconnect', () => resolve('the supervisor is gone'));
  });
}

// A state that nobody foresaw is left by starting anew, not carried on.
function dieLoudly(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ err: error }, event);
      process.exit(1);
    });
  }
}

function tell(message: ServiceMessage): void {
  if (process.connected) process.send?.(message);
}
