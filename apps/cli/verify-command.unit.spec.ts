import { runVerify } from './verify-command.js';

describe('tiendo verify', () => {
  const settings = (): never => {
    throw new Error('nothing is opened');
  };

  it.each([
    [undefined, {}, 'name a bundle, or say --live'],
    ['a.zip', { live: true }, 'name a bundle, or say --live'],
    ['a.zip', { settle: 'khôi phục từ bản sao lưu' }, '--settle và --by chỉ dùng với --live / --settle and --by are for --live only'],
    ['a.zip', { by: 'Trần Thị Bình' }, '--settle and --by are for --live only'],
    [undefined, { live: true, by: 'Trần Thị Bình' }, '--by chỉ đi cùng --settle / --by goes with --settle only'],
    [undefined, { live: true, json: true }, '--json chỉ dùng khi kiểm tra một gói / --json is for a bundle only'],
  ])('refuses what it would pass over: %s %j', async (bundle, options, said) => {
    await expect(runVerify(settings, bundle, options)).rejects.toMatchObject({ message: expect.stringContaining(said), exitCode: 2 });
  });
});
