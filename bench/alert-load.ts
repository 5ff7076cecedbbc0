import { setTimeout as sleep } from 'node:timers/promises';
import type { Position } from '../libs/event-store/event-store.js';

/** A figure that was acknowledged, and when its alert came on the stream; milliseconds of the machine's clock. */
export interface Posted {
  readonly position: Position;
  readonly at: number;
  readonly alertAt: number;
}

const POSTS = 2_000;
const PER_SECOND = 200;

/** Posts one figure for each of so many communes, unchanged since March, and listens for the alerts that they raise. */
async function run({ url, token }: { readonly url: string; readonly token: string }): Promise<void> {
  const seen = new Map<string, number>();
  const listening = new AbortController();
  const stream = listen(`${url}/v1/alerts/stream`, token, seen, listening.signal);
  await sleep(500);
  const acknowledged = await paced(url, token);
  for (const until = Date.now() + 60_000; Date.now() < until && acknowledged.some(({ targetId }) => !seen.has(targetId));) await sleep(50);
  listening.abort();
  await stream;
  process.send?.(acknowledged.map(({ targetId, position, at }) => ({ position, at, alertAt: seen.get(targetId) ?? Infinity })));
}

async function listen(url: string, token: string, seen: Map<string, number>, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` }, signal });
  let rest = '';
  try {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const id = /^data: .*"targetId":"([^"]+)"/.exec(line)?.[1];
        if (id !== undefined && !seen.has(id)) seen.set(id, Date.now());
      }
    }
  } catch {
    // Given up.
  }
}

type Acknowledged = Omit<Posted, 'alertAt'> & { readonly targetId: string };

async function paced(url: string, token: string): Promise<readonly Acknowledged[]> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const started = performance.now();
  const posts: Promise<Acknowledged>[] = [];
  for (let n = 1; n <= POSTS; n++) {
    const wait = started + (n * 1_000) / PER_SECOND - performance.now();
    if (wait > 1) await sleep(wait);
    const body = JSON.stringify({
      ...{ indicatorId: 'bench-1', localityId: `vn-${String(n).padStart(5, '0')}@bench`, asOf: '2021-06-14', basis: 'actual' },
      figure: { shape: 'ratio', numerator: String(3 * (40 + (n % 50))), denominator: '1000' },
    });
    posts.push(
      fetch(`${url}/v1/measurements`, { method: 'POST', headers, body }).then(async (response) => {
        if (response.status >= 300) throw new Error(await response.text());
        const { position } = (await response.json()) as { position: Position };
        return { targetId: `bench-1-${n}`, position, at: Date.now() };
      }),
    );
  }
  return Promise.all(posts);
}

if (process.send) process.once('message', (to) => void run(to as Parameters<typeof run>[0]).then(() => process.disconnect?.()));
