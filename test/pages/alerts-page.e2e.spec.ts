import type { Locator } from 'playwright-core';
import { addDays } from '../../libs/domain/kernel/civil-date.js';
import { todayInVietnam } from '../../libs/features/http/today.js';
import { chromiumPath } from '../support/browser.js';
import { alertIn, CHIEM_HOA, comesLate, HA_GIANG, held, NA_HANG, PageHouse, PROVINCE, textOf, type OpenPage } from './page-house.js';

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, "alerts on the leader's page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)"]
    : [describe, "alerts on the leader's page"];

suite(title, () => {
  let house: PageHouse;
  let page: OpenPage;

  beforeAll(async () => {
    house = await PageHouse.start('2021-01-04');
  }, 120_000);
  afterEach(() => house.tidy());
  afterAll(() => house?.close());

  const open = async (...asked: Parameters<PageHouse['open']>): Promise<void> => {
    page = await house.open(...asked);
  };
  const alert = (id: string): Locator => alertIn(page, id);
  const dialog = (): Locator => page.getByRole('dialog');

  it('says so when no alert is open', async () => {
    await open('leader', PROVINCE);
    await page.getByText('Không có cảnh báo nào đang mở.').waitFor();
    expect(await page.locator('#alerts-counts li').allInnerTexts()).toEqual(['0 Nghiêm trọng', '0 Đáng lo ngại', '0 Lưu ý']);
    expect(page.complaints).toEqual([]);
  });

  it('shows an alert that is raised while the page is open, marks it as new and reads it out', async () => {
    await house.set('province', PROVINCE);
    await house.days.passTo('2021-03-26');
    await house.report(PROVINCE, '2021-03-14', '22');
    await open('leader', PROVINCE);
    await page.getByText('Không có cảnh báo nào đang mở.').waitFor();
    const { behind } = await comesLate(page, '**/v1/alerts?*');
    await house.set('na-hang', NA_HANG);
    const news = page.locator('#alerts-news[aria-live="polite"]');
    await house.report(NA_HANG, '2021-03-14', '1');
    await news.getByText(/^Cảnh báo mới: Na Hang: .*đạt 1 % /).waitFor({ state: 'attached' });
    await alert('na-hang~1').getByText('Chậm tiến độ').waitFor();
    expect(await textOf(alert('na-hang~1'))).toMatch(
      /^Nghiêm trọng · Chậm tiến độ Mới Na Hang: .*đạt 1 %.* Huyện Na Hang · từ 26\/3\/2021 · Chưa tiếp nhận Tiếp nhận$/,
    );
    expect(await page.locator('#alerts-counts li').allInnerTexts()).toEqual(['1 Nghiêm trọng', '0 Đáng lo ngại', '0 Lưu ý']);
    expect(await page.getByText('Không có cảnh báo nào đang mở.').count()).toBe(0);
    expect(behind.length).toBeGreaterThan(0);
    expect(page.complaints.filter((line) => !line.includes('503'))).toEqual([]);
  });

  it('shows how the target stands now beside what was found', async () => {
    await open('leader', PROVINCE);
    await alert('na-hang~1').waitFor();
    expect(await alert('na-hang~1').locator('.present').count()).toBe(0);
    await house.report(NA_HANG, '2021-03-20', '2');
    expect(await textOf(alert('na-hang~1').getByRole('button').first())).toMatch(/đạt 1 % tính đến 14\/3\/2021/);
    await page.reload();
    await alert('na-hang~1').locator('.present').waitFor();
    expect(await textOf(alert('na-hang~1').locator('.present'))).toMatch(/^Hiện nay Không đạt: đạt 2 % tính đến 20\/3\/2021/);
    await alert('na-hang~1').getByRole('button').first().click();
    await dialog().locator('.present').waitFor();
    expect(await dialog().locator('.when').allInnerTexts()).toEqual(['Khi phát hiện', 'Hiện nay']);
    expect(page.complaints).toEqual([]);
  });

  it('says to whom an alert went up when nobody acknowledged it', async () => {
    await open('leader', PROVINCE);
    await alert('na-hang~1').waitFor();
    await house.days.liveTo('2021-04-02');
    await alert('na-hang~1')
      .getByText(/đã báo lên Tỉnh Tuyên Quang ngày \d+\/\d+\/2021/)
      .waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await alert('na-hang~1')
      .getByText(/escalated to Tuyen Quang Province on \d+ \w+ 2021/)
      .waitFor();
    expect(await textOf(alert('na-hang~1'))).toMatch(/^Critical · Behind schedule .* since 26 Mar 2021 .* Not acknowledged Acknowledge$/);
  });

  it('opens an alert by keyboard to its story, and from there its target', async () => {
    await open('leader', PROVINCE);
    const sentence = alert('na-hang~1').getByRole('button').first();
    await sentence.press('Enter');
    await page.getByRole('dialog', { name: /^Na Hang: / }).waitFor();
    expect((await dialog().locator('.story li strong').allInnerTexts()).slice(0, 1)).toEqual(['Phát cảnh báo']);
    expect(await dialog().locator('.story li strong').allInnerTexts()).toContain('Báo lên Tỉnh Tuyên Quang');
    await page.keyboard.press('Escape');
    expect(await sentence.evaluate((button) => button.ownerDocument.activeElement === button)).toBe(true);
    await sentence.click();
    await dialog().getByRole('button', { name: 'Xem tiến độ mục tiêu này' }).click();
    await page.getByRole('dialog', { name: /Huyện Na Hang$/ }).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('brings nothing back that was closed or left when its answer comes late', async () => {
    await open('leader', PROVINCE);
    await alert('na-hang~1').getByRole('button').first().click();
    const target = await held(page, '**/v1/targets/*/progress*');
    await dialog().getByRole('button', { name: 'Xem tiến độ mục tiêu này' }).click();
    await page.keyboard.press('Escape');
    await target.go();
    expect(await dialog().count()).toBe(0);

    const list = await held(page, '**/v1/alerts?*', 1);
    const asked = page.waitForRequest('**/v1/alerts?*');
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await asked;
    await page.locator('#knownAt').fill(`${addDays(todayInVietnam(), -1)}T00:00:01`);
    await page.locator('#past').waitFor();
    await list.go();
    expect(await page.locator('#alerts-link').innerText()).toBe('');
  });

  it('opens the alert that a link in a mail names, ready to be acknowledged, also where the token is given first', async () => {
    await open('leader', PROVINCE);
    const link = new URL('/#alert=na-hang~1', page.url()).href;
    const token = await page.evaluate<string>("sessionStorage.getItem('tiendo.token') ?? ''");
    await page.goto(link);
    await page.getByRole('dialog', { name: /^Na Hang: / }).waitFor();
    expect(await dialog().locator('.acknowledgement input').first().isVisible()).toBe(true);
    await page.evaluate('sessionStorage.clear()');
    await page.reload();
    await page.locator('#token').fill(token);
    expect(await dialog().count()).toBe(0);
    await page.locator('#token').press('Enter');
    await page.getByRole('dialog', { name: /^Na Hang: / }).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('says in the language of the page why an acknowledgement is refused, and keeps what was written', async () => {
    await open('leader', PROVINCE, { search: '&lang=en' });
    await alert('na-hang~1').getByRole('button', { name: 'Acknowledge the alert: ' }).click();
    await page.getByLabel('Note (cause and remedy)').fill('Site not cleared');
    await page.getByLabel('Expected recovery on').fill('2020-06-30');
    await dialog().getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await dialog()
      .getByRole('alert')
      .getByText(/^The day of recovery, 2020-06-30, lies before/)
      .waitFor();
    expect(await page.getByLabel('Note (cause and remedy)').inputValue()).toBe('Site not cleared');
  });

  it('acknowledges an alert with a note and a day, on this page and on every other that is open', async () => {
    await open('leader', NA_HANG);
    const elsewhere = page;
    await alert('na-hang~1').waitFor();
    await open('leader', PROVINCE);
    await alert('na-hang~1').getByRole('button', { name: 'Tiếp nhận cảnh báo: Na Hang' }).press('Enter');
    await page.locator('.acknowledgement input:focus').waitFor();
    await page.keyboard.type('Vướng mặt bằng, đã họp');
    const promised = addDays(todayInVietnam(), 30);
    await page.getByLabel('Dự kiến khắc phục vào ngày').fill(promised);
    await dialog().getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
    await dialog().getByText('dev-leader tiếp nhận').waitFor();
    expect(await textOf(dialog().locator('.story li').last())).toMatch(/dev-leader tiếp nhận Vướng mặt bằng, đã họp$/);
    expect(await dialog().locator('form').count()).toBe(0);
    await page.keyboard.press('Escape');
    for (const one of [page, elsewhere]) {
      const row = one.locator('[data-alert="na-hang~1"][data-state="acknowledged"]');
      await row.waitFor();
      const [year, month, day] = promised.split('-').map(Number);
      expect(await textOf(row)).toMatch(new RegExp(`Đã tiếp nhận · hẹn khắc phục ${day}/${month}/${year}$`));
    }
    expect(page.complaints).toEqual([]);
  });

  it('keeps what is being written while the story goes on, and shows nothing of other localities', async () => {
    await house.set('neighbour', HA_GIANG);
    await house.report(HA_GIANG, '2021-02-14', '8');
    await open('leader', 'vn', { search: `&locality=${PROVINCE}` });
    await house.set('chiem-hoa', CHIEM_HOA);
    await house.report(CHIEM_HOA, '2021-02-14', '8');
    await alert('chiem-hoa~1')
      .getByRole('button', { name: /^Tiếp nhận cảnh báo/ })
      .click();
    await page.getByLabel('Ghi chú').fill('Đang rà soát');
    await house.report(CHIEM_HOA, '2021-03-14', '8');
    await house.report(HA_GIANG, '2021-03-14', '8');
    await dialog().locator('[data-step="changed"]').waitFor();
    expect(await page.getByLabel('Ghi chú').inputValue()).toBe('Đang rà soát');
    expect(await alert('neighbour~1').count()).toBe(0);
    await page
      .locator('#alerts-news')
      .getByText(/^Cảnh báo thay đổi: Chiêm Hóa: /)
      .waitFor({ state: 'attached' });
    expect(page.complaints).toEqual([]);
  });

  it('says when the connection is lost, comes back by itself and shows what happened meanwhile', async () => {
    await open('leader', PROVINCE);
    await alert('na-hang~1').waitFor();
    house.line.break();
    await page.getByText(/^Mất kết nối từ \d\d:\d\d; đang tự kết nối lại\. Danh sách có thể đã cũ\./).waitFor();
    await house.set('relocation', NA_HANG, 'relocated-households');
    await house.days.passTo('2021-04-27');
    expect(await alert('relocation~1').count()).toBe(0);
    house.line.mend();
    // The page may be quicker than whoever presses.
    await Promise.race([page.getByRole('button', { name: 'Thử lại ngay' }).click(), page.getByText('Cập nhật trực tiếp').waitFor()]);
    await alert('relocation~1').waitFor();
    await page.getByText('Cập nhật trực tiếp').waitFor();
    await page
      .locator('#alerts-news')
      .getByText(/[Cc]ảnh báo/)
      .first()
      .waitFor({ state: 'attached' });
  });

  it('lets those who only read see, not acknowledge', async () => {
    await open('auditor', 'vn');
    await alert('chiem-hoa~1').waitFor();
    expect(await page.getByRole('button', { name: /Tiếp nhận/ }).count()).toBe(0);
    await alert('chiem-hoa~1').getByRole('button').click();
    await dialog().waitFor();
    expect(await dialog().locator('form').count()).toBe(0);
  });
});
