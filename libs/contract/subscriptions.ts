import { z } from 'zod';
import { ALERT_KINDS, SEVERITIES } from '../domain/alert/alert.events.js';
import { FROM, SUBSCRIBED_KINDS } from '../domain/subscription/subscription.events.js';
import { line, localityId, slug } from './fields.js';
import { page } from './lists.js';

const clockTime = z
  .string()
  .max(5)
  .meta({ description: 'Giờ Việt Nam, HH:MM. / Time of day in Asia/Ho_Chi_Minh, HH:MM.', examples: ['07:00'] });

const mail = {
  mode: z.enum(['at_once', 'daily']).default('at_once').meta({
    description:
      'at_once: từ mức `atOnceFrom` gửi ngay, phần còn lại gộp mỗi ngày một thư; daily: mọi tin gộp mỗi ngày một thư. / at_once: from `atOnceFrom` up at once, the rest in one mail a day; daily: everything in one mail a day.',
  }),
  atOnceFrom: z.enum(SEVERITIES).default('warning'),
  digestAt: clockTime.default('07:00'),
  quietFrom: clockTime.nullable().default(null),
  quietUntil: clockTime.nullable().default(null),
};

const channelInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('in_app') }),
  z.strictObject({
    kind: z.literal('email'),
    address: z
      .email()
      .max(254)
      .meta({ description: 'Không bao giờ nằm trong lịch sử; có thể xóa. / Never part of the history; can be erased.' }),
    ...mail,
  }),
  z.strictObject({ kind: z.literal('webhook'), endpointId: slug }),
]);

export const setSubscription = z
  .strictObject({
    subscriptionId: slug.optional(),
    localities: z.array(localityId).max(200).meta({ description: 'Cùng mọi nơi bên dưới. / With all beneath.' }),
    kinds: z
      .array(z.enum(SUBSCRIBED_KINDS))
      .default([...ALERT_KINDS])
      .meta({
        description:
          'Mặc định: mọi loại cảnh báo. `report_due`: nhắc trước hạn gửi báo cáo, mức `notice`. / Every kind of alert by default. `report_due`: reminders before reports are due, at severity `notice`.',
      }),
    severities: z.array(z.enum(SEVERITIES)).default([...SEVERITIES]),
    from: z.enum(FROM).optional().meta({
      description:
        'Cảnh báo của nơi bên dưới được báo từ khi nào: `raised` ngay khi nêu; `escalated_to_me` khi đã báo cáo lên tới mình (mặc định của đăng ký mới; bỏ trống khi đổi thì giữ nguyên). Cảnh báo của chính nơi đó luôn được báo ngay. / When one hears of alerts beneath: as soon as they are `raised`, or when they were escalated up to one’s locality (the default of a new subscription; left out in a change, it stays). Of the locality’s own alerts one hears at once.',
    }),
    channel: channelInput,
  })
  .meta({
    id: 'SetSubscription',
    examples: [{ localities: ['vn-08@base'], severities: ['critical', 'warning'], channel: { kind: 'email', address: 'lan@example.vn' } }],
  });
export type SetSubscriptionRequest = z.output<typeof setSubscription>;

export const endSubscription = z.strictObject({ reason: line(1000).optional() }).meta({ id: 'EndSubscription', examples: [{}] });
export type EndSubscriptionRequest = z.output<typeof endSubscription>;

export const setWebhook = z
  .strictObject({
    endpointId: slug.optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .meta({
        description:
          'https, trừ khi máy chủ cho phép mạng nội bộ; không kèm tên và mật khẩu. / https, unless the server allows private networks; without user and password.',
      }),
  })
  .meta({ id: 'SetWebhook', examples: [{ endpointId: 'trung-tam-dieu-hanh', url: 'https://hooks.example.vn/tiendo' }] });
export type SetWebhookRequest = z.output<typeof setWebhook>;

export const rotateSecret = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(168)
      .default(24)
      .meta({ description: 'Khóa cũ còn ký thêm bao lâu. / How long the old secret goes on signing as well.' }),
  })
  .meta({ id: 'RotateSecret', examples: [{ overlapHours: 24 }] });
export type RotateSecretRequest = z.output<typeof rotateSecret>;

export const nothing = z.strictObject({}).meta({ id: 'Nothing', examples: [{}] });
export const idPath = z.strictObject({ id: slug });
export const eraseContact = z
  .strictObject({
    reason: line(1000).optional().meta({ description: 'Bắt buộc khi xóa địa chỉ của người khác. / Needed for another’s address.' }),
  })
  .meta({ id: 'EraseContact', examples: [{}, { reason: 'Đã nghỉ việc' }] });
