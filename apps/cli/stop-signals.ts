/**
 * Aborts at the first Ctrl-C, SIGTERM or closed terminal, for an orderly stop; the second one calls `force`.
 */
export function stopSignals(force: () => void): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) force();
      else controller.abort(name);
    });
  }
  return controller.signal;
}

/** The work's result; throws the signal's reason as soon as it aborts, leaving the work to come to its end unheard. */
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
