/** The server itself may wait some seconds before it says so. */
const TRIES = 6;
const PAUSE_MS = 500;

/** Reads again while the tables have not come to what was just written (503). */
export async function patiently<Answer>(reading: () => Promise<Answer>): Promise<Answer> {
  for (let left = TRIES; ; left--) {
    try {
      return await reading();
    } catch (error) {
      if (left <= 1 || !isBehind(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}

const isBehind = (error: unknown): boolean => error instanceof Error && 'status' in error && error.status === 503;
