import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

// Built beside this file; run from source, the page is where the last build put it.
const PLACES = ['../web', '../../dist/apps/web'].map((path) => join(import.meta.dirname, path));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const HEADERS = {
  // The page loads nothing from elsewhere and runs nothing that is not a file of its own; no other site may frame it.
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-cache',
};

/** Serves the page of progress at / and its files under /web/, to anybody: what it shows comes from /v1 with a token. */
export function servePage(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const folder = PLACES.find((path) => existsSync(join(path, 'main.js')));
  if (folder === undefined) return;
  // A route per file: no path that somebody asks for is ever looked up on the disk.
  for (const file of readdirSync(folder)) {
    const type = TYPES[extname(file)];
    if (type === undefined) continue;
    server.get(file === 'index.html' ? '/' : `/web/${file}`, async (_, reply) =>
      reply
        .headers(HEADERS)
        .type(type)
        .send(await readFile(join(folder, file))),
    );
  }
}
