import type { Locator } from 'playwright-core';
import { chromiumPath } from '../support/browser.js';
import { alertIn, NA_HANG, PageHouse, PROVINCE, textOf, widthOf, type OpenPage } from './page-house.js';

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, "a planner's page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)"]
    : [describe, "a planner's page"];

suite(title, () => {
  let house: PageHouse;
  let page: OpenPage;

  beforeAll(async () => {
    house = await PageHouse.start('2021-03-12');
    await house.set('na-hang', NA_HANG);
    await house.set('relocation', NA_HANG, 'relocated-households');
    await house.days.passTo('2021-04-02');
  }, 120_000);
  afterEach(() => house.tidy());
  afterAll(() => house?.close());

  const open = async (...asked: Parameters<PageHouse['open']>): Promise<void> => {
    page = await house.open(...asked);
  };

  it('lists for a planner what is to be reported, overdue in words, and keeps it closed for a leader', async () => {
    await open('planner', NA_HANG);
    const duties = (): Locator => page.locator('#duties li');
    await duties().first().waitFor();
    expect(await page.locator('#duties-counts').innerText()).toMatch(/^6 quá hạn, 2 chưa đến hạn; hạn kế tiếp 26\/4\/2021$/);
    await page.getByRole('button', { name: 'Xem thêm, còn 3 việc' }).click();
    const [first, last] = [await textOf(duties().first()), await textOf(duties().last())];
    expect(first).toMatch(/^25\/1\/2021 Quá hạn Số liệu tháng 1\/2021 “.*” của Huyện Na Hang .*đã quá hạn/);
    expect(last).toMatch(/^26\/4\/2021 Chưa đến hạn Số liệu tháng 4\/2021 .* còn \d+ ngày làm việc\.$/);
    await open('leader', NA_HANG);
    expect(await duties().count()).toBe(0);
    await page.getByText('Việc phải báo cáo').click();
    await duties().first().waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('says so where nothing is to be reported', async () => {
    await open('planner', 'vn-02@base');
    await page.getByText('Không có báo cáo nào quá hạn hay sắp đến hạn.').waitFor();
    expect(await page.locator('#duties-counts').innerText()).toBe('0 quá hạn, 0 chưa đến hạn');
  });

  it('fits a telephone in the dark', async () => {
    await open('planner', PROVINCE, { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await alertIn(page, 'na-hang~1').waitFor();
    await page.locator('#duties li').first().waitFor();
    expect(await widthOf(page.locator('html'))).toBeLessThanOrEqual(360);
    await alertIn(page, 'na-hang~1').getByRole('button').first().click();
    await page.getByRole('dialog').waitFor();
    expect(await widthOf(page.getByRole('dialog'))).toBeLessThanOrEqual(340);
    expect(page.complaints).toEqual([]);
  });
});
