import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
      const seen = readText(file);
      const owner = ownerOf(seen);
      if ((owner !== null && holds(owner)) || attempt === 5) {
        throw new Error(`another process (${owner?.pid ?? 'unknown'}) is running on this data: stop it first (lock ${file})`);
      }
      if (seen !== null) removeStale(file, seen);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  return () => {
    if (ownerOf(readText(file))?.pid === process.pid) rmSync(file, { force: true });
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

/**
 * Removes a lock file that still says what was seen in it. It is first moved aside, since only what nobody else can touch
 * is known to be the stale one; the lock of a process that was faster is put back. Throws one clear line then.
 */
export function removeStale(file: string, seen: string): void {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    const moved = readText(aside);
    if (moved === seen) return;
    claim(aside, file);
    throw new Error(`another process (${ownerOf(moved)?.pid ?? 'unknown'}) is starting on this data: stop it first (lock ${file})`);
  } finally {
    rmSync(aside, { force: true });
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function ownerOf(text: string | null): Owner | null {
  try {
    return JSON.parse(text ?? 'null') as Owner | null;
  } catch {
    return null;
  }
}

function holds(owner: Owner): boolean {
  return isAlive(owner.pid) && processIdentity(owner.pid) === owner.identity;
}
