import { Module } from '@nestjs/common';
import { Contacts } from './contacts.js';
import { MailLinks } from './mail-links.http.js';
import { NotificationFeed } from './notification-feed.js';
import { NotificationStreamController } from './notification-stream.http.js';
import { NotificationQueries } from './notifications.query.js';
import { NotificationReadsController } from './notifications.read.http.js';
import { DisableWebhookHandler, EndSubscriptionHandler, SetSubscriptionHandler, SetWebhookHandler } from './subscriptions.handler.js';
import { SubscriptionCommandsController } from './subscriptions.http.js';
import { WebhooksController } from './webhooks.http.js';

@Module({
  controllers: [SubscriptionCommandsController, WebhooksController, NotificationStreamController, NotificationReadsController],
  providers: [
    Contacts,
    MailLinks,
    NotificationFeed,
    NotificationQueries,
    SetSubscriptionHandler,
    EndSubscriptionHandler,
    SetWebhookHandler,
    DisableWebhookHandler,
  ],
})
export class NotificationsModule {}
