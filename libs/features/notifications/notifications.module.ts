import { Module } from '@nestjs/common';
import { Contacts } from './contacts.js';
import { NotificationQueries } from './notifications.query.js';
import { NotificationReadsController } from './notifications.read.http.js';
import { DisableWebhookHandler, EndSubscriptionHandler, SetSubscriptionHandler, SetWebhookHandler } from './subscriptions.handler.js';
import { SubscriptionCommandsController } from './subscriptions.http.js';
import { WebhooksController } from './webhooks.http.js';

@Module({
  controllers: [SubscriptionCommandsController, WebhooksController, NotificationReadsController],
  providers: [Contacts, NotificationQueries, SetSubscriptionHandler, EndSubscriptionHandler, SetWebhookHandler, DisableWebhookHandler],
})
export class NotificationsModule {}
