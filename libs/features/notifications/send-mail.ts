import { createTransport } from 'nodemailer';
import type { Sql } from 'postgres';
import { todayInVietnam } from '../http/today.js';
import { digestOf, mailOf } from './mail-text.js';
import type { Batch, Outcome } from './outcome.js';

export interface MailSettings {
  /** `smtp://user:password@host:587`, `smtps://…` */
  readonly smtpUrl: string;
  /** `Tiến Độ <tiendo@example.vn>` */
  readonly from: string;
}

export interface Mailer {
  send(batch: Batch, now: number): Promise<Outcome>;
  close(): void;
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** Sends mails by SMTP. The Message-ID is made of the batch's id: receivers can drop a repeat by it. */
export function openMailer(sql: Sql, { smtpUrl, from }: MailSettings): Mailer {
  const timeouts = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS };
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
      const all = batch.messages.map(({ news }) => news);
      const isDigest = first.lane.startsWith('digest:');
      const text = isDigest ? digestOf(all, todayInVietnam(now)) : mailOf(first.news);
      const headers = { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'vi, en' };
      const mail = { ...text, from, to: { name: '', address: to }, messageId: `<${batch.id}@${domain}>`, date: new Date(now), headers };
      return transport.sendMail(mail).then(
        () => ({ kind: 'sent', detail: '250' }) as const,
        (error: unknown) => outcomeOf(error),
      );
    },
    close: () => transport.close(),
  };
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  readonly command?: string;
}

/** The server's answer decides; without one it was not reached. Its words are left out: they may quote the address. */
function outcomeOf(error: unknown): Outcome {
  const { code, responseCode, command } = error as SmtpError;
  const detail = String(responseCode ?? code ?? 'unknown');
  const isAboutMessage = command === 'RCPT TO' || command === 'DATA' || code === 'EENVELOPE' || code === 'EMESSAGE';
  if (responseCode === undefined || !isAboutMessage) return { kind: 'stuck', detail };
  return { kind: responseCode >= 500 ? 'refused' : 'failed', detail };
}

async function addressOf(sql: Sql, contactId: string): Promise<string | null> {
  const [row] = await sql<{ address: string }[]>`select address from notifications.contact where id = ${contactId}`;
  return row?.address ?? null;
}
