import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ExtractedText, Hint } from './extracted-text.js';
import { damaged, FormatError } from './format-error.js';
import type { Limits } from './limits.js';
import type { Answer, Task } from './parser-child.js';

/** As many parsers run side by side; further files wait for their turn. */
const AT_ONCE = 2;
/** The rest of a parser's memory is for buffers, which V8 does not count. */
const HEAP_SHARE = 0.6;
const NAMES = { pdf: 'PDF', docx: 'Word', html: 'HTML' };

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Parses a file in a process of its own (docs/adr/0016): one that loops is killed, one that grows is killed, one that crashes is alone.
 * Throws FormatError.
 */
export async function parsedApart(kind: Task['kind'], content: Uint8Array, hint: Hint, limits: Limits): Promise<ExtractedText> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running++;
  try {
    return await parsed({ kind, hint, limits }, content);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

async function parsed(task: Task, content: Uint8Array): Promise<ExtractedText> {
  const heap = Math.ceil((task.limits.memoryBytes * HEAP_SHARE) / 2 ** 20);
  const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, await program(), JSON.stringify(task)], {
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    env: {},
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, task.limits.millis);
  try {
    const [said, ended] = await Promise.all([everything(child.stdio[3] as Readable), endOf(child, content)]);
    if (late) throw new FormatError('time_exceeded', { limit: 'millis', allowed: task.limits.millis });
    return textOf(said, ended, task);
  } finally {
    clearTimeout(timer);
  }
}

function textOf(said: string, ended: string, { kind, limits }: Task): ExtractedText {
  const outOfMemory = new FormatError('memory_exceeded', { limit: 'memoryBytes', allowed: limits.memoryBytes });
  if (said === 'memory' || /SIGKILL|SIGABRT|SIGTRAP|134/.test(ended)) throw outOfMemory;
  if (said === '') throw damaged(NAMES[kind], 'crash');
  const answer = JSON.parse(said) as Answer;
  if ('text' in answer) return answer;
  throw new FormatError(answer.code, answer.details);
}

async function everything(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Sends the file and tells how the process ended: its exit code or signal. */
function endOf(child: ChildProcess, content: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(signal ?? String(code)));
    // A parser that has seen enough closes its end before all is sent.
    child.stdin?.on('error', () => {});
    child.stdin?.end(content);
  });
}

let built: Promise<string> | undefined;

/** The program of the parser. A checkout under test is built on the way, as bin/tiendo.js does. */
function program(): Promise<string> {
  built ??= (async () => {
    if (!import.meta.url.endsWith('.ts')) return fileURLToPath(new URL('./parser-child.js', import.meta.url));
    const script: string = '../../scripts/build.js';
    await ((await import(script)) as { build(): Promise<void> }).build();
    return fileURLToPath(new URL('../../dist/libs/formats/parser-child.js', import.meta.url));
  })();
  return built;
}
