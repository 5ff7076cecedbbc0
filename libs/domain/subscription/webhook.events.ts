export const webhookStream = (endpointId: string): string => `webhook-${endpointId}`;

/** `gone`: it answered 410; `unreachable`: the last attempt of the schedule failed; `owner`: its owner wished so. */
export type DisablingReason = 'gone' | 'unreachable' | 'owner';

// Storage format: add a version and an upcaster, never edit one. The path of the URL and the secrets stand elsewhere: both let in.
export type WebhookEvent =
  | {
      readonly type: 'WebhookEndpointSet';
      readonly data: {
        readonly endpointId: string;
        /** The identity provider's subject. */
        readonly personId: string;
        /** `https://hooks.example.vn` */
        readonly urlOrigin: string;
        /** SHA-256 of the whole URL in hexadecimal: tells that it changed, and not what it is. */
        readonly urlHash: string;
      };
    }
  | { readonly type: 'WebhookEndpointDisabled'; readonly data: { readonly endpointId: string; readonly reason: DisablingReason } };
