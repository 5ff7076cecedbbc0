import { z } from 'zod';
import type { DevelopmentKey } from '../../libs/features/access/development-key.js';
import type { NotificationSettings } from '../../libs/features/notifications/start-notifications.js';
import type { AccessConfig } from '../../libs/features/access/token-verifier.js';

/** What the API is told when it starts. */
export interface ApiConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly access: AccessConfig;
}

/** A setting that cannot be used; the message is one line for the person who set it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const url = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `expected a URL starting with ${protocols.join('// or ')}//`,
    );

function isWitness(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname } = new URL(text);
  return protocol === 'mailto:' ? /^[^@\s]+@[\w.-]+$/.test(decodeURIComponent(pathname)) : ['file:', 'https:', 'http:'].includes(protocol);
}

const environment = z.object({
  TIENDO_DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  TIENDO_EVENT_STORE_URL: url(['postgres:', 'postgresql:', 'esdb:', 'esdb+discover:', 'kurrentdb:']).optional(),
  TIENDO_PORT: z.coerce.number('expected a port number').int().min(0).max(65535).default(3000),
  TIENDO_HOST: z.string().min(1).default('127.0.0.1'),
  TIENDO_JWKS_URL: url(['http:', 'https:']).optional(),
  TIENDO_JWT_ISSUER: z.string().min(1).optional(),
  TIENDO_JWT_AUDIENCE: z.string().min(1).optional(),
  TIENDO_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  TIENDO_DATA_DIR: z.string().min(1).default('.tiendo'),
  TIENDO_SMTP_URL: z
    .string()
    .refine(
      (text) => URL.canParse(text) && ['smtp:', 'smtps:'].includes(new URL(text).protocol),
      'cần URL bắt đầu bằng smtp:// hoặc smtps:// / expected a URL starting with smtp:// or smtps://',
    )
    .optional(),
  TIENDO_MAIL_FROM: z
    .string()
    .regex(/^([^<>@\r\n]*<[^<>@\s]+@[\w.-]+>|[^<>@\s]+@[\w.-]+)$/, 'cần địa chỉ thư / expected an address: Tiến Độ <tiendo@example.vn>')
    .optional(),
  TIENDO_PUBLIC_URL: url(['http:', 'https:']).optional(),
  TIENDO_LOG_KEY_FILE: z.string().min(1).optional(),
  TIENDO_LOG_ORIGIN: z
    .string()
    .regex(/^[^\s+]{1,200}$/, 'cần tên không có dấu cách, không có dấu + / expected a name without spaces and plus')
    .optional(),
  TIENDO_LOG_HEAD_SECONDS: z.coerce.number('cần số giây / expected seconds').int().min(1).max(86_400).optional(),
  TIENDO_LOG_WITNESSES: z
    .string()
    .refine(
      (text) => text.trim().split(/\s+/).every(isWitness),
      'cần các URL file:, https:, http: hoặc mailto: / expected URLs: file:, https:, http:, mailto:',
    )
    .optional(),
  TIENDO_WEBHOOK_ALLOW_PRIVATE: z.enum(['true', 'false'], 'cần true hoặc false / expected true or false').optional(),
});

/** The settings of the environment, checked one by one. */
export type Environment = z.infer<typeof environment>;

/** Reads TIENDO_* variables; an empty one counts as unset. Throws `ConfigError` with one line per bad value, none of them quoting it. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(given);
  if (result.success) return result.data;
  // A URL may carry a password: what is wrong is said, never the value.
  throw new ConfigError(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}

/** How news leaves the house. Throws `ConfigError` when only half of the mail server is given. */
export function notificationsOf({
  TIENDO_SMTP_URL: smtpUrl,
  TIENDO_MAIL_FROM: from,
  TIENDO_PORT: port,
  TIENDO_PUBLIC_URL: publicUrl = `http://localhost:${port}`,
  TIENDO_WEBHOOK_ALLOW_PRIVATE: allowPrivate,
}: Environment): NotificationSettings {
  const isWhole = (smtpUrl === undefined) === (from === undefined);
  if (!isWhole) throw new ConfigError('TIENDO_SMTP_URL, TIENDO_MAIL_FROM: phải đặt cùng nhau / must be set together');
  const mail = smtpUrl !== undefined && from !== undefined ? { smtpUrl, from, publicUrl } : null;
  return { mail, allowPrivate: allowPrivate === 'true' };
}

/**
 * Whose tokens count. Throws `ConfigError` when a real issuer is given in part only, or when there is none
 * although others could reach the server: development tokens open the door to whoever reads the key file.
 */
export async function accessOf(settings: Environment, loadKey: () => Promise<DevelopmentKey>): Promise<AccessConfig> {
  const { TIENDO_JWKS_URL: jwksUrl, TIENDO_JWT_ISSUER: issuer, TIENDO_JWT_AUDIENCE: audience, TIENDO_HOST: host } = settings;
  if (jwksUrl !== undefined && issuer !== undefined && audience !== undefined) return { kind: 'issuer', jwksUrl, issuer, audience };
  if (jwksUrl !== undefined || issuer !== undefined || audience !== undefined) {
    throw new ConfigError('TIENDO_JWKS_URL, TIENDO_JWT_ISSUER and TIENDO_JWT_AUDIENCE must be set together');
  }
  if (!isLoopback(host)) {
    throw new ConfigError(
      `TIENDO_HOST=${host} can be reached by others: set TIENDO_JWKS_URL, TIENDO_JWT_ISSUER and TIENDO_JWT_AUDIENCE (development tokens work on 127.0.0.1 only)`,
    );
  }
  return { kind: 'development', key: await loadKey() };
}

/** True for a host that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
