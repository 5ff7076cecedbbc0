import { Inject, Injectable } from '@nestjs/common';
import { hash } from 'node:crypto';
import type { History, HistoryKind, HistoryQuery } from '../../contract/histories.js';
import { givenReason } from '../../domain/kernel/checks.js';
import type { EventStore } from '../../event-store/event-store.js';
import { putOnRecord } from '../access/access-log.js';
import { commandRequestOf } from '../http/command-request.js';
import { actorOf, headerOf, type HttpReply, type HttpRequest } from '../http/http-request.js';
import { languageOf } from '../http/language.js';
import { positionIn } from '../http/position-header.js';
import { Readings } from '../http/readings.js';
import { EVENT_STORE } from '../http/tokens.js';
import { formatOf } from './format.js';
import { HistoryQueries } from './histories.query.js';
import { htmlOf, PAGE_HEADERS } from './html.js';
import { pdfOf } from './pdf.js';
import { printable } from './printable.js';

/** The projections by which streams are found; the story itself is read from the event store. */
const NAMES = ['targets', 'progress', 'localities', 'indicators', 'moments'];

/** Answers with a story in the form that was asked for, and puts it on record where it leaves the house. */
@Injectable()
export class HistoryDoor {
  constructor(
    @Inject(HistoryQueries) private readonly queries: HistoryQueries,
    @Inject(Readings) private readonly readings: Readings,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Throws what `HistoryQueries.of` throws, and `reason_required` for a PDF without one. */
  async answer(kind: HistoryKind, id: string, query: HistoryQuery, request: HttpRequest, reply: HttpReply): Promise<void> {
    const format = formatOf(headerOf(request, 'accept'));
    // Before the work: whoever gives no reason gets nothing.
    if (format === 'pdf') givenReason(query.reason);
    const asked = { names: NAMES, after: positionIn(request, 'X-Read-After'), knownAt: query.knownAt };
    const history = await this.readings.read(asked, (reading) => this.queries.of(kind, id, actorOf(request), query, reading));
    reply.header('x-read-position', history.knownAt.position).header('vary', 'Accept, Accept-Language');
    if (format === 'json')
      reply
        .code(200)
        .header('content-type', 'application/json; charset=utf-8')
        .send(Buffer.from(JSON.stringify(history)));
    else await this.print(format, history, query.reason, request, reply);
  }

  private async print(format: 'html' | 'pdf', history: History, reason: string, request: HttpRequest, reply: HttpReply): Promise<void> {
    const sheet = printable(history, languageOf(headerOf(request, 'accept-language')));
    if (format === 'html') {
      for (const [name, value] of Object.entries(PAGE_HEADERS)) reply.header(name, value);
      return void reply.code(200).send(htmlOf(sheet));
    }
    const file = Buffer.from(await pdfOf(sheet));
    const { subject, knownAt } = history;
    const context = commandRequestOf(request);
    const exported = {
      subject: `${subject.kind}/${subject.id}`,
      format: 'pdf',
      through: knownAt.position,
      sha256: hash('sha256', file),
    } as const;
    await putOnRecord(this.store, context, { type: 'ExportMade', data: { accessId: context.commandId, reason, ...exported } });
    const name = `${subject.kind}-${subject.id}-${knownAt.position.replace('/', '-')}.pdf`;
    reply.code(200).header('content-type', 'application/pdf').header('content-disposition', `inline; filename="${name}"`).send(file);
  }
}
