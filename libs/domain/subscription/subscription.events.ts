import { ALERT_KINDS, type Severity } from '../alert/alert.events.js';

export const subscriptionStream = (subscriptionId: string): string => `subscription-${subscriptionId}`;

/** What one may subscribe to: alerts by their kinds, and reminders of reports that are due soon (notices, all of them). */
export const SUBSCRIBED_KINDS = [...ALERT_KINDS, 'report_due'] as const;
export type SubscribedKind = (typeof SUBSCRIBED_KINDS)[number];

/**
 * From when on one hears of an alert beneath one's locality: as soon as it is `raised`, or when it was `escalated_to_me`, that is to the
 * locality or to one above it. Of the locality's own alerts, and of reminders, one hears from the start.
 */
export const FROM = ['raised', 'escalated_to_me'] as const;
export type From = (typeof FROM)[number];

/** A time of day in Asia/Ho_Chi_Minh, `21:30`. */
export type ClockTime = string;

/**
 * How news reaches the person. Addresses, URLs and secrets never stand in an event, which nobody can erase: `contactId` and
 * `endpointId` name rows that can be.
 */
export type Channel =
  | { readonly kind: 'in_app' }
  | {
      readonly kind: 'email';
      readonly contactId: string;
      /** `at_once`: what is at least as severe as `atOnceFrom` at once and the rest once a day; `daily`: everything once a day. */
      readonly mode: 'at_once' | 'daily';
      readonly atOnceFrom: Severity;
      readonly digestAt: ClockTime;
      /** Nothing is sent from `quietFrom` until `quietUntil`, which may lie on the next day; both null: no quiet hours. */
      readonly quietFrom: ClockTime | null;
      readonly quietUntil: ClockTime | null;
    }
  | { readonly kind: 'webhook'; readonly endpointId: string };

export interface SubscriptionTerms {
  readonly subscriptionId: string;
  /** The identity provider's subject. */
  readonly personId: string;
  /** With all beneath; without repeats, in order. */
  readonly localities: readonly string[];
  readonly kinds: readonly SubscribedKind[];
  readonly severities: readonly Severity[];
  /** Absent in what was stored before one could choose, which means `raised`. */
  readonly from?: From | undefined;
  readonly channel: Channel;
}

// Storage format: add a version and an upcaster, never edit one.
export type SubscriptionEvent =
  | { readonly type: 'SubscriptionSet'; readonly data: SubscriptionTerms }
  | { readonly type: 'SubscriptionEnded'; readonly data: { readonly subscriptionId: string; readonly reason: string | null } };
