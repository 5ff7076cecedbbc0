import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { EDGE_MESSAGES } from '../../libs/contract/messages.js';
import { REFUSALS } from '../../libs/domain/refusals.js';

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;

// Found from @nestjs/swagger, whose dependency they are.
const ASSETS = dirname(createRequire(import.meta.resolve('@nestjs/swagger')).resolve('swagger-ui-dist/package.json'));

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const PAGE = `<!doctype html>
<html lang="vi">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Tiến Độ API</title>
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
  </head>
  <body>
    <div id="swagger-ui"></div>
    <script src="/docs/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

const START = `SwaggerUIBundle({ url: '/docs/json', dom_id: '#swagger-ui', deepLinking: true, persistAuthorization: true, validatorUrl: null });\n`;

// The page loads nothing from elsewhere: it must work on a network without the Internet.
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

/** Serves the OpenAPI 3.1 document at /docs/json and Swagger UI with its own assets at /docs. */
export function serveDocs(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const json = JSON.stringify(openApiOf(app));
  server.get('/docs', (_, reply) => reply.type('text/html; charset=utf-8').header('content-security-policy', POLICY).send(PAGE));
  server.get('/docs/json', (_, reply) => reply.type('application/json; charset=utf-8').send(json));
  server.get('/docs/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(START));
  for (const [file, type] of Object.entries(CONTENT_TYPES)) {
    server.get(`/docs/${file}`, async (_, reply) =>
      reply
        .type(type)
        .header('cache-control', 'public, max-age=3600')
        .send(await readFile(join(ASSETS, file))),
    );
  }
}

/** The document that the routes and their schemas amount to. */
export function openApiOf(app: NestFastifyApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Tiến Độ')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'RS256, ES256, EdDSA' }, 'token')
    .build();
  const operationIdFactory = (controller: string, method: string) => `${controller.replace(/Controller$/, '')}.${method}`;
  return withProblemTypes(SwaggerModule.createDocument(app, config, { standardSchemaConverter: convert, operationIdFactory }));
}

/** Problems have a media type of their own, which the decorators cannot say beside a schema. */
function withProblemTypes(document: OpenAPIObject): OpenAPIObject {
  for (const { responses } of Object.values(document.paths).flatMap((path) => Object.values(path) as OperationObject[])) {
    const problem = responses?.['default'];
    const json = problem && 'content' in problem ? problem.content?.['application/json'] : undefined;
    if (problem && json) Object.assign(problem, { content: { 'application/problem+json': json } });
  }
  return document;
}

/** A zod schema as JSON Schema 2020-12, the dialect of OpenAPI 3.1; schemas with an id become components. */
function convert(
  schema: unknown,
  { schemaType }: { schemaType: 'input' | 'output' },
): { schema: unknown; components?: Record<string, unknown> } {
  const {
    $schema: _,
    $defs = {},
    id,
    ...rest
  } = z.toJSONSchema(schema as z.ZodType, { target: 'draft-2020-12', io: schemaType, unrepresentable: 'any' });
  const components = Object.fromEntries(Object.entries($defs).map(([name, { id: __, ...definition }]) => [name, definition]));
  if (typeof id !== 'string') return { schema: rest, components };
  return { schema: { $ref: `#/components/schemas/${id}` }, components: { ...components, [id]: rest } };
}

const codes = Object.entries({ ...REFUSALS, ...EDGE_MESSAGES })
  .map(([code, { vi, en }]) => `| \`${code}\` | ${vi} | ${en} |`)
  .join('\n');

const DESCRIPTION = `Mục tiêu được giao, số liệu báo cáo và tiến độ theo địa phương. / Targets, reported figures and progress by locality.

Lỗi theo RFC 9457 với mã ổn định; ngôn ngữ theo Accept-Language. / Errors are RFC 9457 problem details with a stable code, in the language of Accept-Language.

| code | vi | en |
|---|---|---|
${codes}
`;
