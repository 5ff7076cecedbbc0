import { read } from './source-files.js';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly license?: string;
}

const { packages } = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, Locked>> };

describe('the lock file', () => {
  it('knows the packages of every platform, or npm ci refuses it', () => {
    const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => ({ path, name })),
    );
    const missing = wanted.filter(({ path, name }) => !reachable(path, name));
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
  });

  it('brings nothing under a licence that would bind those who use this program', () => {
    const free = /\b(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Python-2\.0|CC-BY-4\.0|CC0-1\.0|Unlicense|Zlib)\b/;
    // duck says `BSD`; its text is that of BSD-2-Clause.
    const read = ['', 'node_modules/duck'];
    const others = Object.entries(packages).filter(([path, { license }]) => !read.includes(path) && !free.test(license ?? 'none'));
    expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
    // What is offered under either of two licences is taken under the free one.
    expect(Object.values(packages).filter(({ license = '' }) => /GPL|SSPL/.test(license) && !license.includes('MIT OR '))).toEqual([]);
  });
});

/** As Node looks for it: beside the package, then beside each of those that it lies in. */
function reachable(path: string, name: string): boolean {
  if (`${path}/node_modules/${name}` in packages) return true;
  const outer = path.lastIndexOf('/node_modules/');
  return outer < 0 ? `node_modules/${name}` in packages : reachable(path.slice(0, outer), name);
}
