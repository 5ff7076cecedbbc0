import { readDirective } from '../read-directive.js';

const HEAD =
  'ỦY BAN NHÂN DÂN\nTỈNH AN LÂM\n\nSố: 12/TB-UBND\n\nAn Lâm, ngày 20 tháng 9 năm 2023\n\nTHÔNG BÁO\nKết luận của Chủ tịch UBND tỉnh về bố trí dân cư\n\n';
const read = (words: string) => readDirective(`${HEAD}1. ${words}\n`);
/** `strength deadline` of each target. */
const targets = (words: string): readonly string[] =>
  read(words).targets.map(({ strength, deadline }) => `${strength} ${String(deadline?.date)}`);

describe('work told as done by a day that is past', () => {
  it('is a figure, and no task', () => {
    const words = 'Đến hết ngày 31/8/2023 huyện Nà Sản đã bố trí được 12/40 hộ vào khu tái định cư, còn lại ở xen ghép.';
    expect(targets(words)).toEqual([]);
    expect(read(words).measurements).toEqual([expect.objectContaining({ value: '12', denominator: '40' })]);
  });

  it.each([
    'Đến ngày 05/9/2023 các xã đã giao xong 70% diện tích.',
    'Đến ngày 15/9/2023 các xã đã cơ bản hoàn thành đo đạc.',
    'Đến hết tháng 8/2023 huyện Nà Sản đã bàn giao xong mặt bằng chợ mới.',
  ])('is no task: %s', (words) => expect(targets(words)).toEqual([]));

  it.each([
    ['Đến ngày 05/9/2023 các xã đã giao xong 70% diện tích; trước ngày 30/11/2023 giao xong phần còn lại.', ['dated 2023-11-30']],
    ['Đến ngày 31/12/2023 các xã đã giao xong toàn bộ diện tích.', ['dated 2023-12-31']],
    ['Bàn giao hồ sơ các trạm trước ngày 15/9/2023.', ['dated 2023-09-15']],
  ])('leaves what is still to be done: %s', (words, expected) => expect(targets(words)).toEqual(expected));
});
