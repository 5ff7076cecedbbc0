import { answerOf, ask } from './api.js';
import { sseReader } from './sse.js';
import type { Language } from './words.js';

export interface LiveListener {
  /** A message as JSON, and its position. */
  readonly told: (data: string, position: string) => void;
  /** The stream is open (again). */
  readonly connected: () => void;
  /** It broke off or cannot be opened; the next attempt comes by itself. */
  readonly lost: () => void;
  /** The API refused the stream: no attempt follows. */
  readonly refused: (error: unknown) => void;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** The API sends a heartbeat every fifteen seconds; three of them missing mean a connection that only looks alive. */
const SILENCE_MS = 45_000;

/** Follows a stream of the API with the token, which `EventSource` cannot send, and goes on from where it was after every break. */
export class LiveStream {
  private ending = new AbortController();
  private position = '';
  private failures = 0;
  private goOn: () => void = () => {};

  constructor(
    private readonly path: string,
    private readonly listener: LiveListener,
  ) {}

  /** Follows from after `position`, or from now on where it is empty; whatever was followed before ends. */
  start(position: string, language: Language): void {
    this.stop();
    this.position = position;
    this.ending = new AbortController();
    void this.run(language, this.ending.signal);
  }

  stop(): void {
    this.ending.abort();
    this.goOn();
  }

  /** Ends the pause between two attempts. */
  retryNow(): void {
    this.failures = 0;
    this.goOn();
  }

  private async run(language: Language, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const response = await this.open(language, signal);
        if (response.status >= 400 && response.status < 500 && response.status !== 429) await answerOf(response);
        else if (response.ok) await this.listen(response, signal);
        else throw new TypeError(`HTTP ${response.status}`);
      } catch (error) {
        if (signal.aborted) return;
        if (!isBreak(error)) return this.listener.refused(error);
        this.listener.lost();
      }
      await this.pause(signal);
    }
  }

  private open(language: Language, signal: AbortSignal): Promise<Response> {
    return ask(this.path, language, { signal, headers: this.position === '' ? {} : { 'last-event-id': this.position } });
  }

  /** Resolves when the API ends the stream, as it does now and then; rejects with a `TypeError` where it breaks off. */
  private async listen({ body }: Response, signal: AbortSignal): Promise<void> {
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    const feed = sseReader(({ id, data }) => {
      this.position = id;
      this.listener.told(data, id);
    });
    this.failures = 0;
    this.listener.connected();
    for (;;) {
      const { done, value } = await within(SILENCE_MS, reader.read()).catch(async (error: unknown) => {
        await reader.cancel().catch(() => {});
        throw error;
      });
      if (done || signal.aborted) return;
      feed(decoder.decode(value, { stream: true }));
    }
  }

  private pause(signal: AbortSignal): Promise<void> {
    // Spread, so that not every page comes back in the same moment.
    const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.failures++) * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.goOn = () => {
        clearTimeout(timer);
        resolve();
      };
      if (signal.aborted) this.goOn();
    });
  }
}

// What fetch and a reader throw when the network fails them.
const isBreak = (error: unknown): boolean => error instanceof TypeError;

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TypeError('silence')), ms);
  });
  return Promise.race([work, silence]).finally(() => clearTimeout(timer));
}
