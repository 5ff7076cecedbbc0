import type { Decider } from '../kernel/decider.js';
import { lacking, reject } from '../kernel/errors.js';
import type { DisablingReason, WebhookEvent } from './webhook.events.js';

/** null until set. */
export type WebhookState = {
  readonly endpointId: string;
  readonly personId: string;
  readonly urlOrigin: string;
  readonly urlHash: string;
  /** Why nothing is sent to it; null while it is in use. */
  readonly disabled: DisablingReason | null;
} | null;

export const webhookDecider: Decider<WebhookState, WebhookEvent> = {
  initial: null,
  evolve: (state, event) =>
    event.type === 'WebhookEndpointSet' ? { ...event.data, disabled: null } : state && { ...state, disabled: event.data.reason },
};

/** Throws `webhook_url_credentials` where the URL (https://user:password@…) holds what would be sent, shown and kept with it. */
export function checkNoCredentials({ username, password }: { readonly username: string; readonly password: string }): void {
  if (username !== '' || password !== '') reject('webhook_url_credentials');
}

export interface SetWebhookEndpoint {
  readonly endpointId: string;
  readonly personId: string;
  readonly urlOrigin: string;
  readonly urlHash: string;
}

/** Registers an endpoint, gives it another URL, or takes a disabled one into use again. Throws `webhook_unknown` for another person's. */
export function setWebhookEndpoint(command: SetWebhookEndpoint, state: WebhookState): readonly WebhookEvent[] {
  if (state && state.personId !== command.personId) lacking('webhook_unknown', { endpointId: command.endpointId });
  if (state && state.disabled === null && state.urlHash === command.urlHash) return [];
  return [{ type: 'WebhookEndpointSet', data: command }];
}

export interface DisableWebhookEndpoint {
  readonly endpointId: string;
  /** null: the deliverer, which may disable anybody's. */
  readonly personId: string | null;
  readonly reason: DisablingReason;
}

/** Stops sending to an endpoint; quiet when it has been stopped before. Throws `webhook_unknown`. */
export function disableWebhookEndpoint(command: DisableWebhookEndpoint, state: WebhookState): readonly WebhookEvent[] {
  const { endpointId, personId, reason } = command;
  if (!state || (personId !== null && state.personId !== personId)) lacking('webhook_unknown', { endpointId });
  return state.disabled === null ? [{ type: 'WebhookEndpointDisabled', data: { endpointId, reason } }] : [];
}
