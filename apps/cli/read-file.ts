import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { DEFAULT_LIMITS, extractText, FormatError } from '../../libs/formats/extract-text.js';
import { bilingual, CliError } from './cli-error.js';

/**
 * The text of a document in any format that is read, `-` for standard input; what it tells about the file goes to stderr. Throws
 * `CliError` where it is missing, a folder, too large, damaged, a scan, or empty.
 */
export async function textOfDocument(file: string): Promise<string> {
  const bytes = file === '-' ? await gathered('stdin', process.stdin) : await bytesOf(file);
  try {
    const { text, notes } = await extractText(bytes, file === '-' ? {} : { fileName: basename(file) });
    for (const { vi, en } of notes) console.error(bilingual(vi, en));
    return text;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new CliError(`${file === '-' ? 'stdin' : file}: ${bilingual(error.vi, error.en)}`, { cause: error });
  }
}

/** The text of a UTF-8 file as it is. Throws `CliError` where it is missing, a folder, too large, or not UTF-8. */
export async function plainTextOf(file: string): Promise<string> {
  return decoded(file, await bytesOf(file));
}

/** UTF-8 text; offsets of what is read in it count from its first character, a byte order mark left out. */
export function decoded(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new CliError(bilingual(`${name} không phải UTF-8`, `${name} is not UTF-8`), { cause: error });
  }
}

async function bytesOf(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: unknown) => {
    throw new CliError(bilingual(`Không mở được ${file}`, `${file} cannot be opened`), { cause: error });
  });
  try {
    if ((await handle.stat()).isDirectory()) throw new CliError(bilingual(`${file} là thư mục`, `${file} is a folder`));
    return await gathered(file, handle.createReadStream({ autoClose: false }));
  } finally {
    await handle.close();
  }
}

/** All bytes of a stream, which need not say beforehand how many they are. */
async function gathered(name: string, stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const { fileBytes } = DEFAULT_LIMITS;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > fileBytes) throw new CliError(bilingual(`${name} lớn hơn ${fileBytes} byte`, `${name} is larger than ${fileBytes} bytes`));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
