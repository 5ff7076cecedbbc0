import { chromiumPath } from '../support/browser.js';
import { storeReadBefore } from '../support/directives.js';
import { CHIEM_HOA, held, NA_HANG, PageHouse, PROVINCE, textOf, widthOf, type OpenPage } from './page-house.js';

const head = (year: number): string => `ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG\n\nKẾ HOẠCH\nPhát triển kinh tế năm ${year}\n\n`;

const UNREADY = `${head(2024)}1. Phấn đấu đến hết ngày 31/12/2024 giải ngân vốn đầu tư công đạt 300 tỷ đồng.
2. Phấn đấu năm 2024 thu ngân sách tăng thêm 200 tỷ đồng.
3. Phấn đấu năm 2024 giảm 90 hộ nghèo.
4. Phấn đấu đến hết năm 2024 có 70% thôn có nhà văn hóa đạt chuẩn.
`;
const RIVALS = `${head(2023)}1. Phấn đấu thu ngân sách năm 2023 đạt 3.000 tỷ đồng.
2. Phấn đấu thu ngân sách năm 2023 đạt 3.100 tỷ đồng.
`;
const MILESTONES = `${head(2023)}1. Phấn đấu đến hết ngày 30/6/2023 giải ngân vốn đầu tư công đạt trên 97% kế hoạch, đến 30/9/2023 đạt ít nhất 99% kế hoạch.
`;
const FIGURES = `${head(2021)}1. Tính đến ngày 31/8/2021 giải ngân vốn đầu tư công của huyện Na Hang đạt 12% kế hoạch.
2. Tính đến ngày 31/8/2021 giải ngân vốn đầu tư công của huyện Chiêm Hóa đạt 30% kế hoạch.
`;

/** Two that lack nothing, and one without an indicator. */
const MANY = `${head(2022)}1. Phấn đấu đến hết ngày 31/12/2022 giải ngân vốn đầu tư công đạt ít nhất 95% kế hoạch.
2. Phấn đấu thu ngân sách năm 2022 đạt 3.000 tỷ đồng.
3. Phấn đấu đến hết năm 2022 có 70% thôn có nhà văn hóa đạt chuẩn.
`;

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, 'proposals on the page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)']
    : [describe, 'proposals on the page'];

