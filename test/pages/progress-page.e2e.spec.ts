import { execFileSync } from 'node:child_process';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { issueDevelopmentToken } from '../../libs/features/access/development-key.js';
import { chromiumPath, startBrowser } from '../support/browser.js';
import { startTestSystem, type TestSystem } from '../support/system.js';

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, "the leader's page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)"]
    : [describe, "the leader's page"];

suite(title, () => {
  let system: TestSystem;
  let browser: Browser;
  let token: string;
  let page: Page;
  let complaints: string[];
  let asked: URL[];

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build.js']);
    system = await startTestSystem({ catalogue: true });
    token = await issueDevelopmentToken(system.key, { role: 'leader', locality: 'vn-08@base' });
    browser = await startBrowser();
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await system.close();
  });
  afterEach(() => page.close());

  async function open(
    search: string,
    { hash = `#token=${token}`, ...options }: BrowserContextOptions & { hash?: string } = {},
  ): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1180, height: 820 }, ...options });
    [complaints, asked] = [[], []];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => asked.push(new URL(request.url())));
    await page.goto(`${system.url}/${search}${hash}`);
  }

  const DAY = '?asOf=2021-08-31&locality=vn-08@base';
  const row = (target: string): Locator => page.locator(`#rows tr[data-target="${target}"]`);
  const board = (id: string): Locator => page.locator(`.board tr[data-row="${id}"]`);
  const chip = (status: string): Locator => page.locator(`.chip[data-status="${status}"]`);
  const textOf = async (target: string): Promise<string> => ((await row(target).innerText()) ?? '').replace(/\s+/g, ' ');

  it('shows who is behind on what, worst first, and what nobody reported in grey', async () => {
    await open(DAY);
    expect(await textOf('tq-2021-08-relocation-na-hang')).toMatch(/Huyện Na Hang .*4\/44 · 9,09 % Chậm tiến độ/);
    expect(await textOf('tq-2021-08-relocation-ham-yen')).toMatch(/Huyện Hàm Yên .*2\/6 · 33,33 % Chậm tiến độ/);
    expect(await textOf('tq-2021-08-relocation-chiem-hoa')).toMatch(/Huyện Chiêm Hóa .*10\/10 · 100 % Đã đạt/);
    expect(await textOf('tq-2021-08-relocation')).toMatch(
      /37\/84 · 44,05 % bên dưới: cộng được 5\/5 nơi .*ít nhất 100 % đến 31\/12\/2021 31\/8\/2021/,
    );
    expect(await textOf('tq-2021-08-disbursement')).toMatch(/mục 2, gạch 4 — Chưa có số liệu trên 60 % đến 30\/9\/2021/);
    const statuses = await page.locator('#rows tr .tag').allInnerTexts();
    expect(statuses.slice(0, 3)).toEqual(['Chậm tiến độ', 'Chậm tiến độ', 'Chậm tiến độ']);
    const colourOf = (target: string): Promise<string> =>
      row(target)
        .locator('.tag')
        .evaluate((tag) => (globalThis as unknown as { getComputedStyle(of: unknown): { color: string } }).getComputedStyle(tag).color);
    expect(await colourOf('tq-2021-08-disbursement')).toBe('rgb(102, 111, 122)');
    expect(await colourOf('tq-2021-08-relocation-chiem-hoa')).toBe('rgb(26, 116, 54)');
    expect(complaints).toEqual([]);
  });

  it('keeps the token out of the address, asks nobody but its own server, and runs under a strict policy', async () => {
    await open(DAY);
    await chip('behind').waitFor();
    expect(page.url()).toBe(`${system.url}/${DAY}`);
    expect(asked.filter(({ origin }) => origin !== system.url)).toEqual([]);
    expect(asked.some(({ href }) => href.includes(token))).toBe(false);
    const policy = (await fetch(system.url)).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect((await fetch(`${system.url}/web/..%2f..%2fpackage.json`)).status).toBe(404);
  });

  it('filters by status with a chip, and the address keeps it', async () => {
    await open(DAY);
    await chip('behind').click();
    await row('tq-2021-08-relocation').waitFor({ state: 'detached' });
    expect(await page.locator('#rows tbody tr').count()).toBe(3);
    expect(page.url()).toContain('&status=behind');
    await page.reload();
    await row('tq-2021-08-relocation-na-hang').waitFor();
    expect(await chip('behind').getAttribute('aria-pressed')).toBe('true');
    expect(await page.locator('#rows tbody tr').count()).toBe(3);
    await page.goBack();
    await row('tq-2021-08-relocation').waitFor();
  });

  it('tells by locality how many targets have which status, worst first, and what changed in a week', async () => {
    await open(DAY);
    await board('vn-072@base').waitFor();
    const heads = await page.locator('.board thead th').allInnerTexts();
    expect(heads.slice(0, 2)).toEqual(['Địa phương', 'Chậm tiến độ']);
    expect(heads.at(-1)).toBe('Xấu nhất, so với tiến độ');
    const names = await page.locator('.board tbody th').allInnerTexts();
    expect(names).toContain('Riêng Tỉnh Tuyên Quang');
    expect(names.indexOf('Huyện Na Hang')).toBeLessThan(names.indexOf('Huyện Chiêm Hóa'));
    const count = board('vn-072@base').getByRole('button', { name: /^Huyện Na Hang: 1 Chậm tiến độ, tăng 1 so với 24\/8\/2021$/ });
    expect(await count.innerText()).toMatch(/^1\s*▲1$/);
    expect(await board('vn-072@base').locator('.worst').innerText()).toMatch(/: −57,48\sđiểm\s%$/);
    expect(complaints).toEqual([]);
  });

  it('always counts missing figures, in a column and a chip, even where there are none', async () => {
    await open(DAY);
    await board('own').locator('.count.no_data').waitFor();
    expect(Number(await chip('no_data').locator('b').innerText())).toBeGreaterThan(0);
    await page.close();
    await open('?asOf=2021-09-08&locality=vn-072@base');
    await board('own').waitFor();
    expect(await page.locator('.board thead th').allInnerTexts()).toContain('Chưa có số liệu');
    expect(await board('own').locator('.count.no_data').count()).toBe(0);
    expect(await chip('no_data').innerText()).toMatch(/^0\s+Chưa có số liệu$/);
    expect(await chip('achieved').count()).toBe(0);
  });

  it('filters the list below by a row of the scoreboard and by one of its counts, and once more for all', async () => {
    await open(DAY);
    await board('vn-072@base').getByRole('button', { name: 'Huyện Na Hang', exact: true }).click();
    await row('tq-2021-08-relocation').waitFor({ state: 'detached' });
    expect(page.url()).toContain('&within=vn-072@base');
    expect(await page.locator('#rows td.place').allInnerTexts()).toEqual(
      Array.from({ length: await page.locator('#rows td.place').count() }, () => 'Huyện Na Hang'),
    );
    const own = board('own').getByRole('button', { name: /Có nguy cơ chậm/ });
    await own.click();
    await row('tq-2021-08-relocation').waitFor();
    expect(await page.locator('#rows tbody tr').count()).toBe(Number((await own.locator('b').innerText()).trim()));
    expect(await board('own').getByRole('button', { pressed: true }).count()).toBe(1);
    await own.click();
    await row('tq-2021-08-relocation-na-hang').waitFor();
    expect(page.url()).not.toContain('within');
  });

  it('opens a target by keyboard with its chart, its milestones and its parts, and a part from there', async () => {
    await open(DAY);
    await row('tq-2021-08-relocation').getByRole('button').press('Enter');
    const dialog = page.getByRole('dialog', { name: /Tỉnh Tuyên Quang/ });
    await dialog.waitFor();
    expect(await dialog.locator('.verdict').innerText()).toMatch(/Có nguy cơ chậm\s+37\/84 · 44,05\s%/);
    expect(
      await dialog
        .getByRole('img', { name: /Theo tiến độ: 66,58\s%; Mục tiêu: 100\s%/ })
        .first()
        .locator('polyline.expected')
        .count(),
    ).toBe(1);
    expect(await dialog.locator('circle.milestone, circle.reported').count()).toBe(2);
    expect(await dialog.locator('.parts tbody tr').count()).toBe(5);
    await dialog.getByText('Huyện Na Hang').click();
    await page.getByRole('dialog', { name: /Huyện Na Hang/ }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('speaks English when asked, with its numbers and dates', async () => {
    await open(DAY);
    await row('tq-2021-08-relocation').waitFor();
    await page.getByLabel('Ngôn ngữ').selectOption('en');
    await chip('behind').getByText('Behind').waitFor();
    await page.getByText('Households relocated').first().waitFor();
    expect(await textOf('tq-2021-08-relocation')).toMatch(
      /37\/84 · 44\.05 % beneath: 5 of 5 added up At risk at least 100 % by 31 Dec 2021/,
    );
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(
      await board('vn-072@base')
        .getByRole('button', { name: /: 1 Behind, 1 more than on 24 Aug 2021/ })
        .count(),
    ).toBe(1);
    expect(await page.getByLabel('Locality').locator('option:checked').innerText()).toBe('Tuyen Quang Province');
  });

  it('pages through what is more than a screen, and says when a day has no target', async () => {
    token = await issueDevelopmentToken(system.key, { role: 'leader', locality: 'vn' });
    await open('?asOf=2021-08-31');
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    await page.getByRole('button', { name: 'Xem thêm' }).waitFor({ state: 'detached' });
    expect(await page.locator('#rows tbody tr').count()).toBe(79);
    await page.getByLabel('Địa phương').selectOption({ label: 'Tỉnh An Giang' });
    await page.getByText('Không có mục tiêu nào đang theo dõi tính đến ngày 31/8/2021').waitFor();
    expect(page.url()).toContain('locality=vn-89@base');
  });

  it('asks for a token when it has none or a wrong one', async () => {
    await open(DAY, { hash: '' });
    await page.getByLabel('Mã truy cập').fill('a.b.c');
    await page.getByRole('button', { name: 'Mở' }).click();
    await page.getByText(/Nhập mã truy cập/).waitFor();
    expect(await page.locator('#rows tr').count()).toBe(0);
    await page.getByLabel('Mã truy cập').fill(token);
    await page.getByRole('button', { name: 'Mở' }).click();
    await row('tq-2021-08-relocation').waitFor();
    expect(await page.getByLabel('Mã truy cập').isVisible()).toBe(false);
  });

  it('fits a telephone', async () => {
    await open(DAY, { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await row('tq-2021-08-relocation').waitFor();
    const width = await page.locator('html').evaluate((html) => (html as unknown as { scrollWidth: number }).scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    expect(await board('vn-072@base').locator('.count.behind').innerText()).toMatch(/^1\s*Chậm tiến độ\s*▲1$/);
    await row('tq-2021-08-relocation').click();
    await page.getByRole('dialog').waitFor();
    expect(complaints).toEqual([]);
  });
});
