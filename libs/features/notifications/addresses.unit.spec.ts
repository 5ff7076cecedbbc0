import { isPublicAddress, publicOnly } from './addresses.js';

describe('addresses that a webhook may lead to', () => {
  it.each(['8.8.8.8', '1.1.1.1', '203.113.131.1', '172.15.0.1', '172.32.0.1', '2606:4700::1111', '2404:6800:4005::1'])(
    '%s may',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '127.9.9.9',
    '0.0.0.0',
    '10.0.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:8.8.8.8',
    '64:ff9b::7f00:1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '2001:db8::1',
    '2001::1',
    '2002:7f00:1::1',
    'localhost',
    '',
  ])('%s may not', (address) => expect(isPublicAddress(address)).toBe(false));

  it('are looked at when a name is resolved, in both forms that Node asks for', async () => {
    for (const all of [true, false]) {
      const error = await new Promise((resolve) => publicOnly('localhost', { all }, resolve));
      expect(error).toMatchObject({ name: 'AddressNotPublic' });
    }
  });
});