suite(title, () => {
  let house: PageHouse;
  let page: OpenPage;

  const upload = async (text: string): Promise<void> => {
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    await page.getByLabel('hoặc dán nội dung').fill(text);
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.locator('.review .proposal').first().waitFor();
  };
  const card = (words: string) => page.locator('.proposal', { hasText: words });

  beforeAll(async () => {
    house = await PageHouse.start('2021-09-12');
    await house.set('standing', PROVINCE);
    await house.record(NA_HANG, '2021-08-31', { shape: 'rate', percent: '12' });
    await house.record(CHIEM_HOA, '2021-08-31', { shape: 'rate', percent: '31' });
  }, 120_000);
  afterEach(() => house.tidy());
  afterAll(() => house?.close());

  it('say why each cannot be accepted just as it was read, and cannot be chosen', async () => {
    await upload(UNREADY);
    const reason = async (words: string): Promise<string> =>
      (await textOf(card(words).locator('dl div', { hasText: 'Cần người xem vì' }))).replace('Cần người xem vì ', '');
    expect(await reason('300 tỷ đồng')).toContain('chỉ tiêu ấy tính bằng “%”, ở đây là “tỷ đồng”');
    expect(await reason('thêm 200 tỷ đồng')).toContain('là phần tăng thêm, không phải mức phải đạt');
    expect(await reason('giảm 90 hộ nghèo')).toContain('là phần giảm đi, không phải mức phải đạt');
    expect(await reason('70% thôn')).toContain('chưa rõ chỉ tiêu');
    expect(await page.locator('.proposal input[type=checkbox]').count()).toBe(0);
    expect(page.complaints).toEqual([]);
  });

  it('show the figure that stands, the same one as ready and another one as a reason not to be', async () => {
    await upload(FIGURES);
    const same = card('Na Hang đạt 12%');
    expect(await textOf(same)).toContain('đã có đúng số liệu này: 12 % (thực hiện, tính đến 31/8/2021)');
    const other = await textOf(card('Chiêm Hóa đạt 30%'));
    expect(other).toContain('đã có số liệu khác: 31 % (thực hiện, tính đến 31/8/2021)');
    expect(other).toContain('Cần người xem vì đã có số liệu khác của ngày này');
    await same.locator('[data-action=accept]').click();
    await same.and(page.locator('.accepted')).waitFor();
    expect(await textOf(same)).toContain('Thành số liệu Giải ngân vốn đầu tư công · Huyện Na Hang');
    await same.getByText('Xem chuỗi số liệu').click();
    expect(await textOf(same.locator('.series li'))).toBe('31/8/2021 (thực hiện): 12 %');
    expect(page.complaints).toEqual([]);
  });

  it('that are refused among many are marked with the reason and no longer chosen', async () => {
    await upload(RIVALS);
    await page.getByLabel(/^Chọn cả 2 đề xuất/).check();
    await page.getByRole('button', { name: 'Chấp nhận 2 đề xuất đã chọn' }).click();
    await page.getByText('Đã chấp nhận 1 đề xuất.').waitFor();
    const refused = card('3.100 tỷ đồng');
    expect(await textOf(refused)).toMatch(/chưa xét .*Cần người xem vì .*Vừa chấp nhận một mục tiêu cùng chỉ tiêu/);
    expect(await refused.locator('input[type=checkbox]').count()).toBe(0);
    expect(await page.getByRole('button', { name: /^Chấp nhận \d+ đề xuất đã chọn/ }).count()).toBe(0);
  });

  it('tell what they became with the value that was set instead, which leads to its target', async () => {
    await upload(`${head(2025)}1. Phấn đấu thu ngân sách năm 2025 đạt 4.000 tỷ đồng.\n`);
    await card('4.000 tỷ').locator('[data-action=edit]').click();
    const form = page.locator('[data-form=edit]');
    await form.locator('[name=value]').fill('4.200');
    await form.getByRole('button', { name: 'Chấp nhận' }).click();
    const accepted = page.locator('.proposal.accepted', { hasText: '4.000 tỷ' });
    await accepted.waitFor();
    expect(await textOf(accepted.locator('.gist'))).toMatch(/^4\.200 tỷ đồng, đến 31\/12\/2025$/);
    expect(await textOf(accepted)).toMatch(/\(đã sửa\) Thành mục tiêu Thu ngân sách · Tỉnh Tuyên Quang/);
    await accepted.getByRole('button', { name: 'Xem mục tiêu' }).click();
    await page.getByRole('dialog').getByRole('heading', { name: 'Thu ngân sách – Tỉnh Tuyên Quang' }).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('are merged with the milestones that go along into a target that is looked for, not typed in', async () => {
    await upload(MILESTONES);
    await card('trên 97%').first().locator('[data-action=merge]').click();
    const form = page.locator('[data-form=merge]');
    const target = form.locator('[name=targetId]');
    expect(await target.evaluate((element) => element.tagName)).toBe('SELECT');
    await form.getByText('Không tìm thấy mục tiêu nào khác.').waitFor();
    await form.getByLabel('Năm có mốc').fill('2021');
    await form.getByLabel('Năm có mốc').blur();
    await form.getByText('Tìm thấy 1 mục tiêu khác; chọn ở trên.').waitFor();
    expect(await textOf(target.locator('option').last())).toMatch(/^Giải ngân vốn đầu tư công · Tuyên Quang: ít nhất 96 %/);
    await target.selectOption('standing');
    expect(await form.locator('[name=how]').inputValue()).toBe('milestone');
    expect(await form.locator('[name=with]').isChecked()).toBe(true);
    await form.getByLabel('Lý do').fill('kế hoạch 2023');
    await form.getByRole('button', { name: 'Gộp' }).click();
    await page.locator('.proposal.accepted').nth(1).waitFor();
    expect(await textOf(card('ít nhất 99%').last().locator('.gist'))).toMatch(/trên 97 %, đến 30\/6\/2023; ít nhất 99 %, đến 30\/9\/2023$/);
    expect(page.complaints).toEqual([]);
  });

  it('keep the target that is suggested when nothing else is found', async () => {
    await upload(`${head(2021)}1. Phấn đấu đến hết ngày 31/12/2021 giải ngân vốn đầu tư công đạt trên 96% kế hoạch.\n`);
    await card('trên 96%').locator('[data-action=merge]').click();
    const target = page.locator('[data-form=merge] [name=targetId]');
    expect(await target.inputValue()).toBe('standing');
    expect(await page.locator('[data-form=merge] [name=how]').inputValue()).toBe('revision');
    await page.getByText('Tìm mục tiêu khác').click();
    await page.getByText('Không tìm thấy mục tiêu nào khác.').waitFor();
    expect(await target.inputValue()).toBe('standing');
  });

  it('that ask for what a standing target asks for are accepted into it at once', async () => {
    await upload(`${head(2021)}1. Phấn đấu đến hết ngày 31/12/2021 giải ngân vốn đầu tư công đạt ít nhất 96% kế hoạch.\n`);
    const same = card('ít nhất 96%');
    expect(await textOf(same)).toContain('đã có đúng mục tiêu này: ít nhất 96 %, đến 31/12/2021');
    await same.locator('[data-action=accept]').click();
    await same.and(page.locator('.accepted')).waitFor();
    expect(await textOf(same)).toContain('Thành mục tiêu Giải ngân vốn đầu tư công · Tỉnh Tuyên Quang');
    expect(page.complaints).toEqual([]);
  });

  it('of a text that is read again come to those that were read before', async () => {
    await upload(`${FIGURES}3. Phấn đấu năm 2028 thu ngân sách đạt 5.000 tỷ đồng.\n`);
    const id = (await page.locator('.review').getAttribute('data-review')) ?? '';
    await storeReadBefore(house.store, id, 'read-before', (found) => found.slice(0, 2));
    page = await house.open('planner', PROVINCE, { search: '' });
    await page.goto(`${page.url().split('#')[0]}#directive=read-before`);
    await page.locator('.proposal').nth(1).waitFor();
    expect(await page.locator('.proposal').count()).toBe(2);
    const state = await held(page, '**/reading', 1);
    await page.reload();
    await page.locator('.proposal').nth(1).locator('[data-action=dismiss]').click();
    await page.keyboard.type('trùng');
    await page.keyboard.press('Enter');
    await page.locator('.proposal.dismissed').waitFor();
    await page.locator('[data-act=read]').waitFor();
    await state.go();
    expect(await page.locator('[data-act=read]').count()).toBe(1);
    await page.getByRole('button', { name: 'Đọc bằng phiên bản máy đọc mới' }).click();
    await page.getByText('Đã đọc lại: 1 đề xuất mới.').waitFor();
    expect(await textOf(page.locator('.proposal').nth(2))).toContain('5.000 tỷ đồng');
    expect(await page.locator('.proposal').count()).toBe(3);
    expect(await page.locator('[data-act=read]').count()).toBe(0);
  });

  it('keep what is being written in them and in the head while another decision comes late, which is taken once though pressed twice', async () => {
    await upload(MANY);
    const decision = await held(page, '**/acceptance');
    await card('3.000 tỷ').locator('[data-action=accept]').dblclick();
    await page.locator('[data-act=describe]').click();
    await page.locator('.directive-head [name=reason]').fill('viết tay');
    await card('70% thôn').locator('[data-action=edit]').click();
    const value = card('70% thôn').locator('[data-form=edit] [name=value]');
    await page.locator('mark', { hasText: '95%' }).first().click();
    await value.fill('77');
    await decision.go();
    await page.locator('.proposal.accepted').waitFor();
    expect([await value.inputValue(), await page.locator('.directive-head [name=reason]').inputValue()]).toEqual(['77', 'viết tay']);
    expect(await value.and(page.locator(':focus')).count()).toBe(1);
    expect([await page.locator('.review > .refusal').innerText(), page.complaints]).toEqual(['', []]);
  });

  it('say what became of them where the line breaks then', async () => {
    await upload(MANY.replaceAll('2022', '2032'));
    await page.route('**/v1/directives/**', (route) => (route.request().method() === 'GET' ? route.abort() : route.fallback()));
    await page.route('**/acceptance', (route) => route.fulfill({ status: 409, json: { detail: 'Không được.' } }), { times: 1 });
    await card('3.000 tỷ').locator('[data-action=accept]').click();
    await card('3.000 tỷ').locator('[data-form=edit]').waitFor();
    expect(await textOf(page.locator('.review > .refusal'))).toBe('Không được.');
    await page.getByLabel(/^Chọn cả 2 đề xuất/).check();
    await page.getByRole('button', { name: 'Chấp nhận 2 đề xuất đã chọn' }).click();
    await page.getByText('Đã chấp nhận 2 đề xuất.').waitFor();
    expect(page.complaints.filter((line) => !/ERR_FAILED|409/.test(line))).toEqual([]);
  });

  it('stay as they are when what stands behind them comes late, and of two asked for the newer is shown', async () => {
    await upload(`${FIGURES}3. Phấn đấu năm 2029 thu ngân sách đạt 6.000 tỷ đồng.\n`);
    const id = (await page.locator('.review').getAttribute('data-review')) ?? '';
    let comes = (): void => {};
    const late = new Promise<void>((resolve) => (comes = resolve));
    await page.route('**/v1/scoreboard*', (route) => late.then(() => route.continue()), { times: 1 });
    await page.goto(page.url().split('#')[0] ?? '');
    await page.getByText('Văn bản chỉ đạo').first().click();
    await page.locator(`[data-directive="${id}"] button`).click();
    await card('6.000 tỷ').locator('[data-action=edit]').click();
    await card('6.000 tỷ').locator('[data-form=edit] [name=value]').fill('6.500');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    comes();
    await page.locator('#board table').waitFor({ state: 'attached' });
    // What the late view asked for would have been sent by now.
    await page.evaluate("fetch('/health/live')");
    expect(asked.filter((url) => url.includes('/v1/directives/'))).toEqual([]);
    expect(await page.locator('[data-form=edit] [name=value]').inputValue()).toBe('6.500');

    const slow = new Promise<void>((resolve) => (comes = resolve));
    await page.route(`**/v1/directives/${id}`, (route) => slow.then(() => route.continue()), { times: 1 });
    const [base] = page.url().split('#');
    const older = page.waitForRequest(`**/v1/directives/${id}`);
    await page.goto(`${base}#directive=${id}&at=0`);
    await older;
    await page.goto(`${base}#directive=read-before`);
    await page.locator('[data-review="read-before"]').waitFor();
    const read = page.waitForResponse(`**/v1/directives/${id}/text*`);
    comes();
    await (await read).finished();
    await page.evaluate("fetch('/health/live')");
    expect(await page.locator('.review').getAttribute('data-review')).toBe('read-before');
  });

  it('of a directive without number, title and file stand under its first words', async () => {
    await upload('Phấn đấu đến hết năm 2026 giải ngân vốn đầu tư công đạt ít nhất 95% kế hoạch. Các đơn vị báo cáo hằng tháng.\n');
    const words = 'Phấn đấu đến hết năm 2026 giải ngân vốn đầu tư công đạt ít nhất 95% kế hoạch.';
    expect(await textOf(page.locator('#detail-title'))).toBe(`${words} …`);
    await page.getByRole('button', { name: 'Đóng' }).click();
    await page.locator('#directives-list button', { hasText: words.slice(0, 60) }).waitFor();
  });

  it('fit a telephone while one is merged', async () => {
    await upload(`${MILESTONES}\n`);
    await page.setViewportSize({ width: 390, height: 844 });
    await card('trên 97%').first().locator('[data-action=merge]').click();
    await page.locator('[data-form=merge] .search').waitFor();
    expect(await widthOf(page.locator('html'))).toBeLessThanOrEqual(390);
    expect(await widthOf(page.getByRole('dialog'))).toBeLessThanOrEqual(390);
  });
});
