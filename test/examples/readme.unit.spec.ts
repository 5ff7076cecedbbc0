import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../apps/api/config.js';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readme = read('README.md');

describe('the README', () => {
  const quoted = [...readme.matchAll(/<!-- (docs\/examples\/\S+) -->\n+```\w*\n([\s\S]*?)```/g)].map(([, file, code]) => ({
    file: file ?? '',
    code,
  }));

  it('has an example of an indicator, a projection and an event version', () => {
    expect(quoted.map(({ file }) => file)).toEqual([
      'docs/examples/indicator.json',
      'docs/examples/corrections.projection.ts',
      'docs/examples/verified-v2.ts',
    ]);
  });

  it.each(quoted)('quotes $file as it is tested', ({ file, code }) => {
    expect(code).toBe(read(file));
  });

  it('has both commands on its first screen', () => {
    const firstScreen = readme.split('\n').slice(0, 40).join('\n');
    expect(firstScreen).toContain('npm ci && npm start');
    expect(firstScreen).toContain('npm ci && npm test');
  });

  it('links to files that exist', () => {
    const links = [...readme.matchAll(/(?:\]\(|src="|srcset=")(?!https?:|#|mailto:)([^)"#\s]+)/g)].map(([, path]) => path ?? '');
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names every npm script that it speaks of', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...readme.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('lists the settings, each as the program reads it', () => {
    const listed = [...readme.matchAll(/^\| `(TIENDO_\w+)` \|/gm)].map(([, name]) => name ?? '');
    const known = [...read('apps/api/config.ts').matchAll(/^ {2}(TIENDO_\w+): (?:z|url)\b/gm)].map(([, name]) => name ?? '');
    expect(listed.filter((name) => !name.startsWith('TIENDO_TEST_')).sort()).toEqual([...known].sort());
    expect(readEnvironment({})).toMatchObject({ TIENDO_PORT: 3000, TIENDO_HOST: '127.0.0.1', TIENDO_DATA_DIR: '.tiendo' });
  });
});
