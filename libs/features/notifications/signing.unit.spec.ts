import { newSecret, rotated, signatureHeaders, signatureOf } from './signing.js';

// The example of the specification of Standard Webhooks, so that any of its libraries can check what we send.
const EXAMPLE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: 1614265330, body: '{"test": 2432232314}' };
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

describe('signatures', () => {
  it('are those of the published example', () => {
    expect(signatureOf(EXAMPLE, SECRET)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('are as many as there are secrets while one takes the place of another, and one again after that', () => {
    const [old, fresh] = [newSecret(), newSecret()];
    const secrets = rotated([{ secret: old, until: null }], fresh, 0, 1_000);
    const both = [signatureOf(EXAMPLE, fresh), signatureOf(EXAMPLE, old)].join(' ');
    expect(signatureHeaders(EXAMPLE, secrets, 999)).toEqual({
      'webhook-id': EXAMPLE.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': both,
    });
    expect(signatureHeaders(EXAMPLE, secrets, 1_000)['webhook-signature']).toBe(signatureOf(EXAMPLE, fresh));
  });

  it('of a secret that is on its way out keep their end when another comes', () => {
    const twice = rotated(rotated([{ secret: 'whsec_YQ==', until: null }], 'whsec_Yg==', 0, 1_000), 'whsec_Yw==', 500, 9_000);
    expect(twice.map(({ until }) => until && Date.parse(until))).toEqual([null, 9_000, 1_000]);
    expect(rotated(twice, 'whsec_ZA==', 2_000, 9_500)).toHaveLength(3);
  });

  it('are made with secrets of 32 random bytes', () => {
    expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSecret()).not.toBe(newSecret());
  });
});
