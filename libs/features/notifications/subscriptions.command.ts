import type { SetSubscriptionRequest } from '../../contract/subscriptions.js';
import type { CommandRequest } from '../http/command-request.js';

export class SetSubscriptionCommand {
  constructor(
    readonly request: CommandRequest,
    readonly subscription: SetSubscriptionRequest & { readonly subscriptionId: string },
  ) {}
}

export class EndSubscriptionCommand {
  constructor(
    readonly request: CommandRequest,
    readonly ending: { readonly subscriptionId: string; readonly reason: string | null },
  ) {}
}

export class SetWebhookCommand {
  constructor(
    readonly request: CommandRequest,
    readonly webhook: { readonly endpointId: string; readonly url: string },
  ) {}
}

export class DisableWebhookCommand {
  constructor(
    readonly request: CommandRequest,
    readonly endpointId: string,
  ) {}
}