export type EraseContactRequest = z.output<typeof eraseContact>;

export const contactPath = z.strictObject({ id: z.uuid() });

const channel = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('in_app') }),
  z.object({
    kind: z.literal('email'),
    contactId: z.string(),
    address: z.string().nullable().meta({ description: 'null: đã xóa. / null: erased.' }),
    confirmed: z.boolean().meta({
      description:
        'Chủ địa chỉ đã xác nhận qua liên kết trong thư; trước đó không gửi gì khác. / Its owner followed the link of the mail; until then nothing else is sent.',
    }),
    mode: z.enum(['at_once', 'daily']),
    atOnceFrom: z.enum(SEVERITIES),
    digestAt: z.string(),
    quietFrom: z.string().nullable(),
    quietUntil: z.string().nullable(),
  }),
  z.object({ kind: z.literal('webhook'), endpointId: slug }),
]);

export const subscription = z
  .object({
    id: slug,
    localities: z.array(localityId),
    kinds: z.array(z.enum(SUBSCRIBED_KINDS)),
    severities: z.array(z.enum(SEVERITIES)),
    from: z.enum(FROM),
    channel,
    ended: z.boolean(),
    revision: z.int(),
  })
  .meta({ id: 'Subscription' });
export const subscriptions = z.object({ items: z.array(subscription) }).meta({ id: 'Subscriptions' });
export type Subscriptions = z.infer<typeof subscriptions>;

export const webhooks = z
  .object({
    items: z.array(
      z.object({
        id: slug,
        urlOrigin: z.string(),
        disabled: z.enum(['gone', 'unreachable', 'owner']).nullable(),
        waiting: z.int().meta({ description: 'Số tin chưa giao được. / Messages not yet delivered.' }),
        revision: z.int(),
      }),
    ),
  })
  .meta({ id: 'Webhooks' });
export type Webhooks = z.infer<typeof webhooks>;

export const webhookSecret = z.object({ secret: z.string() }).meta({ id: 'WebhookSecret' });
export type WebhookSecret = z.infer<typeof webhookSecret>;

export const erased = z.object({ id: z.string() }).meta({ id: 'Erased' });

const notification = z
  .object({
    id: z.uuid(),
    subscriptionId: slug.nullable().meta({ description: 'null: thư xác nhận địa chỉ. / null: a mail that proves an address.' }),
    channel: z.enum(['in_app', 'email', 'webhook']),
    recipient: z.string().meta({ description: 'Mã người, liên hệ hoặc điểm nhận. / Id of a person, contact or endpoint.' }),
    state: z.enum(['waiting', 'sent', 'failed', 'held', 'dropped']),
    recordedAt: z.string(),
    dueAt: z.string(),
    sentAt: z.string().nullable(),
    openedAt: z.string().nullable(),
    acknowledgedAt: z.string().nullable(),
    attempts: z.array(z.object({ at: z.string(), outcome: z.string(), detail: z.string().nullable() })),
    news: z.record(z.string(), z.unknown()).meta({ description: 'Như `data` của CloudEvent. / As `data` of the CloudEvent.' }),
  })
  .meta({ id: 'Notification' });
export const notificationPage = page(notification).meta({ id: 'NotificationPage' });
export type NotificationItem = z.infer<typeof notification>;

export const notificationMessage = z
  .object({
    id: z.string().meta({ description: 'Gửi lại làm Last-Event-ID. / To be sent back as Last-Event-ID.' }),
    notification,
  })
  .meta({ id: 'NotificationMessage' });
export type NotificationMessage = z.infer<typeof notificationMessage>;

export const notificationCounts = z
  .object({ unread: z.int().meta({ description: 'Tin trong ứng dụng chưa xem. / Messages in the application not yet opened.' }) })
  .meta({ id: 'NotificationCounts' });
export type NotificationCounts = z.infer<typeof notificationCounts>;

export const openNotifications = z
  .strictObject({
    through: z
      .uuid()
      .meta({ description: 'Tin mới nhất đã thấy; tin đến sau vẫn là chưa xem. / The latest one seen; later ones stay unread.' }),
  })
  .meta({ id: 'OpenNotifications' });
export type OpenNotificationsRequest = z.output<typeof openNotifications>;

export const notificationsQuery = z.strictObject({
  channel: z.enum(['in_app', 'email', 'webhook']).optional(),
  unread: z
    .enum(['true'])
    .optional()
    .meta({ description: 'Chỉ tin trong ứng dụng chưa xem. / Only what is in the application and not yet opened.' }),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: z.string().max(2000).optional(),
});
export type NotificationsQuery = z.output<typeof notificationsQuery>;

export const notificationPath = z.strictObject({ id: z.uuid() });
