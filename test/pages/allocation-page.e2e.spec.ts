import { chromiumPath } from '../support/browser.js';
import { CHIEM_HOA, comesLate, NA_HANG, PageHouse, PROVINCE, textOf } from './page-house.js';

const [suite, title] =
  chromiumPath === null
    ? [describe.skip, 'handing a target out on the page: no Chromium here (apt-get install chromium, or set CHROMIUM_PATH)']
    : [describe, 'handing a target out on the page'];

suite(title, () => {
  let house: PageHouse;

  beforeAll(async () => {
    house = await PageHouse.start('2021-09-12');
    await house.set('whole', PROVINCE);
    await house.record(PROVINCE, '2021-08-31', { shape: 'ratio', numerator: '14', denominator: '54' });
    await house.record(NA_HANG, '2021-08-31', { shape: 'ratio', numerator: '4', denominator: '44' });
    await house.record(CHIEM_HOA, '2020-08-31', { shape: 'ratio', numerator: '9', denominator: '9' });
  }, 120_000);
  afterEach(() => house.tidy());
  afterAll(() => house?.close());

  it('offers it to a planner alone', async () => {
    const page = await house.open('leader', PROVINCE);
    await page.locator('#rows').getByRole('button').first().click();
    await page.locator('#detail .history').waitFor();
    expect(await page.locator('.allocation').count()).toBe(0);
  });

  it('fills in what the figures of its time say and none of an earlier one, sums it, asks before a sum that differs, and shows the parts', async () => {
    const page = await house.open('planner', PROVINCE);
    await page.locator('#rows').getByRole('button').first().click();
    const form = page.locator('[data-form=allocation]');
    await form.waitFor();
    expect(await form.locator(`[name="${NA_HANG}"]`).inputValue()).toBe('44');
    expect(await form.locator(`[name="${CHIEM_HOA}"]`).inputValue()).toBe('');
    expect(await textOf(form.locator('output'))).toBe('Tổng: 44; toàn bộ: 54');
    await form.locator(`[name="${CHIEM_HOA}"]`).fill('10');
    expect(await textOf(form.locator('output'))).toBe('Tổng: 54; toàn bộ: 54');
    const { behind } = await comesLate(page, '**/v1/targets/*/progress*');
    await form.getByRole('button', { name: 'Giao', exact: true }).click();
    await page.locator('.parts').waitFor();
    expect(behind).toHaveLength(1);
    expect(await textOf(page.locator('.parts'))).toMatch(/Na Hang.*Chậm tiến độ|Chậm tiến độ.*Na Hang/);
    expect(await page.locator('.allocation').count()).toBe(0);
    expect(page.complaints.filter((line) => !line.includes('503'))).toEqual([]);
  });
});
