import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { transformFile } from '@swc/core';

const ROOT = join(import.meta.dirname, '..');
const DIST = join(ROOT, 'dist');
const FOLDERS = ['libs', 'apps', 'bench'];

/**
 * Brings dist/ up to date: TypeScript becomes JavaScript, other files are copied, and what has no source any more goes.
 * An output bears its source's time, so only what changed is done again. Types are checked by `npm run typecheck`.
 */
export async function build() {
  const config = JSON.parse(await readFile(join(ROOT, '.swcrc'), 'utf8'));
  delete config.$schema;
  const rules = Math.max(...(await Promise.all(['.swcrc', 'scripts/build.js'].map(modified))));
  const sources = (await Promise.all(FOLDERS.map(filesIn))).flat().filter((path) => !/\.(spec|d)\.ts$/.test(path));
  await Promise.all(sources.map((path) => bring(path, config, rules)));
  await prune(new Set(sources.map(outputOf)));
}

async function bring(path, config, rules) {
  const { atime, mtime } = await stat(join(ROOT, path));
  const output = join(DIST, outputOf(path));
  const built = await stat(output).catch(() => null);
  if (built && Math.abs(built.mtimeMs - mtime.getTime()) < 2 && built.ctimeMs > rules) return;
  const content = path.endsWith('.ts')
    ? (await transformFile(join(ROOT, path), { ...config, swcrc: false, filename: path })).code
    : await readFile(join(ROOT, path));
  // Another command may be building or starting at this moment: a file is there whole or not at all.
  const draft = `${output}.${process.pid}`;
  await mkdir(dirname(output), { recursive: true });
  await writeFile(draft, content);
  await utimes(draft, atime, mtime);
  await rename(draft, output);
}

async function prune(wanted) {
  const built = (await readdir(DIST, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = built.map((entry) => relative(DIST, join(entry.parentPath, entry.name)));
  await Promise.all(paths.filter((path) => !wanted.has(path) && !/\.\d+$/.test(path)).map((path) => rm(join(DIST, path), { force: true })));
}

async function filesIn(folder) {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(ROOT, join(entry.parentPath, entry.name)));
}

const outputOf = (path) => path.replace(/\.ts$/, '.js');
const modified = async (path) => (await stat(join(ROOT, path))).mtimeMs;

if (process.argv[1] === import.meta.filename) await build();
