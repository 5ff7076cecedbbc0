import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How to start PostgreSQL's programs: `prefix` is put before the program; its files must belong to `user` when given. */
export interface RunAs {
  readonly prefix: readonly string[];
  readonly user?: User;
}

export interface User {
  readonly uid: number;
  readonly gid: number;
}

const CAPABILITY_BITS = { dac_override: 1n, dac_read_search: 2n };

/**
 * An ordinary user runs the programs as they are. PostgreSQL refuses to run as root, so root runs them as an ordinary
 * system user; where that user cannot enter the folders on the way, it is also given the right to pass them.
 *
 * @param program one of PostgreSQL's programs, to try out
 * @param folder the folder that will hold the data
 * @param owner who owns the data already, if it exists
 * @throws one clear line when no way works
 */
export function chooseUser(program: string, folder: string, owner?: User): RunAs {
  if (process.getuid?.() !== 0) return { prefix: [] };
  const user = owner !== undefined && owner.uid !== 0 ? owner : systemUser();
  const plain = ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  let failure = '';
  for (const prefix of [plain, [...plain, ...rightToPassFolders()]]) {
    const trial = spawnSync(prefix[0]!, [...prefix.slice(1), 'sh', '-c', 'cd "$1" && "$2" --version', 'sh', folder, program], {
      encoding: 'utf8',
    });
    if (trial.status === 0) return { prefix, user };
    if ((trial.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') {
      throw new Error(
        'PostgreSQL refuses to run as root and setpriv (package util-linux) is missing: install it, or start as an ordinary user',
      );
    }
    failure = trial.stderr.trim().replaceAll('\n', '; ');
  }
  throw new Error(`cannot run PostgreSQL as user ${user.uid} (${failure}): start as an ordinary user, or set TIENDO_DATABASE_URL`);
}

/** The user `postgres` where the system has one, else `nobody`. */
function systemUser(): User {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(found?.[2] ?? 65534), gid: Number(found?.[3] ?? 65534) };
}

/**
 * Options of setpriv that keep the right to pass closed folders. `access()`, by which PostgreSQL checks its programs,
 * ignores the rights of a non-root process unless `no_setuid_fixup` is set. A container may lack one of the two.
 */
function rightToPassFolders(): string[] {
  const own = BigInt(`0x${/^CapPrm:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0'}`);
  const held = Object.entries(CAPABILITY_BITS).filter(([, bit]) => (own >> bit) & 1n);
  const list = held.map(([name]) => `+${name}`).join(',');
  return list === '' ? [] : ['--securebits=+no_setuid_fixup', `--inh-caps=${list}`, `--ambient-caps=${list}`];
}
