import type { Loaded } from './aggregate.js';

const MOST_STATES = 50_000;

/** The states of the streams that this process wrote last; the ones not written for longest make room. */
export class RecentStates {
  private readonly states = new Map<string, Loaded<unknown>>();

  get<State>(stream: string): Loaded<State> | undefined {
    return this.states.get(stream) as Loaded<State> | undefined;
  }

  /** Keeps the newer of what is known and what is given. */
  put(stream: string, loaded: Loaded<unknown>): void {
    const known = this.states.get(stream);
    if (known && known.revision > loaded.revision) return;
    this.states.delete(stream);
    this.states.set(stream, loaded);
    if (this.states.size > MOST_STATES) this.dropOldest();
  }

  private dropOldest(): void {
    const [oldest] = this.states.keys();
    if (oldest !== undefined) this.states.delete(oldest);
  }
}
