import type { CommandBus } from '@nestjs/cqrs';
import postgres, { type Sql } from 'postgres';
import { freshDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { DomainError } from '../../domain/kernel/errors.js';
import { StoreUnavailable } from '../../event-store/errors.js';
import { CommandDoor } from './command-door.js';
import type { CommandRequest } from './command-request.js';
import type { HttpReply } from './http-request.js';
import { Idempotency, prepareIdempotency } from './idempotency.js';
import { InvalidRequest } from './refusals.js';

describe('an Idempotency-Key', () => {
  let database: TestDatabase;
  let sql: Sql;
  let door: CommandDoor;
  const reply: HttpReply = { sent: false, code: () => reply, header: () => reply, send: () => reply };
  const request = (commandId: string) => ({ commandId, key: 'a key' }) as CommandRequest;
  const done = () => Promise.resolve({ status: 201, body: {}, revision: null });

  beforeAll(async () => {
    database = await freshDatabase();
    sql = postgres(database.url, { max: 2, onnotice: () => {} });
    await prepareIdempotency(sql);
    door = new CommandDoor({} as CommandBus, new Idempotency(sql));
  });
  afterAll(async () => {
    await sql.end();
    await database.drop();
  });

  it.each([
    ['a rule refused', new DomainError('measurement_exists', 'rule')],
    ['a field made invalid', new InvalidRequest([])],
  ])('is free again for another request after one that %s', async (_, refusal) => {
    const id = crypto.randomUUID();
    await expect(door.answer(request(id), reply, 'first', () => Promise.reject(refusal))).rejects.toBe(refusal);
    await door.answer(request(id), reply, 'second', done);
  });

  it.each([
    ['the store did not answer', new StoreUnavailable('gone')],
    ['something unexpected happened', new Error('unexpected')],
  ])('stays with its request when %s, since it may have been carried out', async (_, failure) => {
    const id = crypto.randomUUID();
    await expect(door.answer(request(id), reply, 'first', () => Promise.reject(failure))).rejects.toBe(failure);
    await expect(door.answer(request(id), reply, 'second', done)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    await door.answer(request(id), reply, 'first', done);
  });

  it('stays with its request when the answer could not be kept', async () => {
    const id = crypto.randomUUID();
    const unkept = { status: 201.5, body: {}, revision: null };
    await expect(door.answer(request(id), reply, 'first', () => Promise.resolve(unkept))).rejects.toThrow();
    await expect(door.answer(request(id), reply, 'second', done)).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });
});
