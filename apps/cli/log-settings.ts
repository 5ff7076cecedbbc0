import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createKeyFile, isOpenToOthers, KeyFileError, readKeyFile } from '../../libs/features/transparency/key-file.js';
import type { TransparencySettings } from '../../libs/features/transparency/start-transparency.js';
import { verifierText } from '../../libs/transparency/keys.js';
import { notificationsOf } from '../api/config.js';
import { CliError } from './cli-error.js';
import type { Settings } from './settings.js';

const HEAD_EVERY_S = 10;

/** How the transparency log is kept. */
export function transparencyOf(settings: Settings): TransparencySettings {
  const { TIENDO_LOG_HEAD_SECONDS: seconds = HEAD_EVERY_S, TIENDO_LOG_WITNESSES: witnesses = '' } = settings;
  return {
    keyFile: keyFileOf(settings),
    headEveryMs: seconds * 1_000,
    witnesses: witnesses
      .split(/\s+/)
      .filter(Boolean)
      .map((url) => ({ url })),
    mail: notificationsOf(settings).mail,
  };
}

/** TIENDO_LOG_KEY_FILE, or `log-key.json` in the data folder. */
export function keyFileOf({ TIENDO_LOG_KEY_FILE: file, dataDir }: Settings): string {
  return file ?? join(dataDir, 'log-key.json');
}

/**
 * The log's name for a new key: TIENDO_LOG_ORIGIN, or where the log is served, without scheme (C2SP tlog-checkpoint). Where nobody said
 * where that is, it is told from other logs by chance, since it never changes.
 */
export function originOf({ TIENDO_LOG_ORIGIN: origin, TIENDO_PUBLIC_URL: publicUrl }: Settings): string {
  if (origin !== undefined) return origin;
  const { host, pathname } = new URL(publicUrl ?? `http://localhost-${randomBytes(4).toString('hex')}`);
  return `${host}${pathname.replace(/\/+$/, '')}/v1/audit/log`;
}

/** Makes the key of the log where there is none yet, and says where its public half is. Throws `CliError`. */
export async function ensureLogKey(settings: Settings, say: (vi: string, en: string) => void): Promise<void> {
  const path = keyFileOf(settings);
  await orLine(async () => {
    if (await readKeyFile(path)) {
      if (await isOpenToOthers(path))
        say(`Người khác đọc được tệp khóa ${path}: hãy chmod 600.`, `Others can read the key file ${path}: chmod 600 it.`);
      return;
    }
    const [key] = await createKeyFile(path, originOf(settings), new Date().toISOString());
    const text = key ? verifierText(key.signer.verifier) : '';
    say(
      `Đã tạo khóa ký nhật ký minh bạch: ${path}. Khóa công khai (xem lại: tiendo key public): ${text}`,
      `Made the key of the transparency log: ${path}. Public key (again: tiendo key public): ${text}`,
    );
  });
}

/** What goes wrong with a key file, in one line. Throws `CliError`. */
export async function orLine<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof KeyFileError ? new CliError(error.message) : error;
  }
}
