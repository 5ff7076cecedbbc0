import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { EventStoreHarness } from './event-store-harness.js';
import { count, eventually, ids, idsOf, newCategory, newEvents, newStream, take, type World } from './event-store.world.js';

export function describeFaults(world: () => World, canKill: boolean): void {
  (canKill ? describe : describe.skip)('when the server goes', () => {
    describeServerLoss(world);
  });
  describe('closing', () => {
    describeClosing(world);
  });
}

function describeServerLoss(world: () => World): void {
  it('subscribes again by itself, skipping and doubling nothing', async () => {
    const { harness, store } = world();
    const [from, stream, events] = [await store.head(), newStream(), newEvents(6)];
    const seen: string[] = [];
    const following = take(store.subscribe({ from }), (all, batch) => (seen.push(...ids(batch.events)), all.length >= 6));
    await store.append(stream, 'no_stream', events.slice(0, 2));
    while (seen.length < 2) await sleep(10);
    await harness.killServer();
    await sleep(300);
    await harness.startServer();
    await eventually(() => store.append(stream, 1, events.slice(2, 4)));
    await store.append(stream, 3, events.slice(4));
    await following;
    expect(seen).toEqual(ids(events));
  });

  it('loses nothing acknowledged and doubles nothing repeated when killed among sixteen writers', async () => {
    const { harness, store } = world();
    const [from, category] = [await store.head(), newCategory()];
    const following = take(store.subscribe({ from, filter: { categories: [category] } }), count(16 * 20));
    let acknowledged = 0;
    const writing = Promise.all(
      Array.from({ length: 16 }, async () => {
        const [stream, own] = [newStream(category), newEvents(20)];
        for (const [n, event] of own.entries()) {
          await eventually(() => store.append(stream, n === 0 ? 'no_stream' : n - 1, [event]));
          acknowledged++;
        }
        return { stream, own };
      }),
    );
    while (acknowledged < 60) await sleep(1);
    await harness.killServer();
    await harness.startServer();
    for (const { stream, own } of await writing) expect(await idsOf(store, stream)).toEqual(ids(own));
    expect(new Set(ids(await following)).size).toBe(16 * 20);
  });

  it('fails with StoreUnavailable, not for ever, while there is no server', async () => {
    const { harness } = world();
    const store = await harness.open();
    const stream = newStream();
    await harness.killServer();
    try {
      const outcomes = await Promise.allSettled([store.append(stream, 'no_stream', newEvents(1)), store.readStream(stream), store.head()]);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    } finally {
      await harness.startServer();
      await store.close();
    }
  }, 120_000);
}

function describeClosing(world: () => World): void {
  it('leaves no handle: a process that appended, read and subscribed exits by itself', async () => {
    const { output, code } = await runChild(
      world().harness,
      `
      const id = crypto.randomUUID();
      await store.append('child-' + id, 'no_stream', [{ id, type: 'Happened', data: {}, metadata: {} }]);
      await store.readStream('child-' + id);
      for await (const batch of store.subscribe({ filter: { categories: ['child'] } })) if (batch.caughtUp) break;
      const abort = new AbortController();
      const following = (async () => { for await (const batch of store.subscribe({ signal: abort.signal })) if (batch.caughtUp) abort.abort(); })();
      await following;
      await store.close();
      console.log('closed');`,
    );
    expect(output).toBe('closed\n');
    expect(code).toBe(0);
  }, 120_000);
}

function runChild({ opener }: EventStoreHarness, body: string): Promise<{ output: string; code: number | null }> {
  const program = `const { [${JSON.stringify(opener.name)}]: open } = await import(${JSON.stringify(opener.module)});
    const store = await open(...${JSON.stringify(opener.args)});${body}`;
  const register = fileURLToPath(new URL('../support/register-typescript.js', import.meta.url));
  const child = spawn(process.execPath, ['--import', register, '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve) =>
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ output, code });
    }),
  );
}
