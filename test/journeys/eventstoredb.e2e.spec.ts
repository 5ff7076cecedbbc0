import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from '../support/eventually.js';
import { startFakeEventStoreDb, type FakeEventStoreDb } from '../support/eventstoredb/server.js';
import { dataFolder, TiendoProcess } from '../support/tiendo-process.js';

const shell = promisify(execFile);
const MINUTES = 60_000;

describe('with EventStoreDB as the event store', () => {
  const folder = dataFolder();
  let server: FakeEventStoreDb;
  let tiendo: TiendoProcess;

  beforeAll(async () => {
    server = await startFakeEventStoreDb();
    tiendo = await TiendoProcess.started(folder.path, { TIENDO_EVENT_STORE_URL: server.connectionString });
  }, 2 * MINUTES);
  afterAll(async () => {
    tiendo.kill('SIGTERM');
    await tiendo.ended;
    await server.stop();
    await folder.clear();
  });

  it('the printed examples work, and the history is there', async () => {
    const commands = tiendo.output.split('\n').filter((line) => line.startsWith('  curl '));
    const answers = [];
    for (const command of commands) answers.push(JSON.parse((await shell('sh', ['-c', command])).stdout));
    const [progress, recorded, history] = answers as [{ items: unknown[] }, { position: string }, { items: unknown[] }];
    expect(progress.items).toHaveLength(6);
    expect(recorded.position).toMatch(/^\d+\/\d+$/);
    expect(history.items).toHaveLength(2);
  });

  it(
    'a server that was killed and comes back is used again',
    async () => {
      await server.kill();
      await server.start();
      const headers = { authorization: tiendo.authorization(), 'content-type': 'application/json' };
      const figure = { shape: 'ratio', numerator: '60', denominator: '84' };
      const body = JSON.stringify({
        indicatorId: 'household-relocation',
        localityId: 'vn-08@base',
        asOf: '2021-10-31',
        basis: 'actual',
        figure,
      });
      const position = await eventually(async () => {
        const answer = await fetch(`${tiendo.url}/v1/measurements`, {
          method: 'POST',
          headers: { ...headers, 'idempotency-key': 'after-the-kill' },
          body,
        });
        expect(answer.status).toBe(201);
        return ((await answer.json()) as { position: string }).position;
      }, 60_000);
      await eventually(async () => {
        const url = `${tiendo.url}/v1/progress?asOf=2021-10-31&locality=vn-08@base&indicator=household-relocation`;
        const answer = await fetch(url, { headers: { ...headers, 'x-read-after': position } });
        const { items } = (await answer.json()) as { items: { locality: { id: string }; numerator: string }[] };
        expect(items.find(({ locality }) => locality.id === 'vn-08@base')?.numerator).toBe('60');
      }, 60_000);
    },
    MINUTES,
  );
});
