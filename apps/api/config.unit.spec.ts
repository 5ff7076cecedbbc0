import { accessOf, ConfigError, isLoopback, notificationsOf, readEnvironment } from './config.js';

const key = { publicJwk: {}, privateJwk: {} };
const loadKey = () => Promise.resolve(key);
const real = { TIENDO_JWKS_URL: 'https://id.example/jwks', TIENDO_JWT_ISSUER: 'https://id.example', TIENDO_JWT_AUDIENCE: 'tiendo' };

describe('the environment', () => {
  it('has defaults, and an empty variable counts as unset', () => {
    expect(readEnvironment({ TIENDO_PORT: '', OTHER: 'x' })).toEqual({
      TIENDO_PORT: 3000,
      TIENDO_HOST: '127.0.0.1',
      TIENDO_LOG_LEVEL: 'info',
      TIENDO_DATA_DIR: '.tiendo',
    });
  });

  it.each([
    ['TIENDO_PORT', 'many'],
    ['TIENDO_PORT', '70000'],
    ['TIENDO_DATABASE_URL', 'mysql://secret@host/db'],
    ['TIENDO_EVENT_STORE_URL', 'not a url'],
    ['TIENDO_JWKS_URL', 'ftp://host'],
    ['TIENDO_LOG_LEVEL', 'loud'],
    ['TIENDO_SMTP_URL', 'https://secret@host'],
    ['TIENDO_MAIL_FROM', 'secret'],
    ['TIENDO_WEBHOOK_ALLOW_PRIVATE', 'secret'],
    ['TIENDO_LOG_ORIGIN', 'secret with+plus'],
    ['TIENDO_LOG_HEAD_SECONDS', 'secret'],
    ['TIENDO_LOG_WITNESSES', 'https://hooks.example.vn ftp://secret@host'],
    ['TIENDO_LOG_WITNESSES', 'mailto:secret'],
  ])('with a bad %s gives one line that names it and does not repeat it', (name, value) => {
    const read = () => readEnvironment({ [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(new RegExp(`^${name}: (?!.*secret)[^\\n]+$`));
  });

  it('gives one line for each bad value', () => {
    expect(() => readEnvironment({ TIENDO_PORT: 'x', TIENDO_LOG_LEVEL: 'y' })).toThrow(/^TIENDO_PORT: .+\nTIENDO_LOG_LEVEL: .+$/);
  });
});

describe('how news leaves the house', () => {
  const of = (variables: Record<string, string>) => notificationsOf(readEnvironment(variables));

  it('is by the mail server that is given, with its sender, and by webhooks to public addresses', () => {
    expect(of({})).toEqual({ mail: null, allowPrivate: false });
    const mail = { TIENDO_SMTP_URL: 'smtp://mail.example.vn:587', TIENDO_MAIL_FROM: 'Tiến Độ <tiendo@example.vn>' };
    expect(of({ ...mail, TIENDO_WEBHOOK_ALLOW_PRIVATE: 'true' })).toEqual({
      mail: { smtpUrl: mail.TIENDO_SMTP_URL, from: mail.TIENDO_MAIL_FROM, publicUrl: 'http://localhost:3000' },
      allowPrivate: true,
    });
  });

  it('is refused where only half of the mail server is given', () => {
    expect(() => of({ TIENDO_SMTP_URL: 'smtps://mail.example.vn' })).toThrow(ConfigError);
    expect(() => of({ TIENDO_MAIL_FROM: 'tiendo@example.vn' })).toThrow(/must be set together$/);
  });
});

describe('whose tokens count', () => {
  it("are a real issuer's where one is configured, whatever the host", async () => {
    expect(await accessOf(readEnvironment({ ...real, TIENDO_HOST: '0.0.0.0' }), loadKey)).toEqual({
      kind: 'issuer',
      jwksUrl: real.TIENDO_JWKS_URL,
      issuer: real.TIENDO_JWT_ISSUER,
      audience: 'tiendo',
    });
  });

  it("are this machine's on a loopback address without an issuer", async () => {
    expect(await accessOf(readEnvironment({}), loadKey)).toEqual({ kind: 'development', key });
  });

  it('are nobody’s when others could reach the server, or the issuer is given in part', async () => {
    await expect(accessOf(readEnvironment({ TIENDO_HOST: '0.0.0.0' }), loadKey)).rejects.toThrow(
      /^TIENDO_HOST=0\.0\.0\.0 can be reached by others[^\n]+$/,
    );
    await expect(accessOf(readEnvironment({ ...real, TIENDO_JWT_AUDIENCE: '' }), loadKey)).rejects.toThrow(/must be set together$/);
  });

  it.each([
    ['127.0.0.1', true],
    ['127.1.2.3', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.0.0.1.evil.example', false],
  ])('%s is a loopback address: %p', (host, is) => {
    expect(isLoopback(host)).toBe(is);
  });
});
