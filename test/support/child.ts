import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Another process of the system, which a test may kill. */
export interface Child {
  /** What it said so far, line by line. */
  readonly lines: readonly string[];
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a projector on a database in a process of its own, or, with the name of a projection, its rebuild. */
export function startChild(url: string, projection?: string): Child {
  return startProgram('./projection-child.ts', url, ...(projection ? [projection] : []));
}

/** Starts a projector with the evaluator of alerts on a day, which stalls after its n-th append to alert streams, saying `appended`. */
export function startStalling(url: string, day: string, append: number): Child {
  return startProgram('./stalling-child.ts', url, day, String(append));
}

function startProgram(path: string, ...parameters: readonly string[]): Child {
  const program = ['--import', at('./register-typescript.js'), at(path), ...parameters];
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  return { lines, kill: () => killed(child) };
}

function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
