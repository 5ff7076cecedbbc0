import { hash } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import type { Sql } from 'postgres';

/** Whoever keeps heads for us, by URL: `file:`, `https:` or `http:`, `mailto:`. */
export interface Witness {
  readonly url: string;
}

export interface WitnessParts {
  readonly sql: Sql;
  /** Null without a mail server: mails wait. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const TIMEOUT_MS = 15 * SECOND;
const RETRY_MS = [5 * SECOND, 60 * SECOND, 10 * 60 * SECOND, HOUR] as const;
/** A person gets one mail a day, with the last head; machines get every head, in order. */
const MAIL_EVERY_MS = 24 * HOUR;
/** Of more heads that wait for a witness the oldest are dropped, and that is put on record: a day of heads every ten seconds. */
const MOST_WAITING = 8_640;

interface Due {
  readonly seq: string;
  readonly size: string;
  readonly note: string;
  readonly attempts: number;
}

/** Hands a witness the heads that it has not got, as far as it takes them, and records what became of each. */
export async function handOver(parts: WitnessParts, witness: Witness, signal?: AbortSignal): Promise<void> {
  const name = await enrolled(parts, witness);
  await dropOldest(parts.sql, name);
  while (!signal?.aborted && (await handNext(parts, witness, name, signal)));
}

/** The name of a witness in the records, where it is put: who is new gets the last head first. */
async function enrolled({ sql, now }: WitnessParts, witness: Witness): Promise<string> {
  const [row] = await sql<{ salt: string }[]>`select salt from transparency.checkpoint`;
  const name = witnessName(witness, row?.salt ?? '');
  // Names of before could be guessed.
  await sql`update transparency.witness set name = ${name} where name = ${witnessName(witness, '')}
    and not exists (select from transparency.witness where name = ${name})`;
  await sql`
    insert into transparency.witness (name, head, due_at) select ${name}, greatest(coalesce(max(seq), 0) - 1, 0), ${new Date(now())}
    from transparency.head on conflict do nothing`;
  return name;
}

async function dropOldest(sql: Sql, name: string): Promise<void> {
  await sql`
    with oldest as (
      select h.seq, h.size from transparency.head h join transparency.witness w on h.seq > w.head
      where w.name = ${name} order by h.seq desc offset ${MOST_WAITING} limit 1
    ), dropped as (
      select o.seq, o.size, count(*) as heads from oldest o join transparency.witness w on w.name = ${name}
      join transparency.head h on h.seq > w.head and h.seq <= o.seq where ${!name.startsWith('mailto:')} group by o.seq, o.size
    ), recorded as (
      insert into transparency.handover (witness, size, outcome, detail) select ${name}, size, 'dropped', heads::text from dropped
    ) update transparency.witness w set head = d.seq, dropped = w.dropped + d.heads from dropped d where w.name = ${name}`;
}

/** True when a head was handed over and the next may follow. */
async function handNext(parts: WitnessParts, witness: Witness, name: string, signal: AbortSignal | undefined): Promise<boolean> {
  const { sql, now } = parts;
  const isMail = name.startsWith('mailto:');
  const at = new Date(now());
  const [due] = await sql<Due[]>`
    select h.seq, h.size, h.note, w.attempts from transparency.witness w join transparency.head h on h.seq > w.head and h.size > 0
    where w.name = ${name} and w.due_at <= ${at} order by h.seq ${isMail ? sql`desc` : sql`asc`} limit 1`;
  if (!due) return false;
  const failure = await send(parts, witness, due, signal).catch((error: unknown) => reasonOf(error));
  if (failure !== null && signal?.aborted) return false;
  const attempts = failure === null ? 0 : due.attempts + 1;
  const pause = failure === null ? (isMail ? MAIL_EVERY_MS : 0) : RETRY_MS[Math.min(attempts, RETRY_MS.length) - 1]!;
  const next = new Date(at.getTime() + pause);
  await sql.begin(async (tx) => {
    await tx`update transparency.witness set attempts = ${attempts}, detail = ${failure}, due_at = ${next} where name = ${name}`;
    if (failure === null)
      await tx`update transparency.witness set head = ${due.seq}, size = ${due.size}, handed_at = ${at} where name = ${name}`;
    await tx`
      insert into transparency.handover (at, witness, size, outcome, detail)
      values (${at}, ${name}, ${due.size}, ${failure === null ? 'handed' : 'failed'}, ${failure})`;
  });
  return failure === null;
}

/**
 * What the records call a witness: never the whole of a URL or address, which may be a secret or a person's, nor anything by which a
 * guess at it could be confirmed without the salt.
 */
export function witnessName({ url }: Witness, salt: string): string {
  const { protocol, host, pathname } = new URL(url);
  const where = protocol === 'file:' ? pathname.split('/').at(-1) : protocol === 'mailto:' ? pathname.split('@').at(-1) : host;
  return `${protocol}${where}#${hash('sha256', `${salt}${url}`).slice(0, 8)}`;
}

/** Null when it was taken, else why not. */
async function send(
  { mail }: WitnessParts,
  { url }: Witness,
  { note, size }: Pick<Due, 'note' | 'size'>,
  stop?: AbortSignal,
): Promise<string | null> {
  const { protocol, pathname } = new URL(url);
  if (protocol === 'file:') {
    // A blank line ends the signatures, so that heads can be told apart.
    await appendFile(fileURLToPath(url), `${note}\n`);
    return null;
  }
  if (protocol !== 'mailto:') {
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'user-agent': 'tiendo-log' };
    const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), ...(stop ? [stop] : [])]);
    const response = await fetch(url, { method: 'POST', headers, body: note, redirect: 'error', signal });
    await response.body?.cancel();
    return response.ok ? null : String(response.status);
  }
  if (!mail) return 'no_mail_server';
  const transport = createTransport({
    ...{
      url: mail.smtpUrl,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  });
  try {
    await transport.sendMail({
      from: mail.from,
      to: { name: '', address: decodeURIComponent(pathname) },
      subject: `Đầu nhật ký minh bạch / log head: ${size}`,
      text: `${MAIL}\n${note}`,
      attachments: [{ filename: `head-${size}.txt`, content: note, contentType: 'text/plain; charset=utf-8' }],
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return null;
  } finally {
    transport.close();
  }
}

const MAIL = `Xin giữ thư này và tệp kèm theo. Sau này, "tiendo verify --live --head TỆP" sẽ chứng minh lịch sử tới đây chưa bị viết lại.
Please keep this mail and the file with it. Later "tiendo verify --live --head FILE" proves that the history up to here was not rewritten.
`;

/** A code, never the words of an error, which may quote a URL. */
function reasonOf(error: unknown): string {
  const { code, cause, name, responseCode } = error as { code?: unknown; cause?: { code?: unknown }; name?: string; responseCode?: number };
  return String(responseCode ?? code ?? cause?.code ?? name ?? 'unknown');
}
