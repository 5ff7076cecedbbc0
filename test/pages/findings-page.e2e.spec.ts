import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { extractText } from '../../libs/formats/extract-text.js';
import { addDays } from '../../libs/domain/kernel/civil-date.js';
import type { Role } from '../../libs/domain/kernel/command.js';
import { todayInVietnam } from '../../libs/features/http/today.js';
import { createKeyFile } from '../../libs/features/transparency/key-file.js';
import { openFindings, settleFindings } from '../../libs/features/transparency/recorded-findings.js';
import { chromiumPath, startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { milestone, plan } from '../support/samples.js';
import { raisedAlert, storeAlert } from '../support/stored-alerts.js';
import { allCaughtUp, startTestSystem, type TestSystem } from '../support/system.js';
import { ORIGIN, tamper } from '../support/transparency.js';
import { registerTuyenQuang } from '../support/tuyen-quang.js';
import { textOf, widthOf } from './page-house.js';

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, "the auditor's page of findings: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)"]
    : [describe, "the auditor's page of findings"];

const TODAY = todayInVietnam();
const ago = (days: number): string => addDays(TODAY, -days);
const NA_HANG = { indicatorId: 'relocated-households', localityId: 'vn-072@base' };
const CHIEM_HOA = { ...NA_HANG, localityId: 'vn-073@base' };
const year = Number(TODAY.slice(0, 4));
const figureId = `relocated-households.vn-072@base.${year}.${ago(5)}.actual`;

