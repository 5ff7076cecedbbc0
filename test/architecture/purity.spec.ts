import { impurities } from './impurity.js';
import { folders, read, ROOT, sources, trackedFiles } from './source-files.js';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

const WITHOUT_APPS = ['libs'];
const HOUSE = ['apps', 'libs', 'test', 'bench'].filter((folder) => existsSync(join(ROOT, folder)));

describe('the domain and the reader', () => {
  it('ask neither clock nor chance nor process', () => {
    const found = ['libs/domain', 'libs/reading']
      .flatMap(sources)
      .flatMap((path) => impurities(read(path)).map((place) => `${path}:${place}`));
    expect(found).toEqual([]);
  });

  it.each([
    'const now = Date.now();',
    'const now = new Date();',
    'const now = new Date;',
    'const now = Date();',
    'const id = Math.random();',
    'const id = crypto.randomUUID();',
    'const id = globalThis.crypto.randomUUID();',
    'const today = Temporal.Now.plainDateISO();',
    'const url = process.env.URL;',
  ])('would be caught at %s', (line) => {
    expect(impurities(line)).toHaveLength(1);
  });

  it('may turn a given instant into a date', () => {
    expect(impurities('const day = new Date(0).toISOString(); const utc = Date.UTC(2021, 1, 1);')).toEqual([]);
  });
});

describe('libraries', () => {
  it('leave the environment to apps', () => {
    const reading = WITHOUT_APPS.flatMap(sources).filter((path) => /process\s*\.\s*env|process\[|from 'node:process'/.test(read(path)));
    expect(reading).toEqual([]);
  });
});

describe('folders', () => {
  it('are named after what they know', () => {
    expect(HOUSE.flatMap(folders).filter((path) => /(^|\/)(common|shared|utils?|helpers|misc)$/.test(path))).toEqual([]);
  });
});

describe('files under version control', () => {
  const tracked = trackedFiles();
  const check = tracked ? it : it.skip;

  check('name no path of a machine and no package registry', () => {
    // Written with classes so that this file does not find itself.
    const forbidden = /[/](?:root|home|work|Users)[/]\w|[A-Z]:[\\]{1,2}Users|registry[.](?:npmjs|yarnpkg)[.]|[/]tmp[/]\w/;
    const found = (tracked ?? []).filter((path) => isText(path) && forbidden.test(read(path)));
    expect(found).toEqual([]);
  });

  check('hold nothing that a build or an install makes', () => {
    expect((tracked ?? []).filter((path) => /(^|\/)(node_modules|dist|coverage|\.tiendo)\/|\.(log|tgz|tsbuildinfo)$/.test(path))).toEqual(
      [],
    );
  });
});

function isText(path: string): boolean {
  const file = join(ROOT, path);
  return existsSync(file) && statSync(file).isFile() && !/\.(png|jpg|ico|woff2?|gz|zip|pdf)$/.test(path);
}
