import { ApiError } from './api.js';

/** The server itself waits some seconds before it says so. */
const TRIES = 6;

/** Reads again while the tables have not come to what was just written (503): a decision that is on record must not look refused. */
export async function patiently<Answer>(reading: () => Promise<Answer>): Promise<Answer> {
  for (let left = TRIES; ; left--) {
    try {
      return await reading();
    } catch (error) {
      if (left <= 1 || !(error instanceof ApiError) || error.status !== 503) throw error;
    }
  }
}
