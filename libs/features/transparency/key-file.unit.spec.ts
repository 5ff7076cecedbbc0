import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { activeKeys, createKeyFile, isOpenToOthers, KeyFileError, readKeyFile, rotateKeyFile } from './key-file.js';

const NOW = '2026-01-01T00:00:00.000Z';
const DAY_MS = 86_400_000;

describe('the key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  let n = 0;
  const fresh = (): string => join(folder, String(n++), 'log-key.json');

  it('is made once, for its owner’s eyes', async () => {
    const path = fresh();
    expect(await readKeyFile(path)).toBeNull();
    const made = await Promise.allSettled([createKeyFile(path, 'a/log', NOW), createKeyFile(path, 'a/log', NOW)]);
    expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(await isOpenToOthers(path)).toBe(false);
    chmodSync(path, 0o640);
    expect(await isOpenToOthers(path)).toBe(true);
  });

  it('takes another key of the same name, and both sign until the overlap is over', async () => {
    const path = fresh();
    await createKeyFile(path, 'a/log', NOW);
    const rotated = await rotateKeyFile(path, 10 * DAY_MS, '2026-02-01T00:00:00.000Z');
    expect(rotated.map(({ signer, from, until }) => [signer.verifier.name, from, until])).toEqual([
      ['a/log', NOW, '2026-02-11T00:00:00.000Z'],
      ['a/log', '2026-02-01T00:00:00.000Z', null],
    ]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const counts = ['2025-12-31T00:00:00.000Z', NOW, '2026-02-01T00:00:00.000Z', '2026-02-11T00:00:00.000Z'].map(
      (at) => activeKeys(rotated, at).length,
    );
    expect(counts).toEqual([0, 1, 2, 1]);
    const again = await rotateKeyFile(path, 0, '2026-03-01T00:00:00.000Z');
    expect(again.map(({ until }) => until)).toEqual(['2026-02-11T00:00:00.000Z', '2026-03-01T00:00:00.000Z', null]);
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'PRIVATE+KEY+geheim'],
    ['no keys', '{"keys":[]}'],
    ['a malformed key', '{"keys":[{"key":"PRIVATE+KEY+geheim","from":"2026-01-01T00:00:00.000Z","until":null}]}'],
    ['a malformed time', '{"keys":[{"key":"geheim","from":"today","until":null}]}'],
  ])('is refused with %s, in words that do not hold it', async (_, content) => {
    const path = join(folder, `bad-${n++}.json`);
    writeFileSync(path, content);
    const refused = await readKeyFile(path).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(KeyFileError);
    expect(inspect(refused, { depth: 9 })).not.toContain('geheim');
  });

  it('is not made for a name that no note can carry, nor rotated where there is none', async () => {
    await expect(createKeyFile(fresh(), 'two words', NOW)).rejects.toThrow(KeyFileError);
    await expect(rotateKeyFile(fresh(), 0, NOW)).rejects.toThrow(KeyFileError);
  });

  it('shows no secret when its keys are printed', async () => {
    const path = fresh();
    const keys = await createKeyFile(path, 'a/log', NOW);
    const secret = /PRIVATE\+KEY\+[^+"]+\+[0-9a-f]{8}\+([^"]+)"/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
    expect(secret.length).toBeGreaterThan(40);
    expect(inspect(keys, { depth: 9, showHidden: true })).not.toContain(secret);
  });
});
