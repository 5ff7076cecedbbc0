import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Sql } from 'postgres';
import { alertCodec } from '../../libs/domain/alert/alert.codec.js';
import { alertStream, type AlertEvent, type Evidence } from '../../libs/domain/alert/alert.events.js';
import { indicatorCodec } from '../../libs/domain/indicator/indicator.codec.js';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { EventCodec } from '../../libs/domain/kernel/codec.js';
import type { Actor } from '../../libs/domain/kernel/command.js';
import type { DomainEvent } from '../../libs/domain/kernel/decider.js';
import { localityCodec } from '../../libs/domain/locality/locality.codec.js';
import { subscriptionCodec } from '../../libs/domain/subscription/subscription.codec.js';
import { subscriptionStream, type Channel, type SubscriptionTerms } from '../../libs/domain/subscription/subscription.events.js';
import { webhookCodec } from '../../libs/domain/subscription/webhook.codec.js';
import { webhookStream } from '../../libs/domain/subscription/webhook.events.js';
import { uuidV7 } from '../../libs/event-store/event-ids.js';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { todayInVietnam } from '../../libs/features/http/today.js';
import { eventually } from './eventually.js';
import { PLANNER } from './projected.js';
import { district, indicator, locality, NATION_FACTS } from './samples.js';

export const EVIDENCE: Evidence = {
  actual: '41',
  expected: '55',
  unit: '%',
  asOf: '2021-08-31',
  basis: 'actual',
  measurementIds: [],
  milestone: null,
  ruleVersion: '1',
  sentence: { vi: 'Đạt 41 % so với 55 % dự kiến.', en: '41 % against 55 % expected.' },
};

/** The day for what must not look as if it were recorded late, also when midnight passes before it is recorded. */
export const freshDay = (): CivilDate => todayInVietnam(Date.now() + 60_000);

/**
 * Resolves when the deliverer has looked at all lanes since the call, twice: each time a message of a lane of its own is gone. Leaves an
 * attempt where it cannot be delivered.
 */
export async function lookedAround(sql: Sql): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const [id, nobody] = [randomUUID(), randomUUID()];
    await sql`
      insert into notifications.outbox (id, event_id, subscription_id, person_id, channel, recipient, lane, target_id, episode, news, recorded_at, due_at, state)
      values (${id}, ${id}, 'nobody', 'nobody', 'email', ${nobody}, ${`email:${nobody}`}, 't', 1, '{}', '2020-01-01', '2020-01-01', 'waiting')`;
    await eventually(async () =>
      expect((await sql`select state from notifications.outbox where id = ${id}`)[0]?.state).not.toBe('waiting'),
    );
  }
}

/** Writes what a test needs of alerts, subscriptions and endpoints straight into a store. */
export class Newsroom {
  constructor(
    readonly store: EventStore,
    private readonly sql: Sql,
  ) {}

  async write<Event extends DomainEvent>(codec: EventCodec<Event>, stream: string, event: Event, actor: Actor = PLANNER): Promise<string> {
    const { type, schemaVersion, data } = codec.encode(event);
    const id = uuidV7();
    const metadata = { commandId: id, correlationId: id, causationId: id, actor, schemaVersion };
    await this.store.append(stream, 'any', [{ id, type, data, metadata }]);
    return id;
  }

  /** Tuyên Quang, its district Na Hang, and the indicator. */
  async places(): Promise<void> {
    for (const data of [NATION_FACTS, locality(), district()]) {
      await this.write(localityCodec, `locality-${data.localityId}`, { type: 'LocalityRegistered', data });
    }
    await this.write(indicatorCodec, 'indicator-relocated-households', { type: 'IndicatorDefined', data: indicator() });
  }

  subscribe(subscriptionId: string, channel: Channel, terms: Partial<SubscriptionTerms> = {}): Promise<string> {
    const data: SubscriptionTerms = {
      subscriptionId,
      personId: `person-of-${subscriptionId}`,
      localities: ['vn-08@base'],
      kinds: ['behind'],
      severities: ['critical', 'warning', 'notice'],
      channel,
      ...terms,
    };
    return this.write(subscriptionCodec, subscriptionStream(subscriptionId), { type: 'SubscriptionSet', data });
  }

  /** An address that is proven to be its giver's. */
  async contact(id: string, address: string): Promise<void> {
    await this.sql`insert into notifications.contact (id, person_id, address, confirmed_at) values (${id}, 'somebody', ${address}, now())`;
  }

  async endpoint(endpointId: string, url: string, secret = 'whsec_c2VjcmV0'): Promise<void> {
    const secrets = this.sql.json([{ secret, until: null }]);
    await this.sql`
      insert into notifications.endpoint (id, person_id, url, secrets) values (${endpointId}, 'somebody', ${url}, ${secrets})
      on conflict (id) do update set url = excluded.url`;
    const data = { endpointId, personId: 'somebody', urlOrigin: new URL(url).origin, urlHash: url };
    await this.write(webhookCodec, webhookStream(endpointId), { type: 'WebhookEndpointSet', data });
  }

  /** A district's alert of today; answers with the event's id. */
  raise(targetId: string, change: Partial<Extract<AlertEvent, { type: 'AlertRaised' }>['data']> = {}): Promise<string> {
    const data = {
      targetId,
      episode: 1,
      indicatorId: 'relocated-households',
      localityId: 'vn-072@base',
      kind: 'behind',
      severity: 'warning',
      day: freshDay(),
      evidence: EVIDENCE,
      ...change,
    } as const;
    return this.alert(targetId, { type: 'AlertRaised', data });
  }

  alert(targetId: string, event: AlertEvent, actor?: Actor): Promise<string> {
    return this.write(alertCodec, alertStream(targetId), event, actor);
  }
}

export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A webhook receiver; `answer` gives a status, at once or later, or null to hang. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
  answer: (request: Received, count: number) => number | null | Promise<number>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', async () => {
      const one = { headers: request.headers, body };
      received.push(one);
      const status = await receiver.answer(one, received.length);
      if (status !== null) response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answer: () => 204,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** The bytes of a quoted-printable mail as text. */
export const decodedMail = (raw: string): string =>
  raw.replace(/=\r?\n/g, '').replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString());

/** The path of the first link of that kind in a mail. */
export function linkIn(raw: string, path: '/mail/confirmation' | '/mail/unsubscription'): string {
  return new RegExp(`${path}/[\\w.-]+`).exec(decodedMail(raw))?.[0] ?? '';
}

export interface ReceivedMail {
  readonly to: readonly string[];
  readonly raw: string;
  readonly messageId: string;
}

/** A mail server; `refuse` gives the answer to a recipient or to a message, null to take it. */
export interface MailServer {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  refuse: (address: string) => { readonly code: number } | null;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, callback) => {
      const refusal = house.refuse(address);
      callback(refusal ? Object.assign(new Error(`no <${address}>`), { responseCode: refusal.code }) : null);
    },
    onData: (stream, session, callback) => {
      let raw = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (raw += chunk));
      stream.on('end', () => {
        const messageId = /^Message-ID: <(.*)>/im.exec(raw)?.[1] ?? '';
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, messageId });
        callback();
      });
    },
  });
  // A client that was killed.
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  const house: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refuse: () => null,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  };
  return house;
}
