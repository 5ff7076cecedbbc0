import { once } from 'node:events';
import { createServer, type AddressInfo, type Server as NetServer, type Socket } from 'node:net';
import grpc from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featuresPb from '@eventstore/db-client/generated/serverfeatures_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import gossipPb from '@eventstore/db-client/generated/gossip_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { append, remove } from './append.service.js';
import { noFaults, type Drop, type Faults } from './faults.js';
import { read, type ReadCall } from './read.service.js';
import { Store } from './store.js';

/**
 * An EventStoreDB of one node inside this process, for tests: a real gRPC server on a real port, built on the client's own
 * generated service definitions, over an in-memory store that keeps to the rules of the real server (see the headers of
 * commit-check.ts, store.ts, subscription.ts and wire.ts for where each rule comes from), and with faults on demand.
 *
 * It offers Streams.Read, Append, Delete and Tombstone, Gossip.Read and ServerFeatures. It does not offer BatchAppend, as servers
 * before 21.6 do not; the engine does not use it (docs/adr/0003-eventstoredb-engine.md).
 */
export interface FakeEventStoreDb {
  readonly connectionString: string;
  readonly port: number;
  readonly store: Store;
  readonly faults: Faults;
  /** Calls received, by method. */
  readonly calls: ReadonlyMap<string, number>;
  /** Events written to subscriptions so far. */
  readonly sentEvents: number;
  /** Subscriptions that are open now. */
  readonly subscriptions: number;
  /** Connections that are open now. */
  readonly connections: number;
  /** Breaks every connection at once (TCP reset); new ones are taken. */
  resetConnections(): void;
  /** Ends every open subscription. */
  dropSubscriptions(how: Drop): void;
  /** The process dies: connections break, new ones are refused, the data stays on disk. */
  kill(): Promise<void>;
  /** The process starts again on the same port and data; only what was in memory is lost. */
  start(): Promise<void>;
  /** `kill` for good. */
  stop(): Promise<void>;
}

/** What the services need of the server. */
export interface Context {
  readonly store: Store;
  readonly faults: Faults;
  readonly maxAppendBytes: number;
  sentEvents: number;
  called(method: string): void;
  /** Notes an open subscription and how to end it; the answer forgets it. */
  subscribed(call: ReadCall, end: (how: Drop) => void): () => void;
  resetConnections(): void;
  self(): { readonly host: string; readonly port: number };
}

export interface FakeOptions {
  /** Default: a new one. Two fakes over one store are two nodes of a cluster. */
  readonly store?: Store;
  /** Default 1 MiB, as the server's MaxAppendSize. */
  readonly maxAppendBytes?: number;
}

const HOST = '127.0.0.1';

/** Starts a fake on a free port of the loopback interface. */
export async function startFakeEventStoreDb(options: FakeOptions = {}): Promise<FakeEventStoreDb> {
  const fake = new Fake(options.store ?? new Store(), options.maxAppendBytes ?? 1024 * 1024);
  await fake.listen(0);
  return fake;
}

class Fake implements FakeEventStoreDb, Context {
  readonly faults = noFaults();
  readonly calls = new Map<string, number>();
  readonly #sockets = new Set<Socket>();
  readonly #open = new Map<ReadCall, (how: Drop) => void>();
  #front: NetServer | undefined;
  #grpc: grpc.Server | undefined;
  port = 0;
  sentEvents = 0;

  constructor(
    readonly store: Store,
    readonly maxAppendBytes: number,
  ) {}

  get connectionString(): string {
    return `esdb://${HOST}:${this.port}?tls=false`;
  }

  get subscriptions(): number {
    return this.#open.size;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  called(method: string): void {
    this.calls.set(method, (this.calls.get(method) ?? 0) + 1);
  }

  subscribed(call: ReadCall, end: (how: Drop) => void): () => void {
    this.#open.set(call, end);
    return () => this.#open.delete(call);
  }

  self(): { readonly host: string; readonly port: number } {
    return { host: HOST, port: this.port };
  }

  resetConnections(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  dropSubscriptions(how: Drop): void {
    for (const end of [...this.#open.values()]) end(how);
  }

  async kill(): Promise<void> {
    const front = this.#front;
    if (front === undefined) return;
    this.#front = undefined;
    front.close();
    this.resetConnections();
    this.#grpc?.forceShutdown();
    await once(front, 'close');
  }

  async start(): Promise<void> {
    this.store.started();
    await this.listen(this.port);
  }

  async stop(): Promise<void> {
    await this.kill();
  }

  /** The sockets are ours, so that they can be reset; gRPC runs over them. */
  async listen(port: number): Promise<void> {
    const server = this.#services();
    const injector = server.createConnectionInjector(grpc.ServerCredentials.createInsecure());
    const front = createServer((socket) => {
      // One that was under way when the server was killed would keep it from closing.
      if (this.#front !== front) return void socket.resetAndDestroy();
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
      injector.injectConnection(socket);
    });
    this.#front = front;
    front.listen(port, HOST);
    await once(front, 'listening');
    this.#grpc = server;
    this.port = (front.address() as AddressInfo).port;
  }

  #services(): grpc.Server {
    // As many calls on one connection as Kestrel, the web server of the real one, takes.
    const server = new grpc.Server({ 'grpc.max_concurrent_streams': 100 });
    server.addService(streamsGrpc.StreamsService, {
      read: read(this),
      append: append(this),
      delete: remove(this, false, () => new streams.DeleteResp()),
      tombstone: remove(this, true, () => new streams.TombstoneResp()),
    });
    server.addService(features.ServerFeaturesService, { getSupportedMethods: supportedMethods(this) });
    server.addService(gossip.GossipService, { read: clusterOfOne(this) });
    return server;
  }
}

type Unary<T> = (call: grpc.ServerUnaryCall<unknown, T>, answer: grpc.sendUnaryData<T>) => void;

/** Source of truth: ServerFeatures.cs (names in lower case). */
function supportedMethods(context: Context): Unary<featuresPb.SupportedMethods> {
  return (_call, answer) => {
    context.called('getSupportedMethods');
    const supported = new featuresPb.SupportedMethods();
    supported.setEventStoreServerVersion('23.10.0');
    for (const name of ['read', 'append', 'delete', 'tombstone']) {
      const method = new featuresPb.SupportedMethod();
      method.setServiceName('event_store.client.streams.streams');
      method.setMethodName(name);
      supported.addMethods(method);
    }
    answer(null, supported);
  };
}

/** Source of truth: Gossip.Read.cs. */
function clusterOfOne(context: Context): Unary<gossipPb.ClusterInfo> {
  return (_call, answer) => {
    context.called('gossip');
    const { host, port } = context.faults.leader ?? context.self();
    const endpoint = new gossipPb.EndPoint();
    endpoint.setAddress(host);
    endpoint.setPort(port);
    const member = new gossipPb.MemberInfo();
    member.setState(gossipPb.MemberInfo.VNodeState.LEADER);
    member.setIsAlive(true);
    member.setHttpEndPoint(endpoint);
    const cluster = new gossipPb.ClusterInfo();
    cluster.addMembers(member);
    answer(null, cluster);
  };
}
