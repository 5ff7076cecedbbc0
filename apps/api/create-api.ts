import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino, type Logger } from 'pino';
import type { Sql } from 'postgres';
import 'reflect-metadata';
import type { EventStore } from '../../libs/event-store/event-store.js';
import { authenticate } from '../../libs/features/access/authenticate.js';
import { TokenVerifier } from '../../libs/features/access/token-verifier.js';
import { acceptFiles } from '../../libs/features/directives/uploaded-file.js';
import type { HttpReply, HttpRequest } from '../../libs/features/http/http-request.js';
import { prepareIdempotency } from '../../libs/features/http/idempotency.js';
import { BODY_LIMIT_BYTES } from '../../libs/features/http/problem.js';
import { ProblemFilter } from '../../libs/features/http/problem.filter.js';
import { refuseUnstorable } from '../../libs/features/http/storable-text.js';
import { RouteTable, type Route } from '../../libs/features/http/route-table.js';
import { AppModule } from './app.module.js';
import type { ApiConfig } from './config.js';
import { serveDocs } from './docs.js';
import { nestLog } from './nest-log.js';
import { servePage } from './page.js';
import { logRequests } from './request-log.js';

/** From the first byte of a request to its last: whoever sends slower only holds a connection. */
const REQUEST_TIMEOUT_MS = 120_000;
/** A measurement's id holds two ids, a year, a date and a basis. */
const MAX_PARAM_LENGTH = 400;
const SWEEP_MS = 20;

export interface ApiParts {
  readonly eventStore: EventStore;
  /** Client of the read database; the caller closes it. */
  readonly sql: Sql;
  readonly config: ApiConfig;
  /** Default: silent. */
  readonly log?: Logger;
}

export interface Api {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  readonly port: number;
  readonly app: NestFastifyApplication;
  readonly routes: readonly Route[];
  /** Takes no new connection, lets requests under way finish, then resolves. */
  close(): Promise<void>;
}

/** Starts the HTTP API on `config.host` and `config.port`. Rejects when the port is taken (`EADDRINUSE`). */
export async function createApi({ eventStore, sql, config, log = pino({ level: 'silent' }) }: ApiParts): Promise<Api> {
  await prepareIdempotency(sql);
  const table = new RouteTable();
  const problems = new ProblemFilter(log, table);
  const adapter = adapterFor(problems);
  adapter.getInstance().addHook('onRoute', ({ method, path }) => [method].flat().forEach((one) => table.add(one, path)));
  adapter.getInstance().addHook('onRequest', authenticate(new TokenVerifier(config.access)));
  adapter.getInstance().addHook('preValidation', refuseUnstorable as never);
  logRequests(adapter, log);
  const module = AppModule.with({ eventStore, sql, log });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: nestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  adapter.getInstance().removeContentTypeParser('text/plain');
  acceptFiles(adapter);
  app.useGlobalFilters(problems);
  serveDocs(app);
  servePage(app);
  const fresh = unused(app.getHttpServer() as Server);
  await app.listen(config.port, config.host);
  const { port } = app.getHttpServer().address() as { port: number };
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return { url: `http://${host}:${port}`, port, app, routes: table.routes, close: () => drain(app, fresh) };
}

/** Connections on which nobody has asked anything yet: browsers open some in advance, and to Node they are not idle. */
function unused(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', ({ socket }) => sockets.delete(socket));
  return sockets;
}

/** A connection that is kept alive becomes idle only once its request is answered, so idle ones are closed again and again. */
async function drain(app: NestFastifyApplication, fresh: ReadonlySet<Socket>): Promise<void> {
  const server = app.getHttpServer();
  const sweep = setInterval(() => {
    server.closeIdleConnections();
    for (const socket of fresh) socket.destroy();
  }, SWEEP_MS);
  try {
    await app.close();
  } finally {
    clearInterval(sweep);
  }
}

function adapterFor(problems: ProblemFilter): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    forceCloseConnections: 'idle',
    skipMiddie: true,
    // What the router refuses before any route is known.
    frameworkErrors: ((error: unknown, request: HttpRequest, reply: HttpReply) => problems.answer(error, request, reply)) as never,
  });
}
