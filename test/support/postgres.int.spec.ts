import postgres from 'postgres';
import { freshDatabase } from './postgres.js';

describe('freshDatabase', () => {
  it('gives each caller a database of its own and takes it away again', async () => {
    const [first, second] = await Promise.all([freshDatabase(), freshDatabase()]);
    const one = postgres(first.url, { max: 1 });
    await one`create table mine (id int)`;
    const two = postgres(second.url, { max: 1 });
    expect(await two`select to_regclass('mine') as mine`).toEqual([{ mine: null }]);
    expect((await two`show server_encoding`)[0]).toEqual({ server_encoding: 'UTF8' });
    expect((await two`select lower('ĐẮK LẮK') as lower`)[0]).toEqual({ lower: 'đắk lắk' });
    await Promise.all([one.end(), two.end()]);
    await Promise.all([first.drop(), second.drop()]);
  });
});
