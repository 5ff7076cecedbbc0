import postgres from 'postgres';
import { freshDatabase } from '../../../test/support/postgres.js';
import { batchOf, firstDue, record } from './outbox.js';
import { createOutboxTables, NOTIFICATIONS, prepareNotifications } from './outbox.tables.js';

describe('tables of an earlier program', () => {
  it('are added to once, keep what they hold, and addresses that nobody proved are asked', async () => {
    const database = await freshDatabase();
    const sql = postgres(database.url, { max: 3, onnotice: () => {} });
    await sql.begin(async (tx) => {
      await tx`create schema notifications`;
      await createOutboxTables(tx, NOTIFICATIONS);
      await tx`create table notifications.checkpoint (position text not null, version int not null)`;
      await tx`insert into notifications.checkpoint values ('42', 1)`;
      await tx`insert into notifications.contact (id, person_id, address) values (gen_random_uuid(), 'lan', 'lan@example.vn')`;
    });
    await sql`
      insert into notifications.outbox
        (id, event_id, subscription_id, person_id, channel, recipient, lane, target_id, episode, news, recorded_at, due_at, state, batch)
      select ('00000000-0000-4000-8000-00000000000' || n)::uuid, gen_random_uuid(), 's', 'p', 'email', 'c', lane, 't', 1, '{}', now(), now(), state,
        case when n = 3 then '00000000-0000-4000-8000-0000000000aa'::uuid end
      from (values (1, 'email:c', 'waiting'), (2, 'email:c', 'waiting'), (3, 'digest:c', 'waiting'), (4, 'digest:c', 'held'),
        (5, 'email:c', 'sent'), (6, 'webhook:w', 'waiting')) as old (n, lane, state)`;
    await Promise.all([prepareNotifications(sql), prepareNotifications(sql)]);
    await prepareNotifications(sql);
    expect(await sql`select position from notifications.checkpoint`).toEqual([{ position: '42' }]);
    const rows = await sql`
      select o.person_id, o.state, o.lane = 'confirm:' || c.id as own, c.confirmed_at, o.recorded_at = c.asked_at as same
      from notifications.outbox o join notifications.contact c on c.id::text = o.recipient`;
    expect(rows).toEqual([{ person_id: 'lan', state: 'waiting', own: true, confirmed_at: null, same: true }]);
    const old = await sql`
      select lane, digest, right(batch::text, 2) as batch from notifications.outbox where subscription_id = 's' order by id`;
    // At once each by itself under its own id, as it would have gone; a digest that was bound stays what it was.
    expect(old.map(({ lane, digest, batch }) => [lane, digest, batch])).toEqual([
      ['email:c', false, '01'],
      ['email:c', false, '02'],
      ['email:c', true, 'aa'],
      ['email:c', true, null],
      ['email:c', false, null],
      ['webhook:w', false, null],
    ]);
    const sent: string[] = [];
    for (let head = await firstDue(sql, 'email:c', Date.now()); head; head = await firstDue(sql, 'email:c', Date.now())) {
      const batch = await batchOf(sql, head, Date.now());
      sent.push(`${batch.id.slice(-2)} ${batch.messages.length}`);
      await record(sql, batch, { kind: 'sent', detail: '250' }, { state: 'sent' }, Date.now());
    }
    expect(sent).toEqual(['01 1', '02 1', 'aa 1']);
    expect(await sql`select from notifications.link_key`).toHaveLength(1);
    await sql.end();
    await database.drop();
  });
});
