import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ProjectionHealth } from '../../contract/health.js';
import { HealthQueries } from './health.query.js';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** As much as is measured of an answered request. */
interface Answered {
  readonly method: string;
  /** The pattern, `/v1/targets/:id`: a label for each id would never end. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** What Prometheus may ask of this process. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly durations = new Histogram({
    name: 'tiendo_http_request_duration_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly commands = new Counter({
    name: 'tiendo_commands_total',
    help: 'Commands by route and outcome',
    labelNames: ['route', 'outcome'],
    registers: [this.registry],
  });
  private readonly lag = new Gauge({
    name: 'tiendo_projection_lag_events',
    help: 'Events that a projection has not handled yet',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  private readonly lagSeconds = new Gauge({
    name: 'tiendo_projection_lag_seconds',
    help: 'How long the first event that a projection has not handled yet has been waiting',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  private readonly head = new Gauge({
    name: 'tiendo_events_appended',
    help: 'Events ever appended to the store; 0 where the store does not count them',
    registers: [this.registry],
  });
  private readonly stopped = new Gauge({
    name: 'tiendo_projection_stopped',
    help: '1 while a projection is stopped by an event that it cannot take, or held up by what its database refuses',
    labelNames: ['projection'],
    registers: [this.registry],
  });

  constructor(
    @Inject(HttpAdapterHost) { httpAdapter }: HttpAdapterHost<FastifyAdapter>,
    @Inject(HealthQueries) private readonly health: HealthQueries,
  ) {
    collectDefaultMetrics({ register: this.registry });
    // Here and not on start: Fastify measures only routes that are registered after the hook.
    httpAdapter.getInstance().addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'unknown';
      this.observe({ method: request.method, route, status: reply.statusCode, seconds: reply.elapsedTime / 1000 });
      done();
    });
  }

  /** Everything in Prometheus' text format, with the projections as they stand now. */
  async text(): Promise<string> {
    const { projections, head } = await this.health.ready();
    this.lag.reset();
    this.lagSeconds.reset();
    this.stopped.reset();
    for (const projection of projections) this.observeProjection(projection);
    if (head !== null && !head.includes('/')) this.head.set(Number(head));
    return this.registry.metrics();
  }

  private observe({ method, route, status, seconds }: Answered): void {
    this.durations.observe({ method, route, status }, seconds);
    if (method === 'POST') this.commands.inc({ route, outcome: status < 400 ? 'accepted' : status < 500 ? 'refused' : 'failed' });
  }

  private observeProjection({ name, lag, lagSeconds, state }: ProjectionHealth): void {
    if (lag !== null) this.lag.set({ projection: name }, lag);
    if (lagSeconds !== null) this.lagSeconds.set({ projection: name }, lagSeconds);
    this.stopped.set({ projection: name }, state === 'stopped' ? 1 : 0);
  }
}
