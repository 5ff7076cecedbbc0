import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Readable } from 'node:stream';
import { DEFAULT_LIMITS } from '../../formats/extract-text.js';
import type { HttpRequest } from '../http/http-request.js';

/** The one route that takes a file as its body. */
const ROUTE = '/v1/directives';

/** A file that was sent. Its bytes are kept out of sight of whatever walks through a body. */
export class UploadedFile {
  readonly #bytes: Buffer;

  constructor(
    bytes: Buffer,
    readonly contentType: string,
    /** As it was sent: of one that is over the limit no bytes are kept. */
    readonly length = bytes.length,
  ) {
    this.#bytes = bytes;
  }

  get bytes(): Buffer {
    return this.#bytes;
  }

  /** What an Idempotency-Key is bound to. */
  toJSON(): object {
    return { contentType: this.contentType, bytes: this.#bytes.toString('base64') };
  }
}

type Done = (error: Error | null, body?: unknown) => void;

/** Lets files in at POST /v1/directives; at any other route a body that is not JSON is refused as before, unread. */
export function acceptFiles(adapter: FastifyAdapter): void {
  adapter.getInstance().addContentTypeParser('*', (request, payload, done) => {
    receive(request as unknown as HttpRequest, payload as Readable, done as Done);
  });
}

function receive({ routeOptions, headers }: HttpRequest, payload: Readable, done: Done): void {
  if (routeOptions.url !== ROUTE) return done(coded('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415));
  const chunks: Buffer[] = [];
  let length = 0;
  payload.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= DEFAULT_LIMITS.fileBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  payload.on('error', (error) => done(error));
  payload.on('end', () => {
    done(null, new UploadedFile(Buffer.concat(chunks), String(headers['content-type'] ?? ''), length));
  });
}

function coded(code: string, statusCode: number): Error {
  return Object.assign(new Error(code), { code, statusCode });
}
