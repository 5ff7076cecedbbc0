import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isAlive, processIdentity } from './processes.js';

interface Owner {
  readonly pid: number;
  readonly identity: string;
}

/**
 * Takes the lock file for this process and returns its release. A lock whose process is gone, or whose number
 * belongs to another process by now, is taken over. Throws one clear line when a live process holds it.
 */
export function takeOwnerLock(file: string): () => void {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) } satisfies Owner), { mode: 0o600 });
  try {
    for (let attempt = 0; !claim(mine, file); attempt++) {
      const owner = readOwner(file);
      if ((owner !== null && holds(owner)) || attempt === 5) {
        throw new Error(`another process (${owner?.pid ?? 'unknown'}) is running on this data: stop it first (lock ${file})`);
      }
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (readOwner(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

// A hard link appears with its content complete, so nobody ever reads half a lock file.
function claim(mine: string, file: string): boolean {
  try {
    linkSync(mine, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function readOwner(file: string): Owner | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return null;
  }
}

function holds(owner: Owner): boolean {
  return isAlive(owner.pid) && processIdentity(owner.pid) === owner.identity;
}
