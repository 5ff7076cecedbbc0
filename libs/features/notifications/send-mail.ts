import { createTransport } from 'nodemailer';
import type { Sql } from 'postgres';
import { CONFIRMATION_MS } from '../../domain/subscription/confirmation.js';
import { todayInVietnam } from '../http/today.js';
import { confirmationMail } from './confirmation-mail.js';
import { isConfirmation } from './confirmations.js';
import { alertUrl, linkKey, linkTo, type LinkRight } from './links.js';
import type { MailText } from './mail-frame.js';
import { byMatter, digestOf, mailOf, type MailUrls } from './mail-text.js';
import { presentFigures } from './present-figures.js';
import type { Batch, Outcome } from './outcome.js';

export interface MailSettings {
  /** `smtp://user:password@host:587`, `smtps://…` */
  readonly smtpUrl: string;
  /** `Tiến Độ <tiendo@example.vn>` */
  readonly from: string;
  /** Where the links of mails lead: `https://tiendo.example.vn` */
  readonly publicUrl: string;
  /** How long a server may say nothing; default: half a minute. */
  readonly silenceMs?: number;
}

export interface Mailer {
  send(batch: Batch, now: number): Promise<Outcome>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** Sends mails by SMTP. The Message-ID is made of the batch's id: receivers can drop a repeat by it. */
export function openMailer(sql: Sql, { smtpUrl, from, publicUrl, silenceMs = SILENCE_MS }: MailSettings): Mailer {
  const timeouts = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: silenceMs };
  const transport = createTransport({
    ...timeouts,
    url: smtpUrl,
    pool: true,
    maxConnections: 4,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'tiendo.local';
  return {
    async send(batch, now) {
      const [first] = batch.messages;
      const to = first && (await addressOf(sql, first.recipient));
      if (!first || to === null || to === undefined) return { kind: 'refused', detail: 'contact_erased' };
      const key = await linkKey(sql);
      const stopUrl = linkTo(publicUrl, key, { kind: 'stop', contactId: first.recipient });
      const urls = { stop: stopUrl, alert: (id: string) => alertUrl(publicUrl, id) };
      const text = await textOf(sql, batch, now, urls, (right) => linkTo(publicUrl, key, right));
      if (!text) return { kind: 'refused', detail: 'link_expired' };
      const headers = {
        'Auto-Submitted': 'auto-generated',
        'Content-Language': 'vi, en',
        // RFC 8058: the recipient's mail program offers to stop with one click.
        'List-Unsubscribe': { prepared: true, value: `<${stopUrl}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
      const mail = { ...text, from, to: { name: '', address: to }, messageId: `<${batch.id}@${domain}>`, date: new Date(now), headers };
      return transport.sendMail(mail).then(
        () => ({ kind: 'sent', detail: '250' }) as const,
        (error: unknown) => outcomeOf(error),
      );
    },
    close: () => transport.close(),
  };
}

/** What the mail says; null where its link would not work any more. */
async function textOf(
  sql: Sql,
  { messages }: Batch,
  now: number,
  urls: MailUrls,
  link: (right: LinkRight) => string,
): Promise<MailText | null> {
  const first = messages[0]!;
  if (isConfirmation(first)) {
    const askedAt = Date.parse(first.recordedAt);
    const until = askedAt + CONFIRMATION_MS;
    return now < until ? confirmationMail(link({ kind: 'confirm', contactId: first.recipient, askedAt }), urls.stop, until) : null;
  }
  const all = messages.map(({ news }) => news);
  // What was due at once came last, and takes the rest of its alert along.
  if (!messages.at(-1)!.digest && byMatter(all).length === 1) return mailOf(all, urls);
  return digestOf(all, todayInVietnam(now), urls, await presentFigures(sql, all));
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * The server's answer to the recipient or the message decides; what it has against our sender is our own affair, and without an answer
 * it was not reached. Its words are left out: they may quote the address.
 */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode, command } = error as SmtpError;
  const detail = String(responseCode ?? code ?? 'unknown');
  if (responseCode === undefined || (command !== 'RCPT TO' && command !== 'DATA')) return { kind: 'stuck', detail };
  return { kind: responseCode >= 500 ? 'refused' : 'failed', detail };
}

async function addressOf(sql: Sql, contactId: string): Promise<string | null> {
  const [row] = await sql<{ address: string }[]>`select address from notifications.contact where id = ${contactId}`;
  return row?.address ?? null;
}
