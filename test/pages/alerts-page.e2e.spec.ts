import { execFileSync } from 'node:child_process';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { Role } from '../../libs/domain/kernel/command.js';
import { chromiumPath, startBrowser } from '../support/browser.js';
import { Days } from '../support/days.js';
import type { HttpClient } from '../support/http-client.js';
import { milestone, plan } from '../support/samples.js';
import { startTestSystem, type TestSystem } from '../support/system.js';
import { registerTuyenQuang } from '../support/tuyen-quang.js';
import { lineTo, type BreakableLine } from './breakable-line.js';

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, "alerts on the leader's page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)"]
    : [describe, "alerts on the leader's page"];

const PROVINCE = 'vn-08@base';
const NA_HANG = 'vn-072@base';

suite(title, () => {
  let system: TestSystem;
  let line: BreakableLine;
  let days: Days;
  let planner: HttpClient;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build.js']);
    [system, browser] = await Promise.all([startTestSystem({ day: '2021-01-04' }), startBrowser()]);
    line = await lineTo(system.url);
    days = new Days(system, '2021-01-04');
    await registerTuyenQuang(await system.as('admin'));
    planner = await system.as('planner');
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await line.close();
    await system.close();
  });
  afterEach(async () => {
    line.mend();
    await page.context().close();
  });

  /** Opens the page as it is on the day that the system has come to. */
  async function open(role: Role, locality = PROVINCE, { search = '', ...options }: BrowserContextOptions & { search?: string } = {}) {
    const { token } = await system.as(role, locality);
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, ...options });
    page = await context.newPage();
    page.setDefaultTimeout(8_000);
    complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${line.url}/?asOf=${days.today}${search}#token=${token}`);
    await page.getByText(/^(Cập nhật trực tiếp|Live)$/).waitFor();
  }

  const alert = (id: string): Locator => page.locator(`[data-alert="${id}"]`);
  const textOf = async (found: Locator): Promise<string> => (await found.innerText()).replace(/\s+/g, ' ').trim();
  const dialog = (): Locator => page.getByRole('dialog');

  const set = (targetId: string, localityId: string, indicatorId = 'disbursement'): Promise<unknown> =>
    planner.done('/v1/targets', {
      ...{ targetId, indicatorId, localityId, responsible: null, provenance: null, note: null },
      ...plan({ quantity: null, milestones: [milestone({ value: '96' })], graceDays: 30 }),
    });
  const report = async (localityId: string, asOf: string, percent: string): Promise<void> => {
    const figure = { shape: 'rate', percent };
    await planner.done('/v1/measurements', { indicatorId: 'disbursement', localityId, asOf, basis: 'actual', figure });
    await days.settled();
  };

  it('says so when no alert is open', async () => {
    await open('leader');
    await page.getByText('Không có cảnh báo nào đang mở.').waitFor();
    expect(await page.locator('#alerts-counts li').allInnerTexts()).toEqual(['0 Nghiêm trọng', '0 Cảnh báo', '0 Lưu ý']);
    expect(complaints).toEqual([]);
  });

  it('shows an alert that is raised while the page is open, marks it as new and reads it out', async () => {
    await set('province', PROVINCE);
    await days.passTo('2021-03-24');
    await report(PROVINCE, '2021-03-14', '22');
    await open('leader');
    await page.getByText('Không có cảnh báo nào đang mở.').waitFor();
    await set('na-hang', NA_HANG);
    await report(NA_HANG, '2021-03-14', '1');
    await alert('na-hang~1').waitFor();
    expect(await textOf(alert('na-hang~1'))).toMatch(
      /^Nghiêm trọng · Chậm tiến độ Mới Na Hang: .*đạt 1 %.* Huyện Na Hang · từ 24\/3\/2021 · Chưa tiếp nhận Tiếp nhận$/,
    );
    expect(await page.locator('#alerts-counts li').allInnerTexts()).toEqual(['1 Nghiêm trọng', '0 Cảnh báo', '0 Lưu ý']);
    await page
      .locator('#alerts-news[aria-live="polite"]')
      .getByText(/^Cảnh báo mới: Na Hang: /)
      .waitFor({ state: 'attached' });
    expect(await page.getByText('Không có cảnh báo nào đang mở.').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('says to whom an alert went up when nobody acknowledged it', async () => {
    await open('leader');
    await alert('na-hang~1').waitFor();
    await days.liveTo('2021-04-02');
    await alert('na-hang~1')
      .getByText(/đã báo lên Tỉnh Tuyên Quang ngày \d+\/\d+\/2021/)
      .waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await alert('na-hang~1')
      .getByText(/escalated to Tuyen Quang Province on \d+ \w+ 2021/)
      .waitFor();
    expect(await textOf(alert('na-hang~1'))).toMatch(/^Critical · Behind schedule .* since 24 Mar 2021 .* Not acknowledged Acknowledge$/);
  });

  it('opens an alert by keyboard to its story, and from there its target', async () => {
    await open('leader');
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
    expect(complaints).toEqual([]);
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
    await open('leader');
    await alert('na-hang~1').getByRole('button', { name: 'Tiếp nhận cảnh báo: Na Hang' }).press('Enter');
    await page.locator('.acknowledgement input:focus').waitFor();
    await page.keyboard.type('Vướng mặt bằng, đã họp');
    await page.getByLabel('Dự kiến khắc phục vào ngày').fill('2199-06-30');
    await dialog().getByRole('button', { name: 'Tiếp nhận', exact: true }).click();
    await dialog().getByText('dev-leader tiếp nhận').waitFor();
    expect(await textOf(dialog().locator('.story li').last())).toMatch(/dev-leader tiếp nhận Vướng mặt bằng, đã họp$/);
    expect(await dialog().locator('form').count()).toBe(0);
    await page.keyboard.press('Escape');
    for (const one of [page, elsewhere]) {
      const row = one.locator('[data-alert="na-hang~1"][data-state="acknowledged"]');
      await row.waitFor();
      expect(await textOf(row)).toMatch(/Đã tiếp nhận · hẹn khắc phục 30\/6\/2199$/);
    }
    await elsewhere.context().close();
    expect(complaints).toEqual([]);
  });

  it('keeps what is being written while the story goes on, and shows nothing of other localities', async () => {
    await set('neighbour', 'vn-02@base');
    await days.settled();
    await open('leader', 'vn', { search: `&locality=${PROVINCE}` });
    await set('chiem-hoa', 'vn-073@base');
    await days.settled();
    await alert('chiem-hoa~1')
      .getByRole('button', { name: /^Tiếp nhận cảnh báo/ })
      .click();
    await page.getByLabel('Ghi chú').fill('Đang rà soát');
    await report('vn-073@base', '2021-03-14', '1');
    await report('vn-02@base', '2021-03-14', '1');
    await dialog().locator('[data-step="changed"]').waitFor();
    expect(await page.getByLabel('Ghi chú').inputValue()).toBe('Đang rà soát');
    expect(await alert('neighbour~1').count()).toBe(0);
    await page
      .locator('#alerts-news')
      .getByText(/^Cảnh báo thay đổi: Chiêm Hóa: /)
      .waitFor({ state: 'attached' });
    expect(complaints).toEqual([]);
  });

  it('says when the connection is lost, comes back by itself and shows what happened meanwhile', async () => {
    await open('leader');
    await alert('na-hang~1').waitFor();
    line.break();
    await page.getByText(/^Mất kết nối từ \d\d:\d\d; đang tự kết nối lại\. Danh sách có thể đã cũ\./).waitFor();
    await set('relocation', NA_HANG, 'relocated-households');
    await days.settled();
    expect(await alert('relocation~1').count()).toBe(0);
    line.mend();
    await page.getByRole('button', { name: 'Thử lại ngay' }).click();
    await alert('relocation~1').waitFor();
    await page.getByText('Cập nhật trực tiếp').waitFor();
    await page
      .locator('#alerts-news')
      .getByText(/^Cảnh báo mới: Na Hang: /)
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

  it('lists for a planner what is to be reported, overdue in words, and keeps it closed for a leader', async () => {
    await open('planner', NA_HANG);
    const duties = (): Locator => page.locator('#duties li');
    await duties().first().waitFor();
    expect(await page.locator('#duties-counts').innerText()).toMatch(/^6 quá hạn, 2 chưa đến hạn; hạn kế tiếp 26\/4\/2021$/);
    await page.getByRole('button', { name: 'Xem thêm, còn 3 việc' }).click();
    const [first, last] = [await textOf(duties().first()), await textOf(duties().last())];
    expect(first).toMatch(/^25\/1\/2021 Quá hạn Số liệu tháng 1\/2021 “.*” của Huyện Na Hang .*đã quá hạn/);
    expect(last).toMatch(/^26\/4\/2021 Chưa đến hạn Số liệu tháng 4\/2021 .* còn \d+ ngày làm việc\.$/);
    await page.context().close();
    await open('leader', NA_HANG);
    expect(await duties().count()).toBe(0);
    await page.getByText('Việc phải báo cáo').click();
    await duties().first().waitFor();
    expect(complaints).toEqual([]);
  });

  it('fits a telephone in the dark', async () => {
    await open('planner', PROVINCE, { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await alert('chiem-hoa~1').waitFor();
    await page.locator('#duties li').first().waitFor();
    const widthOf = (found: Locator): Promise<number> =>
      found.evaluate((element) => (element as unknown as { scrollWidth: number }).scrollWidth);
    expect(await widthOf(page.locator('html'))).toBeLessThanOrEqual(360);
    await alert('chiem-hoa~1').getByRole('button').first().click();
    await dialog().waitFor();
    expect(await widthOf(dialog())).toBeLessThanOrEqual(340);
    expect(complaints).toEqual([]);
  });
});
