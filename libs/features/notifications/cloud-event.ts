import type { News } from './news.js';

export const CLOUD_EVENTS = 'application/cloudevents+json; charset=utf-8';

/** CloudEvents 1.0 in structured JSON: `id` stays the same however often it is sent. */
export function cloudEventOf(id: string, recordedAt: string, news: News): string {
  return JSON.stringify({
    specversion: '1.0',
    id,
    source: '/v1/alerts',
    type: `vn.tiendo.alert.${news.occurrence}`,
    subject: news.targetId,
    time: recordedAt,
    datacontenttype: 'application/json',
    data: news,
  });
}
