import { chromiumPath } from '../support/browser.js';
import { PageHouse, PROVINCE, textOf, type OpenPage } from './page-house.js';

/** One proposal a line, more than a page of them. */
const LONG = ['NGHỊ QUYẾT', 'Về nhiệm vụ năm 2022', '']
  .concat(Array.from({ length: 260 }, (_, index) => `${index + 1}. Phấn đấu đến hết năm 2022 trồng mới ${1001 + index} ha rừng.`))
  .join('\n\n');

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, 'a long directive on the page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)']
    : [describe, 'a long directive on the page'];

suite(title, () => {
  let house: PageHouse;
  let page: OpenPage;

  const card = (n: number) => page.locator(`.proposal[data-n="${n}"]`);
  const decided = () => textOf(page.locator('.proposals .tools .quiet'));

  beforeAll(async () => {
    house = await PageHouse.start('2021-09-12');
  }, 120_000);
  afterEach(() => house.tidy());
  afterAll(() => house?.close());

  it('keeps its place when something far down is decided, and counts the whole', async () => {
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    await page.getByLabel('hoặc dán nội dung').fill(LONG);
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.locator('.review').waitFor();
    expect(await decided()).toBe('đã xét 0/260');
    expect(await card(250).count()).toBe(0);
    await page.getByRole('button', { name: 'Thêm đề xuất' }).dblclick();
    await card(201).and(page.locator(':focus')).waitFor();
    await card(250).locator('[data-action=dismiss]').click();
    await page.keyboard.type('trùng');
    await page.keyboard.press('Enter');
    await page.locator('.proposal.dismissed[data-n="250"]:focus').waitFor();
    expect(await decided()).toBe('đã xét 1/260');
    expect(await page.locator('.proposal').count()).toBe(260);
    expect(page.complaints).toEqual([]);
  });

  it('filters the whole, and goes on to the next one when a decided one leaves the filter', async () => {
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    await page.locator('#directives-list button').first().click();
    const state = page.locator('select[name=state]');
    expect(await textOf(state.locator('option[value=dismissed]'))).toBe('đã bỏ (1)');
    await state.selectOption('dismissed');
    await card(250).waitFor();
    expect(await page.locator('.proposal').count()).toBe(1);
    await state.selectOption('open');
    await card(1).locator('[data-action=dismiss]').click();
    await page.keyboard.type('trùng');
    await page.keyboard.press('Enter');
    await card(2).and(page.locator(':focus')).waitFor();
    expect(await card(1).count()).toBe(0);
    expect(await state.inputValue()).toBe('open');
    // Its words are marked all the same, and lead to it.
    await page.locator('mark.dismissed[data-n="1"]').first().click();
    await card(1).and(page.locator(':focus')).waitFor();
  });

  it('marks the words that an address names wherever they stand', async () => {
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    await page.locator('#directives-list button').first().click();
    await page.locator('.review').waitFor();
    const at = [...LONG.slice(0, LONG.indexOf('1255 ha'))].length;
    const asked = `${page.url()}&at=${at}`;
    await page.goto('about:blank');
    await page.goto(asked);
    await page.locator('.review mark.asked', { hasText: '1255 ha' }).first().waitFor();
    await card(255).and(page.locator('.asked')).waitFor();
    expect(await card(1).count()).toBe(0);
    await page.getByRole('button', { name: 'Các đề xuất trước' }).click();
    await card(1).waitFor();
    expect(page.complaints).toEqual([]);
  });
});
