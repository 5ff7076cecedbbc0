import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export function isAlive(pid: number): boolean {
  return isKnown(pid) && !isZombie(pid);
}

/** True for a living process and for a dead one whose parent has not noticed. */
export function isKnown(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A killed child that nobody waits for keeps its number; it holds nothing any more. */
function isZombie(pid: number): boolean {
  return /^\d+ \(.*\) [ZX] /s.test(readProc(pid, 'stat'));
}

/**
 * Names one life of a process number: the number together with its start, so that a later process that was given the
 * same number (after a reboot, or in a new container) is recognised as another. Empty when there is no such process.
 */
export function processIdentity(pid: number): string {
  if (!isAlive(pid)) return '';
  if (process.platform !== 'linux') return ps(pid, 'lstart=');
  // Fields after the parenthesised name: state is the first, the start in ticks since boot the twentieth.
  const started =
    readProc(pid, 'stat')
      .replace(/^.*\) /s, '')
      .split(' ')[19] ?? '';
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${started}`;
}

/** The number of the process that started a living one; 0 when there is no such process. */
export function parentOf(pid: number): number {
  if (process.platform !== 'linux') return Number(ps(pid, 'ppid='));
  return Number(
    readProc(pid, 'stat')
      .replace(/^.*\) /s, '')
      .split(' ')[1] ?? 0,
  );
}

/** The command line of a process, its arguments separated by blanks; empty when unknown. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=');
  return readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

/** The name of the file that a process runs, as it was called; empty when unknown. */
export function programOf(pid: number): string {
  return basename(process.platform === 'linux' ? (readProc(pid, 'cmdline').split('\0')[0] ?? '') : ps(pid, 'comm='));
}

/** The folder that a process works in; empty when unknown. */
export function workingFolder(pid: number): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** Sends a signal, unless the process has just ended. */
export function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Waits until the process is gone; false when it still lives after `milliseconds`. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  for (const until = Date.now() + milliseconds; isAlive(pid);) {
    if (Date.now() > until) return false;
    await sleep(20);
  }
  return true;
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function ps(pid: number, format: string): string {
  if (process.platform === 'win32') return '';
  try {
    return execFileSync('ps', ['-o', format, '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } }).trim();
  } catch {
    return '';
  }
}
