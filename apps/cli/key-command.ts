import { createKeyFile, readKeyFile, rotateKeyFile, type LogKey } from '../../libs/features/transparency/key-file.js';
import { verifierText } from '../../libs/transparency/keys.js';
import { bilingual, CliError } from './cli-error.js';
import { keyFileOf, originOf, orLine } from './log-settings.js';
import type { Settings } from './settings.js';

const DAY_MS = 86_400_000;

/** Makes the first key of a log and prints its public half. Throws `CliError`. */
export async function newKey(settings: Settings, origin = originOf(settings)): Promise<void> {
  const path = keyFileOf(settings);
  const keys = await orLine(() => createKeyFile(path, origin, new Date().toISOString()));
  console.error(bilingual(`Đã tạo khóa trong ${path}; giữ kín tệp ấy`, `made a key in ${path}; keep that file secret`));
  print(keys);
}

/** Prints the keys with their times, never their secrets. */
export async function listKeys(settings: Settings): Promise<void> {
  const now = new Date().toISOString();
  for (const { signer, from, until } of await existing(settings)) {
    const isOver = until !== null && until <= now;
    const { name, id } = signer.verifier;
    const state = isOver ? bilingual('đã hết hạn', 'ended') : bilingual('đang ký', 'signs');
    console.log(`${name}+${id}  ${from} – ${until ?? '…'}  ${state}`);
  }
}

/** Adds a key; those in use end when the overlap is over. Throws `CliError`. */
export async function rotateKey(settings: Settings, overlapDays: number): Promise<void> {
  const keys = await orLine(() => rotateKeyFile(keyFileOf(settings), overlapDays * DAY_MS, new Date().toISOString()));
  console.error(
    bilingual(
      `Đã thêm khóa mới; khóa cũ còn ký thêm ${overlapDays} ngày. Hãy trao khóa công khai mới cho người kiểm tra.`,
      `added a key; the old one signs for another ${overlapDays} days. Give the new public key to those who verify.`,
    ),
  );
  print(keys);
}

/** Prints the public keys, one a line, and nothing else on stdout. */
export async function publicKeys(settings: Settings): Promise<void> {
  print(await existing(settings));
}

async function existing(settings: Settings): Promise<readonly LogKey[]> {
  const path = keyFileOf(settings);
  const keys = await orLine(() => readKeyFile(path));
  if (keys) return keys;
  throw new CliError(
    bilingual(`Chưa có tệp khóa ${path}; tạo bằng: tiendo key new`, `there is no key file ${path}; make one: tiendo key new`),
  );
}

function print(keys: readonly LogKey[]): void {
  for (const { signer } of keys) console.log(verifierText(signer.verifier));
}
