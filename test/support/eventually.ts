import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats `probe` until it passes; after `withinMs` its last failure is thrown. */
export async function eventually<T>(probe: () => Promise<T> | T, withinMs = 20_000): Promise<T> {
  const until = Date.now() + withinMs;
  for (let pause = 5; ; pause = Math.min(pause * 2, 100)) {
    try {
      return await probe();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(pause);
    }
  }
}
