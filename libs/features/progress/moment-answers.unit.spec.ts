import type { Sql } from 'postgres';
import { cameFrom, readPast, readsFrom } from '../http/reading.js';
import { atMoment } from './moment-answers.js';

describe('what is kept of moments of the past', () => {
  const pool = {} as unknown as Sql;
  let looks = 0;
  const ask = (moment: number) => {
    const client = {} as unknown as Sql;
    cameFrom(client, pool);
    readPast(client, String(moment));
    readsFrom(
      client,
      new Map([
        ['progress', '1'],
        ['localities', '2'],
      ]),
    );
    const day = { asOf: '2021-09-30', boundaries: '2021-09-30' };
    return atMoment(client, { locality: 'vn-08@base' } as never, {} as never, day, () => {
      looks++;
      return Promise.resolve([]);
    });
  };

  it('is told again without another look, and is bounded also where nothing was found', async () => {
    await ask(0);
    await ask(0);
    expect(looks).toBe(1);
    for (let moment = 1; moment < 70_000; moment++) await ask(moment);
    expect(looks).toBe(70_000);
    await ask(0);
    expect(looks).toBe(70_001);
  });
});
