import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { hash } from 'node:crypto';
import type { CommandAnswer } from '../../contract/answers.js';
import type { SetSubscriptionRequest } from '../../contract/subscriptions.js';
import { subscriptionCodec } from '../../domain/subscription/subscription.codec.js';
import { endSubscription, setSubscription, subscriptionDecider } from '../../domain/subscription/subscription.decide.js';
import { subscriptionStream, type Channel } from '../../domain/subscription/subscription.events.js';
import {
  checkNoCredentials,
  disableWebhookEndpoint,
  setWebhookEndpoint,
  type WebhookState,
} from '../../domain/subscription/webhook.decide.js';
import { webhookStream } from '../../domain/subscription/webhook.events.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { Contacts } from './contacts.js';
import { WEBHOOK } from './disable-endpoint.js';
import { DisableWebhookCommand, EndSubscriptionCommand, SetSubscriptionCommand, SetWebhookCommand } from './subscriptions.command.js';

export const SUBSCRIPTION = { category: 'subscription', codec: subscriptionCodec, decider: subscriptionDecider };

@CommandHandler(SetSubscriptionCommand)
export class SetSubscriptionHandler implements ICommandHandler<SetSubscriptionCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(Contacts) private readonly contacts: Contacts,
  ) {}

  async execute({ request, subscription }: SetSubscriptionCommand): Promise<CommandAnswer> {
    const { subscriptionId, channel: input, ...terms } = subscription;
    const { actor } = request;
    for (const locality of new Set(terms.localities)) await this.scope.check(actor, locality);
    const channel = await this.channelOf(actor.id, input);
    const webhook = channel.kind === 'webhook' ? await this.webhook(request, channel.endpointId) : null;
    const stream = subscriptionStream(subscriptionId);
    const handled = await this.handling.handle(SUBSCRIPTION, stream, request, async (state) => {
      const command = { subscriptionId, personId: actor.id, ...terms, channel };
      const events = setSubscription(command, state, { webhook, isContactKnown: true });
      // Before the event that names it: a message is never without its address.
      if (events.length > 0 && channel.kind === 'email' && input.kind === 'email') {
        await this.contacts.keep(channel.contactId, actor.id, input.address, Date.now());
      }
      return events;
    });
    return { id: subscriptionId, ...handled };
  }

  private async channelOf(personId: string, input: SetSubscriptionRequest['channel']): Promise<Channel> {
    if (input.kind !== 'email') return input;
    const { address, ...settings } = input;
    return { ...settings, contactId: await this.contacts.idFor(personId, address) };
  }

  private async webhook(request: CommandRequest, endpointId: string): Promise<WebhookState> {
    return (await this.handling.load(WEBHOOK, webhookStream(endpointId), request)).state;
  }
}

@CommandHandler(EndSubscriptionCommand)
export class EndSubscriptionHandler implements ICommandHandler<EndSubscriptionCommand> {
  constructor(@Inject(CommandHandling) private readonly handling: CommandHandling) {}

  async execute({ request, ending }: EndSubscriptionCommand): Promise<CommandAnswer> {
    const stream = subscriptionStream(ending.subscriptionId);
    const decide = (state: Parameters<typeof endSubscription>[1]) => endSubscription({ ...ending, personId: request.actor.id }, state);
    return { id: ending.subscriptionId, ...(await this.handling.handle(SUBSCRIPTION, stream, request, decide)) };
  }
}

@CommandHandler(SetWebhookCommand)
export class SetWebhookHandler implements ICommandHandler<SetWebhookCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(Contacts) private readonly contacts: Contacts,
  ) {}

  async execute({ request, webhook: { endpointId, url } }: SetWebhookCommand): Promise<CommandAnswer> {
    const personId = request.actor.id;
    checkNoCredentials(new URL(url));
    const command = { endpointId, personId, urlOrigin: new URL(url).origin, urlHash: hash('sha256', url) };
    const handled = await this.handling.handle(WEBHOOK, webhookStream(endpointId), request, async (state) => {
      const events = setWebhookEndpoint(command, state);
      if (events.length > 0) await this.contacts.keepEndpoint(endpointId, personId, url);
      return events;
    });
    return { id: endpointId, ...handled };
  }
}

@CommandHandler(DisableWebhookCommand)
export class DisableWebhookHandler implements ICommandHandler<DisableWebhookCommand> {
  constructor(@Inject(CommandHandling) private readonly handling: CommandHandling) {}

  async execute({ request, endpointId }: DisableWebhookCommand): Promise<CommandAnswer> {
    const command = { endpointId, personId: request.actor.id, reason: 'owner' } as const;
    const decide = (state: WebhookState) => disableWebhookEndpoint(command, state);
    return { id: endpointId, ...(await this.handling.handle(WEBHOOK, webhookStream(endpointId), request, decide)) };
  }
}
