/** An answer of the API with its JSON body; an empty body is null, plain text stands as it is. */
export interface Answer<Body = never> {
  readonly status: number;
  readonly headers: Headers;
  // Tests say what they expect of a body by asserting on it.
  readonly body: [Body] extends [never] ? any : Body; // eslint-disable-line @typescript-eslint/no-explicit-any
}

const PATIENCE_MS = 20_000;

/** Speaks to a running API as one person, in English so that messages can be asserted. */
export class HttpClient {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  /** A read that the tables have not come to yet is asked again for a while, as whoever wrote would. */
  async get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const answer: Answer = await this.send('GET', path, undefined, headers);
      if (answer.body?.code !== 'read_after_timeout' || Date.now() > until) return answer;
    }
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.send('POST', path, body, headers);
  }

  /** Posts and throws on a refusal: for the steps of a journey that are not its subject. */
  async done(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const answer = await this.post(path, body, headers);
    if (answer.status >= 300) throw new Error(`POST ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer;
  }

  private async send(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Answer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        'accept-language': 'en',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /^[^;]*json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: text === '' ? null : isJson ? JSON.parse(text) : text };
  }
}