/** Findings of four kinds in two districts. */
async function fill(house: TestSystem): Promise<void> {
  await registerTuyenQuang(await house.as('admin'));
  const planner = await house.as('planner', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
  const both = await house.as('verifier', 'vn-08@base', { subject: 'hoa', name: 'Nguyễn Thị Hoà' });
  const aims = (value: string) =>
    plan({
      quantity: null,
      baseline: { value: '0', on: ago(300) },
      milestones: [milestone({ due: ago(10), value }), milestone({ due: ago(-100), value: '84' })],
    });
  const figure = (value: string) => ({ shape: 'count', value });
  await planner.done('/v1/targets', { targetId: 'moved', ...NA_HANG, ...aims('30') });
  await planner.done('/v1/measurements', { ...NA_HANG, asOf: ago(5), basis: 'actual', figure: figure('4'), year });
  await planner.done('/v1/targets/moved/revisions', { ...aims('20'), reason: 'Mưa lũ kéo dài' });
  await both.done(`/v1/measurements/${figureId}/verification`, {});
  await planner.done(`/v1/measurements/${figureId}/correction`, { figure: figure('14'), reason: 'cộng sót' });
  await planner.done('/v1/measurements', {
    ...CHIEM_HOA,
    asOf: ago(70),
    basis: 'actual',
    figure: figure('6'),
    year: Number(ago(70).slice(0, 4)),
  });
  await storeAlert(house.store, raisedAlert('moved', NA_HANG.indicatorId, NA_HANG.localityId));
  await allCaughtUp(house.store, house.sql);
}

suite(title, () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiendo-findings-'));
  let house: TestSystem;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    execFileSync(process.execPath, ['scripts/build.js']);
    const keyFile = join(folder, 'log-key.json');
    await createKeyFile(keyFile, ORIGIN, '2026-01-01T00:00:00.000Z');
    const transparency = { keyFile, headEveryMs: 300, witnesses: [], mail: null, verifyEveryMs: 500 };
    [house, browser] = await Promise.all([startTestSystem({ transparency }), startBrowser()]);
    await fill(house);
  }, 120_000);
  afterEach(() => page.context().close());
  afterAll(async () => {
    await browser.close();
    await house.close();
    rmSync(folder, { recursive: true });
  });

  async function open(
    role: Role,
    path = '/web/findings.html',
    options: BrowserContextOptions = {},
    locality = 'vn-08@base',
  ): Promise<void> {
    const { token } = await house.as(role, locality);
    const context = await browser.newContext({ viewport: { width: 1280, height: 820 }, locale: 'vi-VN', ...options });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    complaints = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${house.url}${path}#token=${token}`);
  }
  const rows = (): Locator => page.locator('[data-finding]');
  const row = (kind: string): Locator => page.locator(`[data-finding^="${kind}."]`);
  const chip = (kind: string): Locator => page.locator(`[data-kind="${kind}"]`);
  const shot = async (name: string): Promise<void> => {
    if (process.env.PAGE_SHOTS) await page.screenshot({ path: join(process.env.PAGE_SHOTS, `${name}.png`), fullPage: true });
  };

  it('lists what is worth a look: which kind, how grave, what, where, who and when', async () => {
    await open('auditor');
    await rows().first().waitFor();
    expect(await rows().count()).toBe(5);
    expect(await textOf(row('revised_after_due'))).toMatch(
      /^Nghiêm trọng Sửa mục tiêu sau khi mốc đã đến hạn Nguyễn Thị Hoà sửa mục tiêu di dời hộ dân của huyện Na Hang .*lý do: Mưa lũ kéo dài\. Mục tiêu: di dời hộ dân · Huyện Na Hang · Nguyễn Thị Hoà, cán bộ kế hoạch · ghi .* Lịch sử$/,
    );
    expect(await textOf(page.locator('#scope'))).toMatch(/^5 việc · Tất cả địa phương · đã biết đến .* \(vị trí \d+\)$/);
    expect(await textOf(chip('back_dated'))).toBe('1 Ghi lùi ngày');
    expect(await textOf(chip('all'))).toBe('5 Tất cả');
    expect(await page.locator('#log-banner').isVisible()).toBe(false);
    await shot('findings-1280');
    expect(complaints).toEqual([]);
  });

  it('is filtered by kind, place and period, and the address keeps it', async () => {
    await open('leader');
    await chip('self_verified').click();
    await row('back_dated').waitFor({ state: 'detached' });
    expect(await rows().count()).toBe(1);
    await chip('back_dated').click();
    await row('back_dated').waitFor();
    expect(page.url()).toContain('kind=self_verified,back_dated');
    await row('back_dated').getByRole('button', { name: 'Huyện Chiêm Hóa' }).click();
    await row('self_verified').waitFor({ state: 'detached' });
    await page.reload();
    await row('back_dated').waitFor();
    expect(await rows().count()).toBe(1);
    expect(await textOf(page.locator('#scope'))).toMatch(/^1 việc · .*Ghi lùi ngày · Huyện Chiêm Hóa/);
    await page.getByLabel('đến hết ngày').fill(ago(2));
    await page.getByText('Không có việc nào như đã chọn.').waitFor();
    await page.goBack();
    await row('back_dated').waitFor();
    await page.getByLabel('Địa phương').selectOption('');
    await row('self_verified').waitFor();
  });

  it('shows of a moment what was known then, and speaks English when asked', async () => {
    await open('auditor', '/web/findings.html?lang=en');
    await row('self_verified').waitFor();
    expect(await textOf(row('self_verified'))).toMatch(
      /^Warning Same person recorded and verified Nguyễn Thị Hoà both recorded .* History$/,
    );
    await page.getByLabel('Known at').fill('2021-09-30T17:00');
    await page.getByText('There is nothing of what was chosen.').waitFor();
    expect(await textOf(page.locator('#scope'))).toMatch(/^0 findings .* known at 30\/09\/2021, 17:00:00 Việt Nam time \(position 0\)$/);
    await page.getByText('You are looking at the past: what the system knew at 30/09/2021, 17:00:00 (Việt Nam time).').waitFor();
    await page.getByRole('button', { name: 'Back to the present' }).click();
    await row('self_verified').waitFor();
    expect(await page.locator('#past').isVisible()).toBe(false);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('hides the directives of now from the main page of the past, and takes no position for a year', async () => {
    await open('auditor', `/?knownAt=${ago(1)}T00:00:01`);
    await page.locator('#past').waitFor();
    expect(await page.locator('#directives').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Về hiện tại' }).click();
    await page.locator('#directives').waitFor();
    await page.goto(`${house.url}/?knownAt=3166`);
    await page.locator('#board .board').waitFor();
    expect([await page.locator('#past').isVisible(), await page.getByLabel('Đã biết đến').inputValue()]).toEqual([false, '']);
  });

  it('leads to the events that a finding rests on, to their proofs, and to the history with its bundle', async () => {
    await open('auditor');
    const found = row('corrected_after_verification');
    await found.getByText('Căn cứ: 2 sự kiện').click();
    expect(await found.locator('.evidence li').count()).toBe(2);
    expect(await textOf(found.locator('.evidence li').last())).toMatch(
      /từ 4 hộ thành 14 hộ; lý do: cộng sót\. .* Nguyễn Thị Hoà \(hoa\), cán bộ kế hoạch · vị trí \d+ · bằng chứng trong nhật ký$/,
    );
    const proof = await found.getByRole('link', { name: 'bằng chứng trong nhật ký' }).last().getAttribute('href');
    expect((await fetch(house.url + proof)).status).toBe(200);
    await found.getByRole('link', { name: /^Lịch sử: / }).click();
    await page.getByRole('dialog', { name: /^Lịch sử: Số liệu di dời hộ dân, huyện Na Hang/ }).waitFor();
    expect(page.url()).toContain(`#history=measurement/`);
    expect(await page.locator('dialog .story li').count()).toBe(3);
    await page.getByLabel('Lý do lấy gói bằng chứng của mục tiêu moved (được ghi lại)').fill('Kiểm toán năm nay');
    await shot('finding-history-1280');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải gói bằng chứng' }).click()]);
    expect(download.suggestedFilename()).toBe('moved.zip');
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => url.hash === '');
    expect(complaints).toEqual([]);
  });

  it('opens the history that its address names, and lets a leader read it without a bundle', async () => {
    await open('leader');
    await rows().first().waitFor();
    await row('alert_unacknowledged')
      .getByRole('link', { name: /^Lịch sử/ })
      .click();
    await page.getByRole('dialog', { name: /^Lịch sử: Cảnh báo di dời hộ dân/ }).waitFor();
    await page.reload();
    await page.getByRole('dialog', { name: /^Lịch sử: Cảnh báo di dời hộ dân/ }).waitFor();
    expect(await page.getByRole('button', { name: 'Tải PDF' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Tải gói bằng chứng' }).count()).toBe(0);
  });

  it('shows a history also where its targets cannot be read, and each further page once', async () => {
    await open('auditor');
    await page.route('**/v1/targets?*', (route) => route.fulfill({ status: 500, json: { detail: 'Không đọc được.' } }));
    await page.route('**/v1/measurements/*/history*', async (route) => {
      const url = new URL(route.request().url());
      const isFirst = !url.searchParams.has('cursor');
      url.searchParams.delete('cursor');
      const response = await route.fetch({ url: url.href });
      await route.fulfill({ response, json: { ...(await response.json()), nextCursor: isFirst ? 'next' : null } });
    });
    await row('corrected_after_verification')
      .getByRole('link', { name: /^Lịch sử: / })
      .click();
    await page.getByRole('dialog').getByText('Không đọc được.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Xem tiếp' }).dblclick();
    await page.getByRole('button', { name: 'Xem tiếp' }).waitFor({ state: 'hidden' });
    await page.waitForLoadState('networkidle');
    expect(await page.locator('dialog .story li').count()).toBe(6);
  });

  it('prints what it is of and every event, without what only a screen needs', async () => {
    await open('auditor');
    await rows().first().waitFor();
    if (process.env.PAGE_SHOTS) await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await shot('findings-paper');
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    const paper = new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
    const text = (await extractText(paper, { fileName: 'findings.pdf' })).text.replace(/\s+/g, ' ');
    expect(text).toContain('5 việc · Tất cả địa phương · đã biết đến');
    expect(text).toContain('từ 4 hộ thành 14 hộ; lý do: cộng sót.');
    expect(text).not.toContain('In danh sách');
    expect(await page.locator('details[open]').count()).toBe(0);
  });

  it('fits a telephone', async () => {
    await open('auditor', '/web/findings.html', { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await rows().first().waitFor();
    expect(await widthOf(page.locator('html'))).toBeLessThanOrEqual(360);
    await page.setViewportSize({ width: 390, height: 800 });
    await shot('findings-390');
  });

  it('is found from the main page by those who may, and refused to others', async () => {
    await open('auditor', '/?locality=vn-08@base&lang=en');
    await page.getByRole('link', { name: 'Worth a look' }).click();
    await rows().first().waitFor();
    expect(page.url()).toBe(`${house.url}/web/findings.html?locality=vn-08@base&lang=en`);
    await page.getByRole('link', { name: 'Progress of the targets' }).click();
    await page.locator('#board .board').waitFor();
    expect(page.url()).toBe(`${house.url}/?locality=vn-08@base&lang=en`);
    await page.context().close();
    await open('planner', '/');
    await page.locator('#board .board').waitFor();
    expect(await page.locator('#findings-link').isVisible()).toBe(false);
    await page.goto(`${house.url}/web/findings.html`);
    await page.locator('#message.error').waitFor();
    expect(await rows().count()).toBe(0);
  });

  it('says on this page and on the main one that the log no longer matches, since when and where first; and nothing once it is settled', async () => {
    const change = (from: string, to: string): string =>
      `update event_store.event set metadata = replace(metadata::text, '${from}', '${to}')::json where type = 'TargetRevised'`;
    const auditor = await house.as('auditor');
    // What was changed before it was logged would be logged as changed.
    await eventually(() => auditor.done('/v1/audit/log/heads', {}));
    await tamper(house.sql, change('Hoà', 'Hòa'));
    await eventually(async () => expect((await auditor.get('/v1/audit/log/status')).body).toMatchObject({ diverged: true }), 20_000);
    for (const [role, path] of [
      ['auditor', '/web/findings.html'],
      ['leader', '/'],
    ] as const) {
      await open(role, path, {}, 'vn');
      const banner = page.getByRole('alert').filter({ hasText: 'Nhật ký minh bạch' });
      await banner.waitFor();
      expect(await textOf(banner)).toMatch(
        /lịch sử không còn như đã ghi\. .* Thấy từ .*\d{4}\. Trước hết: Sự kiện TargetRevised .* \(luồng target-moved, phiên bản 1, .*\) đã bị sửa trong kho: metadata\.actor\.name\. Hãy để nguyên hệ thống, đừng sửa gì,/,
      );
      await page.setViewportSize({ width: 390, height: 800 });
      expect(await widthOf(page.locator('html'))).toBeLessThanOrEqual(390);
      await shot(`diverged-390-${role}`);
      await page.setViewportSize({ width: 1280, height: 800 });
      await shot(`diverged-1280-${role}`);
      await page.context().close();
    }
    await open('planner', '/');
    await page.locator('#board .board').waitFor();
    expect(await page.locator('#log-banner').isVisible()).toBe(false);
    await page.context().close();
    await tamper(house.sql, change('Hòa', 'Hoà'));
    await settleFindings(house.sql, await openFindings(house.sql, 10), { reason: 'khôi phục từ bản sao lưu', by: 'Quản trị' });
    await open('auditor');
    await rows().first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.locator('#log-banner').isVisible()).toBe(false);
  });

  it('says that the log is late as the API says it, and not that anything was changed', async () => {
    await open('leader', '/');
    await page.route('**/v1/audit/log/status', (route) =>
      route.fulfill({ json: { message: { vi: 'Nhật ký chậm.', en: 'The log is late.' }, first: null, findings: [] } }),
    );
    await page.reload();
    await page.getByRole('alert').getByText('Nhật ký chậm.').waitFor();
    expect(await textOf(page.locator('#log-banner'))).toBe('Nhật ký chậm.');
    expect(await page.locator('#log-banner.late').count()).toBe(1);
  });

  it('pages through what is more than a screen, and prints all of it', async () => {
    const planner = await house.as('planner', 'vn-08@base');
    const recordOf = async (day: string): Promise<void> => {
      const figure = { ...CHIEM_HOA, asOf: day, basis: 'actual', figure: { shape: 'count', value: '6' } };
      await planner.done('/v1/measurements', { ...figure, year: Number(day.slice(0, 4)) });
    };
    for (let days = 101; days <= 160; days++) await recordOf(ago(days));
    await allCaughtUp(house.store, house.sql);
    await open('auditor', '/web/findings.html?kind=back_dated');
    await page.getByText('đang xem 50/61 việc').waitFor();
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    await page.getByRole('button', { name: 'Xem thêm' }).waitFor({ state: 'hidden' });
    expect(await rows().count()).toBe(61);
    await page.reload();
    await page.getByText('đang xem 50/61 việc').waitFor();
    await page.evaluate("window.print = () => { document.title += ` ${document.querySelectorAll('[data-finding]').length} in` }");
    await page.getByRole('button', { name: 'In danh sách' }).dblclick();
    await eventually(async () => expect(await page.title()).toMatch(/ 61 in$/));
    await page.waitForLoadState('networkidle');
    expect(await page.title()).toMatch(/Độ 61 in$/);

    // What is recorded meanwhile is counted as soon as it is listed.
    await recordOf(ago(161));
    await allCaughtUp(house.store, house.sql);
    await chip('all').click();
    await page.getByText('đang xem 50/66 việc').waitFor();
    await chip('back_dated').click();
    await page.getByText('đang xem 50/62 việc').waitFor();
    const further = page.waitForRequest(/findings\?.*cursor=/);
    await page.getByRole('button', { name: 'Xem thêm' }).click();
    const position = /vị trí (\d+)/.exec(await textOf(page.locator('#scope')))?.[1];
    expect(new URL((await further).url()).searchParams.get('knownAt')).toBe(position);
    expect(complaints).toEqual([]);
  });
});
