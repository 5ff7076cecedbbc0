import type { EventStore, NewEvent } from '../../libs/event-store/event-store.js';

/** What the conformance suite needs of an engine under test. One harness serves a whole suite, on one server with an initially empty store. */
export interface EventStoreHarness {
  /** Opens one more client of the same store, ready to use. The suite closes it. */
  open(options?: { readonly maxEventBytes?: number }): Promise<EventStore>;

  /** Ends the server at once, as kill -9 would: no goodbye on the connections, nothing acknowledged is lost. */
  killServer(): Promise<void>;

  /** Starts the killed server again at the same address; resolves when it accepts connections. Its caches are empty. */
  startServer(): Promise<void>;

  /**
   * Only for engines where writers may overlap: begins an append that has been through everything but its commit.
   * Other appends go on meanwhile or wait, as the engine likes; `commit` makes these events visible.
   */
  beginAppend?(stream: string, events: readonly NewEvent[]): Promise<{ commit(): Promise<void> }>;

  /** How a child process opens the store: `import(module)`, then call its export `name` with `args`. TypeScript is fine. */
  readonly opener: { readonly module: string; readonly name: string; readonly args: readonly unknown[] };

  /** Stops the server and removes its data. */
  dispose(): Promise<void>;
}
