/** npm passes a Ctrl-C on although the terminal has sent it already; a person who insists takes longer than this. */
const SAME_KEYSTROKE_MS = 500;

/** Calls `stop` for the first request to stop and `force` for one that comes again, echoes left out. */
export function insisting(stop: () => void, force: () => void): () => void {
  let first: number | undefined;
  return () => {
    const now = performance.now();
    if (first === undefined) {
      first = now;
      stop();
    } else if (now - first > SAME_KEYSTROKE_MS) {
      force();
    }
  };
}

/** Aborts at the first Ctrl-C, SIGTERM or closed terminal, for an orderly stop; the second one calls `force`. */
export function stopSignals(force: () => void): AbortSignal {
  const controller = new AbortController();
  const asked = insisting(() => controller.abort(), force);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, asked);
  return controller.signal;
}

/** The work's result; throws `Stopped` as soon as the signal aborts, leaving the work to come to its end unheard. */
export async function orStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  work.catch(() => {});
  if (signal.aborted) throw new Stopped();
  return await new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Stopped()), { once: true });
    work.then(resolve, reject);
  });
}

/** Somebody asked to stop. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
