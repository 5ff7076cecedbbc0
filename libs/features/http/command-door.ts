import { Inject, Injectable } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { DomainError } from '../../domain/kernel/errors.js';
import type { CommandRequest } from './command-request.js';
import type { HttpReply } from './http-request.js';
import { Idempotency } from './idempotency.js';
import { InvalidRequest } from './refusals.js';

/** What is sent back: a body, its status, and the revision for the ETag where one stream was written. */
export interface Outcome {
  readonly status: number;
  readonly body: object;
  readonly revision: number | null;
}

/** Sends commands to their handlers and their answers to the caller, once per Idempotency-Key. */
@Injectable()
export class CommandDoor {
  constructor(
    @Inject(CommandBus) private readonly bus: CommandBus,
    @Inject(Idempotency) private readonly idempotency: Idempotency,
  ) {}

  /** Carries out a command on one thing and answers with `status` (201 where something came into being, else 200). */
  send(request: CommandRequest, reply: HttpReply, command: ICommand & object, status: 200 | 201, body: unknown): Promise<void> {
    return this.answer(request, reply, body, async () => {
      const answer = await this.bus.execute<ICommand, CommandAnswer>(command);
      return { status, body: answer, revision: answer.revision };
    });
  }

  /**
   * Carries out `work` and sends its outcome; a keyed request that was answered before is answered the same again. A refusal
   * frees the key; after any other failure it is not known what was written, and the key stays with its request.
   */
  async answer(request: CommandRequest, reply: HttpReply, body: unknown, work: () => Promise<Outcome>): Promise<void> {
    if (request.key === null) return deliver(reply, await work());
    const { kept, isNew } = await this.idempotency.claim(request.commandId, body);
    if (kept) return send(reply.header('idempotency-replayed', 'true'), kept);
    try {
      const outcome = await work();
      const answer = { status: outcome.status, etag: etagOf(outcome), answer: JSON.stringify(outcome.body) };
      if (outcome.status < 400) await this.idempotency.keep(request.commandId, answer);
      else if (isNew) await this.idempotency.release(request.commandId);
      send(reply, answer);
    } catch (error) {
      if (isNew && isRefusal(error)) await this.idempotency.release(request.commandId);
      throw error;
    }
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof DomainError || error instanceof InvalidRequest;
}

function deliver(reply: HttpReply, outcome: Outcome): void {
  send(reply, { status: outcome.status, etag: etagOf(outcome), answer: JSON.stringify(outcome.body) });
}

function send(reply: HttpReply, { status, etag, answer }: { status: number; etag: string | null; answer: string }): void {
  if (etag !== null) reply.header('etag', etag);
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8';
  reply.code(status).header('content-type', type).send(answer);
}

function etagOf({ revision }: Outcome): string | null {
  return revision === null ? null : `"${revision}"`;
}
