import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Sql } from 'postgres';
import { endSubscription } from '../../domain/subscription/subscription.decide.js';
import { subscriptionStream } from '../../domain/subscription/subscription.events.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { uuidV7 } from '../../event-store/event-ids.js';
import { todayInVietnam } from '../http/today.js';
import { SQL } from '../http/tokens.js';
import { confirmContact, withdrawContact } from './confirmations.js';
import { DELIVERER } from './disable-endpoint.js';
import { LINK_PATHS, linkKey, rightOf } from './links.js';
import { MAIL_PAGE_HEADERS, MAIL_PAGES, mailPage } from './mail-pages.js';
import { SUBSCRIPTION } from './subscriptions.handler.js';

type Page = keyof typeof MAIL_PAGES;

const REASON = 'ngừng nhận qua liên kết trong thư / stopped by the link in a mail';
const MOST_BODY_BYTES = 4_096;
const STATUS: Partial<Record<Page, number>> = { invalid: 410, failed: 503 };

/**
 * The pages that links in mails lead to. They need no token: whoever reads the mail holds the link. GET changes nothing, for mail programs
 * follow links by themselves; POST is the button, and the one click of RFC 8058.
 */
@Injectable()
export class MailLinks implements OnModuleInit {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost<FastifyAdapter>,
  ) {}

  onModuleInit(): void {
    const acts = { confirm: (token: string) => this.confirm(token), stop: (token: string) => this.stop(token) };
    // A room of its own: the rest of the API takes JSON alone, and of these bodies nothing is read.
    // Not awaited: Fastify would load its plugins at once, before the API has set how errors are answered.
    void this.host.httpAdapter.getInstance().register((room, _, done) => {
      room.removeAllContentTypeParsers();
      room.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BODY_BYTES }, (_request, _body, parsed) =>
        parsed(null, undefined),
      );
      for (const kind of ['confirm', 'stop'] as const) {
        const path = `${LINK_PATHS[kind]}/:token`;
        room.get(path, (_request, reply) => reply.headers(MAIL_PAGE_HEADERS).send(mailPage(MAIL_PAGES[kind])));
        room.post<{ Params: { token: string } }>(path, async ({ params }, reply) => {
          const page = await acts[kind](params.token).catch(() => 'failed' as const);
          return reply
            .code(STATUS[page] ?? 200)
            .headers(MAIL_PAGE_HEADERS)
            .send(mailPage(MAIL_PAGES[page]));
        });
      }
      done();
    });
  }

  private async confirm(token: string): Promise<Page> {
    const right = rightOf(token, await linkKey(this.sql), 'confirm');
    return right && (await confirmContact(this.sql, right.contactId, right.askedAt, Date.now())) ? 'confirmed' : 'invalid';
  }

  /** The address counts as not proven from now on, whatever becomes of the events; a repeat does what is left. */
  private async stop(token: string): Promise<Page> {
    const right = rightOf(token, await linkKey(this.sql), 'stop');
    if (!right) return 'invalid';
    for (const { id, personId } of await withdrawContact(this.sql, right.contactId)) {
      const commandId = uuidV7();
      const context = { commandId, correlationId: commandId, causationId: commandId, actor: DELIVERER, today: todayInVietnam() };
      await this.handling.handle(SUBSCRIPTION, subscriptionStream(id), { ...context, key: null, ifMatch: null }, (state) =>
        endSubscription({ subscriptionId: id, personId, reason: REASON }, state),
      );
    }
    return 'stopped';
  }
}
