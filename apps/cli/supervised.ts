import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CliError, lineOf } from './cli-error.js';
import type { ServiceMessage } from './service.js';

const PROGRAM = join(import.meta.dirname, 'child.js');
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** A service that lived this long has recovered: its next failure is a new one. */
const RECOVERED_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const LARGE_LOG_BYTES = 50_000_000;

export interface SupervisedOptions {
  readonly name: string;
  /** Arguments of the command line, such as `['api', '--free-port']`; later ones may depend on where it was ready first. */
  readonly args: (readyAt: string | null) => readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  readonly onRestart: (reason: string) => void;
  /** Default: this program. */
  readonly program?: string;
}

/** One run of a process: when it was ready, with its URL, and why it ended. */
interface Life {
  readonly ready: Promise<string | null>;
  readonly ended: Promise<string>;
}

/** A service in a process of its own, started again whenever it ends without having been asked to. */
export class Supervised {
  private child: ChildProcess | null = null;
  private readyAt: string | null = null;
  private readonly stopping = new AbortController();
  private round: Promise<void> = Promise.resolve();

  constructor(private readonly options: SupervisedOptions) {}

  get logFile(): string {
    return this.options.logFile;
  }

  /** Starts it and resolves with its URL, if any, when it is ready. Throws `CliError` when it fails before that. */
  async start(): Promise<string | null> {
    const first = this.launch();
    const url = await first.ready;
    this.readyAt = url;
    this.round = this.keepAlive(first.ended);
    return url;
  }

  /** Asks it to finish what is under way; ends it when that takes too long. */
  async stop(): Promise<void> {
    this.stopping.abort();
    const child = this.child;
    if (child !== null && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await new Promise((resolve) => child.once('exit', resolve));
      clearTimeout(impatience);
    }
    await this.round;
  }

  kill(): void {
    this.stopping.abort();
    this.child?.kill('SIGKILL');
  }

  private async keepAlive(ended: Promise<string>): Promise<void> {
    let [pause, end] = [FIRST_PAUSE_MS, ended];
    for (;;) {
      const since = Date.now();
      const reason = await end;
      if (this.stopping.signal.aborted) return;
      pause = Date.now() - since > RECOVERED_MS ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      this.options.onRestart(reason);
      await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => {});
      if (this.stopping.signal.aborted) return;
      const next = this.launch();
      next.ready.catch(() => {});
      end = next.ended;
    }
  }

  /** A process that cannot be made ends as one that failed at once: a full disk or process table passes. */
  private launch(): Life {
    const { name, logFile } = this.options;
    try {
      return this.watch(this.fork());
    } catch (error) {
      const reason = `${name}: ${lineOf(error)}`;
      return { ready: Promise.reject(new CliError(`${reason} (${logFile})`)), ended: Promise.resolve(reason) };
    }
  }

  private fork(): ChildProcess {
    const { args, env, logFile, program = PROGRAM } = this.options;
    const log = openLog(logFile);
    try {
      return fork(program, args(this.readyAt), { env, stdio: ['ignore', log, log, 'ipc'], execArgv: ['--enable-source-maps'] });
    } finally {
      // The child has its own.
      closeSync(log);
    }
  }

  private watch(child: ChildProcess): Life {
    const { name, logFile } = this.options;
    this.child = child;
    let failure: string | undefined;
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (code, signal) => resolve(failure ?? `${name}: ${signal ?? `exit ${code}`}`));
      child.on('error', (error) => {
        // Of a process that never began nothing else is heard.
        if (child.pid !== undefined) return;
        this.child = null;
        resolve(`${name}: ${lineOf(error)}`);
      });
    });
    const ready = new Promise<string | null>((resolve, reject) => {
      child.on('message', (message: ServiceMessage) => {
        if (message.type === 'ready') resolve(message.url);
        else failure = `${name}: ${message.line}`;
      });
      void ended.then((reason) => reject(new CliError(`${reason} (${logFile})`)));
    });
    return { ready, ended };
  }
}

/** Appends; what had grown large by the last start is kept once beside it. */
function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGE_LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}
