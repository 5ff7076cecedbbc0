import { isReminder, type AnyNews } from './reminder-news.js';

export const CLOUD_EVENTS = 'application/cloudevents+json; charset=utf-8';

/** CloudEvents 1.0 in structured JSON: `id` stays the same however often it is sent. Alerts are about a target, reminders about a locality. */
export function cloudEventOf(id: string, recordedAt: string, news: AnyNews): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    ...(isReminder(news)
      ? { source: '/v1/duties', type: 'vn.tiendo.report.due', subject: news.locality.id }
      : { source: '/v1/alerts', type: `vn.tiendo.alert.${news.occurrence}`, subject: news.targetId }),
    time: recordedAt,
    datacontenttype: 'application/json',
    data: news,
  });
}
