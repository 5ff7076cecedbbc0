import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine, isAlive, parentOf } from '../../apps/cli/embedded-postgres/processes.js';
import { eventually } from './eventually.js';

const PROGRAM = join(import.meta.dirname, '../../bin/tiendo.js');
const STARTED_WITHIN_MS = 90_000;

export interface Outcome {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The program as a person runs it: a process of its own, with what it printed. */
export class TiendoProcess {
  private printed = '';
  readonly ended: Promise<Outcome>;

  private constructor(
    private readonly child: ChildProcess,
    readonly dataDir: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
    this.ended = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  }

  static run(
    dataDir: string,
    args: readonly string[],
    settings: Readonly<Record<string, string>> = {},
    user?: { uid: number; gid: number },
  ): TiendoProcess {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TIENDO_') && name !== 'NODE_OPTIONS');
    const env = { ...Object.fromEntries(inherited), TIENDO_DATA_DIR: dataDir, TIENDO_PORT: '0', ...settings };
    return new TiendoProcess(spawn(process.execPath, [PROGRAM, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'], ...user }), dataDir);
  }

  /** `tiendo start` on a folder, up to the moment at which it says where it is served. */
  static async started(
    dataDir: string,
    settings?: Readonly<Record<string, string>>,
    user?: { uid: number; gid: number },
  ): Promise<TiendoProcess> {
    const process = TiendoProcess.run(dataDir, ['start'], settings, user);
    let outcome: Outcome | undefined;
    void process.ended.then((ended) => (outcome = ended));
    await eventually(() => {
      if (outcome === undefined && !process.output.includes('Ctrl-C')) throw new Error(`not started: ${process.output}`);
    }, STARTED_WITHIN_MS).catch(async (error: unknown) => {
      // Nobody else could stop it.
      process.kill('SIGTERM');
      await process.ended;
      throw error;
    });
    if (outcome !== undefined) throw new Error(`ended at once: ${process.output}`);
    return process;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get output(): string {
    return this.printed;
  }

  get url(): string {
    return /is running:\s+(\S+)/.exec(this.printed)?.[1] ?? '';
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Numbers of the processes of API, projector and, where it is the embedded one, PostgreSQL, once all are known. */
  async offspring(): Promise<readonly number[]> {
    const pidFile = join(this.dataDir, 'postgres', 'postmaster.pid');
    let services: number[] = [];
    await eventually(() => {
      services = ['api', 'projector'].map((name) => this.service(join(this.dataDir, `${name}.log`)));
      if (services.includes(0)) throw new Error(`not started: ${services.join(', ')}`);
    }, STARTED_WITHIN_MS);
    return [...services, ...(existsSync(pidFile) ? [Number(readFileSync(pidFile, 'utf8').split('\n')[0])] : [])];
  }

  /** The newest of the processes that wrote the log and are this program's own: those of an earlier life may still write to it. */
  private service(logFile: string): number {
    if (!existsSync(logFile)) return 0;
    const pids = [...readFileSync(logFile, 'utf8').matchAll(/"pid":(\d+)/g)].map(([, pid]) => Number(pid));
    return [...new Set(pids)].findLast((pid) => isAlive(pid) && parentOf(pid) === this.pid) ?? 0;
  }

  /** A file of the data folder that holds the Authorization header of the examples. */
  authorization(): string {
    return readFileSync(join(this.dataDir, 'planner.header'), 'utf8')
      .replace(/^Authorization: /, '')
      .trim();
  }
}

/** A data folder of its own, and the end of whatever still runs on it. */
export function dataFolder(): { readonly path: string; readonly clear: () => Promise<void> } {
  const root = mkdtempSync(join(process.env.TIENDO_TEST_RUN_DIR ?? tmpdir(), 'start-'));
  const path = join(root, 'data');
  const clear = async (): Promise<void> => {
    const pidFile = join(path, 'postgres', 'postmaster.pid');
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
    // The number of a server that was killed may be anybody's by now.
    const lives = (): boolean => pid > 0 && isAlive(pid) && commandLine(pid).includes(path);
    if (lives()) process.kill(pid, 'SIGINT');
    await eventually(() => {
      if (lives()) throw new Error(`${pid} lives`);
    });
    rmSync(root, { recursive: true, force: true });
  };
  return { path, clear };
}
