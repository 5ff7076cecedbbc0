import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../apps/cli/embedded-postgres/processes.js';
import { eventually } from '../support/eventually.js';
import { dataFolder, TiendoProcess } from '../support/tiendo-process.js';

const MINUTES = 60_000;

/** Moments of a first start, in milliseconds: while PostgreSQL is made, while the catalogue is loaded, while the services start. */
const MOMENTS = [150, 500, 900, 1_400, 2_000, 3_000];

async function record(tiendo: TiendoProcess, day: number): Promise<string | null> {
  const asOf = new Date(Date.UTC(2021, 8, 1) + day * 86_400_000).toISOString().slice(0, 10);
  const figure = { shape: 'ratio', numerator: String(Math.min(84, 38 + Math.floor(day / 10))), denominator: '84' };
  const body = JSON.stringify({ indicatorId: 'household-relocation', localityId: 'vn-08@base', year: 2021, asOf, basis: 'actual', figure });
  const headers = { authorization: tiendo.authorization(), 'content-type': 'application/json' };
  const answer = await fetch(`${tiendo.url}/v1/measurements`, { method: 'POST', headers, body }).catch(() => null);
  // Where the kill falls between head and body, nothing was acknowledged.
  const told = answer?.status === 201 ? ((await answer.json().catch(() => null)) as { id: string } | null) : null;
  return told?.id ?? null;
}

async function storedIds(tiendo: TiendoProcess): Promise<string[]> {
  const url = `${tiendo.url}/v1/events?stream=measurement-household-relocation.vn-08@base.2021&limit=1000`;
  const answer = (await (await fetch(url, { headers: { authorization: tiendo.authorization() } })).json()) as {
    items: { data: { asOf: string } }[];
  };
  return answer.items.map(({ data }) => `household-relocation.vn-08@base.2021.${data.asOf}.actual`);
}

/** The figures behind the target's course, once the read side stands where the store does. */
async function shownIds(tiendo: TiendoProcess): Promise<string[]> {
  const url = `${tiendo.url}/v1/targets/tq-2021-08-relocation/progress?asOf=2022-06-30`;
  const { points } = (await (await fetch(url, { headers: { authorization: tiendo.authorization() } })).json()) as {
    points: { id: string }[];
  };
  return points.map(({ id }) => id);
}

describe('kill -9', () => {
  const folder = dataFolder();
  afterAll(() => folder.clear());

  it.each(MOMENTS)('%i ms after a start leaves nothing that the next start cannot mend', async (moment) => {
    const tiendo = TiendoProcess.run(folder.path, ['start']);
    await sleep(moment);
    tiendo.kill('SIGKILL');
    expect({ ...(await tiendo.ended), output: tiendo.output }).toMatchObject({
      signal: 'SIGKILL',
      output: expect.not.stringContaining('tiendo: '),
    });
  });

  it(
    'loses nothing that was acknowledged, and the services end with what started them',
    async () => {
      const first = await TiendoProcess.started(folder.path);
      const [api, projector] = await first.offspring();
      const acknowledged: string[] = [];
      let day = 0;
      const writing = (async () => {
        for (let id = await record(first, day); id !== null; id = await record(first, ++day)) acknowledged.push(id);
      })();
      await eventually(() => expect(acknowledged.length).toBeGreaterThan(20), 20_000);
      for (const pid of [api!, first.pid]) process.kill(pid, 'SIGKILL');
      await writing;
      await eventually(() => expect([api!, projector!].filter(isAlive)).toEqual([]), 20_000);

      const second = await TiendoProcess.started(folder.path);
      const stored = await storedIds(second);
      expect(stored).toEqual(expect.arrayContaining(acknowledged));
      expect(new Set(stored).size).toBe(stored.length);
      await eventually(async () => expect(await shownIds(second)).toEqual(expect.arrayContaining(acknowledged)), 20_000);
      second.kill('SIGTERM');
      expect(await second.ended).toEqual({ code: 0, signal: null });
    },
    3 * MINUTES,
  );

  it(
    'of PostgreSQL ends the program with one line, and the next start recovers',
    async () => {
      const tiendo = await TiendoProcess.started(folder.path);
      process.kill((await tiendo.offspring())[2]!, 'SIGKILL');
      expect(await tiendo.ended).toEqual({ code: 1, signal: null });
      expect(tiendo.output).toContain('PostgreSQL');
      expect(tiendo.output).not.toMatch(/^\s+at /m);
      const again = await TiendoProcess.started(folder.path);
      expect(await storedIds(again)).not.toEqual([]);
      again.kill('SIGTERM');
      await again.ended;
    },
    3 * MINUTES,
  );
});
