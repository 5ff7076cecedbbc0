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
    const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) => Object.keys(optionalDependencies).map((name) => ({ path, name })));
    const missing = wanted.filter(({ path, name }) => !(`${path}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages));
    expect(missing).toEqual([]);
  });

  it('names no registry', () => {
    expect(Object.keys(packages).filter((path) => packages[path]?.resolved !== undefined)).toEqual([]);
  });

  it('brings nothing under a licence that would bind those who use this program', () => {
    const free = /\b(MIT|ISC|0BSD|Apache-2\.0|BSD-[23]-Clause|BlueOak-1\.0\.0|Python-2\.0|CC-BY-4\.0|CC0-1\.0|Unlicense|Zlib)\b/;
    const others = Object.entries(packages).filter(([path, { license }]) => path !== '' && !free.test(license ?? 'none'));
    expect(others.map(([path, { license }]) => `${path}: ${license ?? 'none'}`)).toEqual([]);
    expect(Object.values(packages).filter(({ license }) => /GPL|SSPL/.test(license ?? ''))).toEqual([]);
  });
});
