import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, importJWK, SignJWT, type JWTPayload } from 'jose';
import { issueDevelopmentToken, loadOrCreateDevelopmentKey, type DevelopmentKey } from './development-key.js';
import { TokenVerifier } from './token-verifier.js';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ISSUER = 'https://id.tuyenquang.example';
const AUDIENCE = 'tiendo';
const claims = { name: 'Nguyễn Văn A', role: 'planner', locality: 'vn-08@base' };
const now = () => Math.floor(Date.now() / 1000);

describe('tokens of a real issuer', () => {
  const keys = {
    RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
    ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
    EdDSA: generateKeyPairSync('ed25519'),
    RS512: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  };
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let issuer: Server;
  let verifier: TokenVerifier;
  let answer: { status: number; body: string };

  const configFor = (path = '/jwks') =>
    ({
      kind: 'issuer',
      jwksUrl: `http://127.0.0.1:${(issuer.address() as AddressInfo).port}${path}`,
      issuer: ISSUER,
      audience: AUDIENCE,
    }) as const;
  const signed = (alg: string, key: KeyObject, more: JWTPayload = {}, kid = alg) =>
    new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'u-1', iat: now(), exp: now() + 60, ...claims, ...more })
      .setProtectedHeader({ alg, kid })
      .sign(key);

  beforeAll(async () => {
    const jwks = await Promise.all(
      Object.entries(keys).map(async ([alg, { publicKey }]) => ({ ...(await exportJWK(publicKey)), kid: alg, alg })),
    );
    answer = { status: 200, body: JSON.stringify({ keys: jwks }) };
    issuer = createServer((_, response) => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body));
    await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
    verifier = new TokenVerifier(configFor());
  });
  afterAll(() => new Promise((resolve) => issuer.close(resolve)));

  it.each(['RS256', 'ES256', 'EdDSA'] as const)('are taken when signed with %s', async (alg) => {
    const token = await signed(alg, keys[alg].privateKey);
    expect(await verifier.verify(token)).toEqual({ id: 'u-1', name: 'Nguyễn Văn A', role: 'planner', locality: 'vn-08@base' });
  });

  it('are verified once, and remembered until they expire', async () => {
    const exp = now() + 60;
    const token = await signed('ES256', keys.ES256.privateKey, { sub: 'u-2', exp });
    expect(verifier.known(token)).toBeNull();
    await verifier.verify(token);
    const clock = Date.now;
    // Clocks may differ by five seconds.
    const known = [exp + 4, exp + 5].map((seconds) => {
      Date.now = () => seconds * 1000;
      return verifier.known(token)?.id;
    });
    Date.now = clock;
    expect(known).toEqual(['u-2', undefined]);
    const expired = await signed('ES256', keys.ES256.privateKey, { sub: 'u-2', exp: now() - 6 });
    await expect(verifier.verify(expired)).rejects.toMatchObject({ name: 'Unauthenticated', code: 'token_expired' });
  });

  it('are asked about again after five minutes, so that a withdrawn key opens nothing', async () => {
    const token = await signed('ES256', keys.ES256.privateKey, { sub: 'u-3', exp: now() + 3_600 });
    await verifier.verify(token);
    const clock = Date.now;
    const verified = clock();
    Date.now = () => verified + 299_000;
    const before = verifier.known(token);
    Date.now = () => verified + 300_001;
    const after = verifier.known(token);
    Date.now = clock;
    expect([before?.id, after]).toEqual(['u-3', null]);
  });

  const unsigned = (header: object, payload: object) =>
    `${[header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;

  it.each<[string, () => string | Promise<string>, string]>([
    [
      'no signature at all (alg none)',
      () => unsigned({ alg: 'none' }, { iss: ISSUER, aud: AUDIENCE, sub: 'u-1', exp: now() + 60, ...claims }),
      'token_invalid',
    ],
    [
      'the public key used as a secret (HS256)',
      async () => {
        const text = unsigned({ alg: 'HS256', kid: 'RS256' }, { iss: ISSUER, aud: AUDIENCE, sub: 'u-1', exp: now() + 60, ...claims }).slice(
          0,
          -1,
        );
        return `${text}.${createHmac('sha256', await exportSPKI(keys.RS256.publicKey))
          .update(text)
          .digest('base64url')}`;
      },
      'token_invalid',
    ],
    ['an algorithm that is not on the list (RS512)', () => signed('RS512', keys.RS512.privateKey), 'token_invalid'],
    ['a key of somebody else', () => signed('RS256', foreign.privateKey), 'token_invalid'],
    ['a key that the issuer does not have', () => signed('RS256', foreign.privateKey, {}, 'unheard-of'), 'token_invalid'],
    ['another audience', () => signed('RS256', keys.RS256.privateKey, { aud: 'other' }), 'token_invalid'],
    ['another issuer', () => signed('RS256', keys.RS256.privateKey, { iss: 'https://evil.example' }), 'token_invalid'],
    ['a time that is over', () => signed('RS256', keys.RS256.privateKey, { exp: now() - 60 }), 'token_expired'],
    ['a time that has not come', () => signed('RS256', keys.RS256.privateKey, { nbf: now() + 60 }), 'token_invalid'],
    ['no end', () => signed('RS256', keys.RS256.privateKey, { exp: undefined as never }), 'token_invalid'],
    ['a signature cut short', async () => (await signed('RS256', keys.RS256.privateKey)).slice(0, -8), 'token_invalid'],
    [
      'claims changed after signing',
      async () => {
        const [header, , signature] = (await signed('RS256', keys.RS256.privateKey)).split('.');
        return [
          header,
          Buffer.from(JSON.stringify({ iss: ISSUER, aud: AUDIENCE, sub: 'u-1', exp: now() + 60, ...claims, role: 'admin' })).toString(
            'base64url',
          ),
          signature,
        ].join('.');
      },
      'token_invalid',
    ],
    ['garbage', () => 'a.b.c', 'token_invalid'],
    ['an unknown role', () => signed('RS256', keys.RS256.privateKey, { role: 'king' }), 'token_claims_invalid'],
    ['no locality', () => signed('RS256', keys.RS256.privateKey, { locality: undefined }), 'token_claims_invalid'],
    ['no name', () => signed('RS256', keys.RS256.privateKey, { name: '' }), 'token_claims_invalid'],
  ])('are refused with %s', async (_, make, code) => {
    const token = await make();
    await expect(verifier.verify(token)).rejects.toMatchObject({ name: 'Unauthenticated', code });
    expect(verifier.known(token)).toBeNull();
  });

  it('are refused when they come from the development key of a machine', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tiendo-key-'));
    const token = await issueDevelopmentToken(await loadOrCreateDevelopmentKey(folder), { role: 'admin', locality: 'vn' });
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: 'token_invalid' });
    await rm(folder, { recursive: true });
  });

  it.each([
    ['is down', () => ({ ...configFor(), jwksUrl: 'http://127.0.0.1:1/jwks' }), undefined],
    ['answers with an error', () => configFor(), { status: 500, body: '' }],
    ['answers with something else', () => configFor(), { status: 200, body: '"hello"' }],
  ])('cannot be judged while the issuer %s, which is not the fault of their bearer', async (_, config, instead) => {
    const good = answer;
    answer = instead ?? good;
    await expect(new TokenVerifier(config()).verify(await signed('RS256', keys.RS256.privateKey))).rejects.toMatchObject({
      name: 'Unavailable',
      code: 'identity_provider_unavailable',
    });
    answer = good;
  });
});

describe('the development key', () => {
  let folder: string;
  let key: DevelopmentKey;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tiendo-key-'));
    key = await loadOrCreateDevelopmentKey(join(folder, 'data'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is made once, also by several processes at once, and readable by its owner alone', async () => {
    const again = await Promise.all([1, 2, 3].map(() => loadOrCreateDevelopmentKey(join(folder, 'fresh'))));
    expect(new Set(again.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(await loadOrCreateDevelopmentKey(join(folder, 'data'))).toEqual(key);
    expect((await stat(join(folder, 'data', 'development-key.json'))).mode & 0o777).toBe(0o600);
  });

  it('signs tokens that its own machine takes and another does not', async () => {
    const token = await issueDevelopmentToken(key, { role: 'verifier', locality: 'vn-08@base', lifetime: 60 });
    expect(await new TokenVerifier({ kind: 'development', key }).verify(token)).toEqual({
      id: 'dev-verifier',
      name: 'dev-verifier',
      role: 'verifier',
      locality: 'vn-08@base',
    });
    const other = await loadOrCreateDevelopmentKey(join(folder, 'other'));
    await expect(new TokenVerifier({ kind: 'development', key: other }).verify(token)).rejects.toMatchObject({ code: 'token_invalid' });
  });

  it('is no use with a token for another purpose', async () => {
    const token = await new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'development' })
      .setSubject('u')
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setExpirationTime('1m')
      .sign(await importJWK(key.privateJwk, 'EdDSA'));
    await expect(new TokenVerifier({ kind: 'development', key }).verify(token)).rejects.toMatchObject({ code: 'token_invalid' });
  });
});
