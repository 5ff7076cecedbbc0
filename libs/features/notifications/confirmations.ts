import { randomUUID } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';
import { checkMayAsk, CONFIRMATION_MS, type AskedBefore } from '../../domain/subscription/confirmation.js';

/** The lanes of mails that ask whether an address is its giver's, as SQL and of one contact. */
export const CONFIRM_LANES = `lane >= 'confirm:' and lane < 'confirm;'`;
const confirmLane = (contactId: string): string => `confirm:${contactId}`;
export const isConfirmation = ({ lane }: { readonly lane: string }): boolean => lane.startsWith('confirm:');

/** What came while an address was not proven goes out in one mail afterwards; what is older than this does not. */
const MOST_HELD_MS = 7 * 86_400_000;

const iso = (at: number): string => new Date(at).toISOString();

/**
 * Puts the mail that asks into the outbox; the link of an earlier one no longer works then. `recorded_at` is when it was asked for, which
 * the link names. Throws `confirmation_limited`.
 */
export async function askToConfirm(tx: TransactionSql, contactId: string, personId: string, now: number): Promise<void> {
  // Of two requests at once the second counts the first.
  await tx`select pg_advisory_xact_lock(hashtextextended(${personId}, 7))`;
  const earlier = await tx<AskedBefore[]>`
    select recipient as "contactId", (extract(epoch from recorded_at) * 1000)::float8 as at from notifications.outbox
    where person_id = ${personId} and recorded_at > ${iso(now - 86_400_000)} and ${tx.unsafe(CONFIRM_LANES)}`;
  checkMayAsk(contactId, earlier, now);
  const lane = confirmLane(contactId);
  await tx`update notifications.outbox set state = 'dropped' where lane = ${lane} and state = 'waiting'`;
  await tx`update notifications.contact set asked_at = ${iso(now)} where id = ${contactId}`;
  await tx`
    insert into notifications.outbox (id, person_id, channel, recipient, lane, target_id, episode, news, recorded_at, due_at, state)
    values (${randomUUID()}, ${personId}, 'email', ${contactId}, ${lane}, ${contactId}, 0,
      ${tx.json({ occurrence: 'address_confirmation' })}, ${iso(now)}, ${iso(now)}, 'waiting')`;
}

/**
 * Takes an address as proven by the link that was asked for at `askedAt` (ms), and lets what it held back go. False for a link that is
 * too old or that another one replaced; true again, without effect, for one that was used.
 */
export async function confirmContact(sql: Sql, contactId: string, askedAt: number, now: number): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [contact] = await tx<{ confirmed: boolean }[]>`
      select confirmed_at is not null as confirmed from notifications.contact
      where id = ${contactId} and asked_at = ${iso(askedAt)} for update`;
    if (!contact) return false;
    if (contact.confirmed) return true;
    if (now > askedAt + CONFIRMATION_MS) return false;
    await tx`update notifications.contact set confirmed_at = ${iso(now)} where id = ${contactId}`;
    await tx`
      update notifications.outbox set digest = true, due_at = ${iso(now)},
        state = case when recorded_at < ${iso(now - MOST_HELD_MS)} then 'dropped' else 'waiting' end
      where state = 'held' and lane = ${`email:${contactId}`}`;
    return true;
  });
}

/** True when nothing may go to this address yet: what the lane has is then held back until it is proven. */
export async function isUnconfirmed(sql: Sql, contactId: string, lane: string): Promise<boolean> {
  const isOpen = (rows: readonly { readonly open: boolean }[]): boolean => rows[0]?.open ?? false;
  // Of an erased address the mailer tells.
  const open = (db: Sql | TransactionSql, lock: 'for update' | '') => db<{ open: boolean }[]>`
    select confirmed_at is null as open from notifications.contact where id = ${contactId} ${db.unsafe(lock)}`;
  if (!isOpen(await open(sql, ''))) return false;
  return sql.begin(async (tx) => {
    if (!isOpen(await open(tx, 'for update'))) return false;
    // What was never tried may then go out together with what comes until it is proven.
    await tx`
      update notifications.outbox set state = 'held', batch = case when attempts > 0 then batch end
      where lane = ${lane} and state = 'waiting'`;
    return true;
  });
}

/** Takes back that an address is proven, together with any link that is under way; answers with the subscriptions in force that lead to it. */
export async function withdrawContact(sql: Sql, contactId: string): Promise<readonly { readonly id: string; readonly personId: string }[]> {
  const [contact] = await sql<{ personId: string }[]>`
    update notifications.contact set confirmed_at = null, asked_at = null where id = ${contactId} returning person_id as "personId"`;
  if (!contact) return [];
  return sql<{ id: string; personId: string }[]>`
    select id, person_id as "personId" from notifications.subscription
    where person_id = ${contact.personId} and not ended and state->'channel'->>'contactId' = ${contactId}`;
}
