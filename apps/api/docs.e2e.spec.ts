import type { OpenAPIObject } from '@nestjs/swagger';
import { startTestApi, type TestApi } from '../../test/support/api.js';

/** What a verifier of the transparency log fetches without a token. */
const OPEN = /^\/v1\/audit\/log\/(checkpoint|keys|tile\/\{path\}|proofs\/(inclusion|consistency))$/;

describe('the documentation', () => {
  let house: TestApi;
  let document: OpenAPIObject;

  beforeAll(async () => {
    house = await startTestApi();
    document = (await (await fetch(`${house.url}/docs/json`)).json()) as OpenAPIObject;
  });
  afterAll(() => house.close());

  it('is OpenAPI 3.1 and has every route of version 1', () => {
    expect(document.openapi).toBe('3.1.0');
    const documented = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = house.api.routes
      .filter(({ method, path }) => path.startsWith('/v1/') && method !== 'HEAD')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')}`);
    expect(documented).toEqual(expect.arrayContaining(routes));
  });

  it('says in Vietnamese and in English what each route does, what it takes, and how it refuses', () => {
    for (const [path, item] of Object.entries(document.paths)) {
      if (!path.startsWith('/v1/')) continue;
      for (const operation of Object.values(item) as NonNullable<typeof item.get>[]) {
        expect([path, operation.summary]).toEqual([path, expect.stringMatching(/.+ \/ .+/)]);
        expect([path, operation.responses?.['default']]).toMatchObject([
          path,
          { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
        ]);
        expect([path, operation.security]).toEqual([path, OPEN.test(path) ? undefined : [{ token: [] }]]);
      }
    }
  });

  it('has no reference that leads nowhere', () => {
    const names = [...JSON.stringify(document).matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name);
    expect(new Set(names)).toEqual(new Set(names.filter((name) => name! in (document.components?.schemas ?? {}))));
  });

  it('is shown by a page that loads nothing from elsewhere', async () => {
    const page = await fetch(`${house.url}/docs`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link!);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect([link, (await fetch(new URL(link, `${house.url}/docs`))).status]).toEqual([link, 200]);
    expect(links.every((link) => link.startsWith('/docs/'))).toBe(true);
  });
});
