import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Sql } from 'postgres';

/** What a link in a mail lets whoever holds it do: prove the address by the mail of `askedAt` (ms), or have nothing sent to it any more. */
export type LinkRight =
  | { readonly kind: 'confirm'; readonly contactId: string; readonly askedAt: number }
  | { readonly kind: 'stop'; readonly contactId: string };

/** Where the pages of links stand, beneath the public URL. */
export const LINK_PATHS = { confirm: '/mail/confirmation', stop: '/mail/unsubscription' } as const;

/** The key that signs links. */
export async function linkKey(sql: Sql): Promise<string> {
  const [row] = await sql<{ secret: string }[]>`select secret from notifications.link_key`;
  return row!.secret;
}

/** `<publicUrl>/mail/confirmation/<token>`; the token names no address, and begins as tokens do that the log blots out. */
export function linkTo(publicUrl: string, key: string, right: LinkRight): string {
  const { kind, ...rest } = right;
  const payload = Buffer.from(JSON.stringify({ kind, ...rest })).toString('base64url');
  return `${publicUrl.replace(/\/$/, '')}${LINK_PATHS[kind]}/${payload}.${signed(payload, key)}`;
}

/** What the token of a link lets do; null when this program did not sign it for that. */
export function rightOf<Kind extends LinkRight['kind']>(
  token: string,
  key: string,
  kind: Kind,
): Extract<LinkRight, { readonly kind: Kind }> | null {
  const [payload = '', signature = '', ...more] = token.split('.');
  const [given, own] = [Buffer.from(signature), Buffer.from(signed(payload, key))];
  if (more.length > 0 || given.length !== own.length || !timingSafeEqual(given, own)) return null;
  const right = JSON.parse(Buffer.from(payload, 'base64url').toString()) as LinkRight;
  return right.kind === kind ? (right as Extract<LinkRight, { readonly kind: Kind }>) : null;
}

/** Where the page shows an alert and lets one acknowledge it; `id` as the API names it. */
export const alertUrl = (publicUrl: string, id: string): string => `${publicUrl.replace(/\/$/, '')}/#alert=${encodeURIComponent(id)}`;

function signed(payload: string, key: string): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}
