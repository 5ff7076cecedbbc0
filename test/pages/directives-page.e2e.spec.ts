import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from '../support/browser.js';
import { NOTICE } from '../support/directives.js';
import { comesLate, held, NA_HANG, PageHouse, PROVINCE, textOf, widthOf, type OpenPage } from './page-house.js';

/** Two targets of indicators that are there, and one of none. */
const MANY = `ỦY BAN NHÂN DÂN
TỈNH TUYÊN QUANG

KẾ HOẠCH
Phát triển kinh tế năm 2022

1. Phấn đấu đến hết ngày 31/12/2022 giải ngân vốn đầu tư công đạt ít nhất 95% kế hoạch.
2. Phấn đấu thu ngân sách năm 2022 đạt 3.000 tỷ đồng.
3. Phấn đấu đến hết năm 2022 có 70% thôn có nhà văn hóa đạt chuẩn.
`;

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, 'directives on the page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)']
    : [describe, 'directives on the page'];

suite(title, () => {
  let house: PageHouse;
  let page: OpenPage;

  const open = async (...asked: Parameters<PageHouse['open']>): Promise<void> => {
    page = await house.open(...asked);
    await page.getByText('Văn bản chỉ đạo').first().click();
  };
  const card = (words: string) => page.locator('.proposal', { hasText: words });

  beforeAll(async () => {
    house = await PageHouse.start('2021-09-12');
  }, 120_000);
  afterEach(() => house.tidy());
  afterAll(() => house?.close());

  it('takes a pasted text, and shows its proposals beside it, marked where they stand', async () => {
    await open('planner', PROVINCE);
    await page.getByLabel('hoặc dán nội dung').fill(NOTICE);
    const { behind } = await comesLate(page, '**/v1/directives/**');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.locator('.review').waitFor();
    expect(behind.map((url) => new URL(url).pathname.split('/')[4] ?? '')).toEqual(['reading', '', 'proposals']);
    expect(await page.locator('.review .words').innerText()).toContain('Giao Sở Tài chính phấn đấu');
    expect(await textOf(card('trên 60%'))).toMatch(/^Mục tiêu chưa xét độ tin cậy \d+ % .*trên 60% kế hoạch · đến 30\/9\/2021/);
    expect(await textOf(card('trên 60%'))).toContain('Cùng với đề xuất');
    await page.locator('mark', { hasText: 'Na Hang 4/44 hộ' }).first().click();
    expect(await page.locator(':focus').textContent()).toContain('4/44');
    expect(page.complaints.filter((line) => !line.includes('503'))).toEqual([]);
  });

  it('is worked by keyboard: to the words, dismissed with a reason, accepted as edited', async () => {
    await open('planner', PROVINCE);
    await page.locator('#directives-list button').first().click();
    const first = page.locator('.proposal').first();
    await first.focus();
    await page.keyboard.press('Enter');
    await page.locator('mark:focus').waitFor();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('d');
    await page.keyboard.type('số tham khảo');
    await page.keyboard.press('Enter');
    await page.locator('.proposal.dismissed', { hasText: 'số tham khảo' }).waitFor();
    await card('trên 60%').focus();
    await page.keyboard.press('e');
    const form = page.locator('[data-form=edit]');
    await form.getByLabel('Chỉ tiêu').selectOption('disbursement');
    await form.getByRole('button', { name: 'Chấp nhận' }).click();
    await page.locator('.proposal.accepted', { hasText: 'trên 60%' }).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('leads from a target to the words that it was accepted from', async () => {
    await open('leader', PROVINCE);
    await page.locator('#rows').getByRole('button').first().click();
    expect(await textOf(page.locator('.words-of figure').first())).toMatch(/Mục tiêu lấy từ câu Xem trong văn bản .*trên 60%/);
    await page.getByRole('button', { name: 'Xem trong văn bản' }).first().click();
    await page.locator('.review mark.asked').waitFor();
    expect(await page.locator('.review mark.asked').innerText()).toContain('60%');
    expect(page.url()).toMatch(/#directive=[0-9a-f]{32}&at=\d+$/);
    expect(await page.locator('.proposal [data-action]').count()).toBe(0);
  });

  it('says what is refused where it happens', async () => {
    await open('planner', PROVINCE);
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.getByText('Chọn tệp hoặc dán nội dung.').waitFor();
    const folder = await mkdtemp(join(tmpdir(), 'tiendo-heavy-'));
    await writeFile(join(folder, 'nang.txt'), Buffer.alloc(30_000_000, 'a\n'));
    await page.locator('.upload input[type=file]').setInputFiles(join(folder, 'nang.txt'));
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.getByText('Tệp nặng 30 MB, quá giới hạn 25 MB.').waitFor();
    await rm(folder, { recursive: true });
    await page.locator('#directives-list button').first().click();
    await card('Chiêm Hóa 10/10').last().locator('[data-action=edit]').click();
    const form = page.locator('[data-form=edit]');
    await form.getByLabel('Chỉ tiêu').selectOption('revenue');
    await form.getByRole('button', { name: 'Chấp nhận' }).click();
    await form.getByText('Chỉ tiêu “revenue” tính bằng “tỷ đồng”, không phải “hộ”.').waitFor();
  });

  it('keeps a text that is to be sent over changes of view, and takes nobody away from what he is at when it is read', async () => {
    await open('planner', PROVINCE, { search: `&locality=${NA_HANG}` });
    const place = page.locator('.upload [name=locality]');
    await page.getByLabel('hoặc dán nội dung').fill(NOTICE.replace('123/TB', '124/TB'));
    expect(await place.inputValue()).toBe(NA_HANG);
    await page.locator('#asOf').fill('2021-09-11');
    await page.locator('#locality').selectOption(PROVINCE);
    await page.locator('.upload option').nth(1).waitFor({ state: 'attached' });
    expect(await page.getByLabel('hoặc dán nội dung').inputValue()).toContain('124/TB');
    expect(await place.inputValue()).toBe(PROVINCE);

    const reading = await held(page, '**/v1/directives/*/reading');
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.locator('#directives-list button').first().click();
    await page.locator('.review').waitFor();
    const shown = await page.locator('.review').getAttribute('data-review');
    await page.locator('[data-act=describe]').click();
    await page.getByLabel('Lý do').fill('đang viết');
    await reading.go();
    await page
      .locator('#directives-news')
      .getByText(/^Đã đọc/)
      .waitFor();
    await page.locator('#directives-list li').nth(1).waitFor();
    expect(await page.locator('.review').getAttribute('data-review')).toBe(shown);
    expect(await page.getByLabel('Lý do').inputValue()).toBe('đang viết');
  });

  it('accepts all that lack nothing at once, and shows what is left', async () => {
    await open('planner', PROVINCE);
    await page.getByLabel('hoặc dán nội dung').fill(MANY);
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.locator('.review').waitFor();
    await page.getByLabel(/^Chọn cả 2 đề xuất/).check();
    await page.getByRole('button', { name: 'Chấp nhận 2 đề xuất đã chọn' }).click();
    await page.getByText('Đã chấp nhận 2 đề xuất.').waitFor();
    expect(await page.locator('.proposal.accepted').count()).toBe(2);
    await page.locator('select[name=state]').selectOption('open');
    await page.locator('.proposal.accepted').first().waitFor({ state: 'detached' });
    expect(await page.locator('.proposal.open').count()).toBe(1);
    expect(page.complaints).toEqual([]);
  });

  it('tells a planner who can define an indicator, and lets an administrator define it while accepting', async () => {
    await open('planner', PROVINCE);
    await page.locator('#directives-list button').first().click();
    await card('70% thôn').locator('[data-action=accept]').click();
    await page.getByText(/Quản trị viên định nghĩa được chỉ tiêu mới/).waitFor();
    expect(await page.locator('[data-form=edit] option[value="+"]').count()).toBe(0);
    await open('admin', 'vn');
    await page.locator('#directives-list button').first().click();
    await card('70% thôn').locator('[data-action=accept]').click();
    const form = page.locator('[data-form=edit]');
    await form.locator('[name=indicatorId]').selectOption('+');
    expect(await form.locator('[name="new.shape"]').inputValue()).toBe('ratio');
    await form.locator('[name="new.name"]').fill('Tỷ lệ thôn có nhà văn hóa đạt chuẩn');
    await form.locator('[name="new.nameEn"]').fill('Villages with a standard house of culture');
    await form.locator('[name="new.indicatorId"]').fill('villages-with-house-of-culture');
    await form.getByRole('button', { name: 'Chấp nhận' }).click();
    await page.locator('.proposal.accepted', { hasText: '70% thôn' }).waitFor();
    expect(page.complaints).toEqual([]);
  });

  it('withdraws a directive and reinstates it, and corrects what is read of its head', async () => {
    await open('planner', PROVINCE);
    await page.locator('#directives-list button').first().click();
    const head = page.locator('.directive-head');
    const say = async (act: string, reason: string, press: string): Promise<void> => {
      await head.locator(`[data-act=${act}]`).click();
      await head.getByLabel('Lý do').fill(reason);
      await head.getByRole('button', { name: press, exact: true }).last().click();
    };
    await say('withdrawal', 'bản dự thảo', 'Rút văn bản');
    // Targets came of it, so it is asked once more.
    await head.getByText(/3 mục tiêu, số liệu chấp nhận từ văn bản “.*” vẫn giữ/).waitFor();
    await head.locator('[data-confirm]').click();
    await head.getByText('Văn bản đã rút: bản dự thảo').waitFor();
    const reinstated = await held(page, '**/reinstatement');
    const keys: string[] = [];
    page.on('request', (request) => keys.push(request.headers()['idempotency-key'] ?? ''));
    await say('reinstatement', 'là bản chính', 'Khôi phục văn bản');
    await head.getByRole('button', { name: 'Khôi phục văn bản', exact: true }).last().click();
    await reinstated.go();
    await head.locator('[data-act=withdrawal]').waitFor();
    const [first, second] = keys.filter(Boolean);
    expect([first, first === second]).toEqual([expect.any(String), true]);
    await head.locator('[data-act=describe]').click();
    await head.getByLabel('Số, ký hiệu').fill('45-KH/UBND');
    await head.getByLabel('Lý do').fill('viết tay');
    await head.getByRole('button', { name: 'Lưu' }).click();
    await head.getByRole('heading', { name: '45-KH/UBND' }).waitFor();
    expect(page.complaints.filter((line) => !line.includes('409'))).toEqual([]);
  });

  it('opens at the words that an address names', async () => {
    await open('planner', PROVINCE);
    await page.locator('#directives-list button').last().click();
    await page.locator('.review').waitFor();
    const asked = `${page.url()}&at=0`;
    await page.goto('about:blank');
    await page.goto(asked);
    await page.locator('.review').waitFor();
    await page.getByRole('button', { name: 'Đóng' }).click();
    await page.waitForURL((url) => url.hash === '');
  });

  it('fits a telephone', async () => {
    await open('planner', PROVINCE, { viewport: { width: 360, height: 800 }, colorScheme: 'dark' });
    await page.locator('#directives-list button').first().click();
    await page.locator('.review').waitFor();
    expect(await widthOf(page.locator('html'))).toBeLessThanOrEqual(360);
    expect(await widthOf(page.getByRole('dialog'))).toBeLessThanOrEqual(360);
  });
});
