import { held, PageHouse, PROVINCE, type OpenPage } from './page-house.js';

const LONG = ['NGHỊ QUYẾT', 'Về nhiệm vụ năm 2022', '']
  .concat(Array.from({ length: 260 }, (_, index) => `${index + 1}. Phấn đấu đến hết năm 2022 trồng mới ${1001 + index} ha rừng.`))
  .join('\n\n');

describe('an answer that comes late', () => {
  let house: PageHouse;
  let page: OpenPage;
  const card = (n: number) => page.locator(`.proposal[data-n="${n}"]`);
  const isProposals = (url: string): boolean => /\/proposals\?/.test(url);

  beforeAll(async () => {
    house = await PageHouse.start('2021-09-12');
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    await upload(LONG);
    await house.tidy();
  }, 120_000);
  afterEach(() => house.tidy());
  afterAll(() => house?.close());

  async function upload(text: string): Promise<void> {
    await page.getByLabel('hoặc dán nội dung').fill(text);
    await page.getByRole('button', { name: 'Gửi' }).click();
    await page.locator('.review').waitFor();
  }

  async function review(): Promise<void> {
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    await page.locator('#directives-list button').first().click();
    await page.locator('.review').waitFor();
  }

  /** Dismisses a proposal, whose new state is read only once `go` is called, as where the tables are behind; others are answered by `meanwhile`. */
  async function dismissLate(n: number, meanwhile: string | null = null): Promise<() => void> {
    await card(n).locator('[data-action=dismiss]').click();
    await page.keyboard.type('trùng');
    let go = (): void => {};
    const late = new Promise<void>((resolve) => (go = resolve));
    await page.route('**/proposals?*', async (route) => {
      const isDecided = route.request().headers()['x-read-after'] !== undefined;
      if (!isDecided && meanwhile !== null) return route.fulfill({ body: meanwhile, contentType: 'application/json' });
      if (isDecided && route.request().url().endsWith('after=0')) await late;
      return route.fallback();
    });
    const read = page.waitForRequest((request) => isProposals(request.url()) && request.headers()['x-read-after'] !== undefined);
    await page.keyboard.press('Enter');
    await read;
    return go;
  }

  it('of further rows leaves the keys with whoever is writing', async () => {
    await review();
    const more = await held(page, '**/proposals?*after=200*');
    await page.getByRole('button', { name: 'Thêm đề xuất' }).click();
    await card(3).locator('[data-action=dismiss]').click();
    await page.keyboard.type('tr');
    await more.go();
    await card(201).waitFor();
    await page.keyboard.type('da');
    expect(await card(3).locator('input').last().inputValue()).toBe('trda');
    expect(await page.locator('.proposal form').count()).toBe(1);
  });

  it('of a decision takes away no rows that came meanwhile', async () => {
    await review();
    const go = await dismissLate(5);
    await page.getByRole('button', { name: 'Thêm đề xuất' }).click();
    await card(250).locator('[data-action=dismiss]').click();
    await page.keyboard.type('đang viết');
    go();
    await page.locator('.proposal.dismissed[data-n="5"]').waitFor();
    expect(await card(250).locator('input').last().inputValue()).toBe('đang viết');
    expect(await page.locator('.proposal').count()).toBe(260);
  });

  it('of a decision is shown although a filter was chosen meanwhile', async () => {
    const answered: Promise<string>[] = [];
    page = await house.open('planner', PROVINCE);
    page.on('response', (response) => void (isProposals(response.url()) && answered.push(response.text())));
    await page.getByText('Văn bản chỉ đạo').first().click();
    await page.locator('#directives-list button').first().click();
    await card(7).waitFor();
    const go = await dismissLate(7, (await answered.at(-1))!);
    await page.locator('select[name=state]').selectOption('open');
    go();
    await card(7).waitFor({ state: 'detached' });
    await card(8).waitFor();
  });

  it('of a place that could not be named is asked for again', async () => {
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    const token = (await page.evaluate("sessionStorage['tiendo.token']")) as string;
    await page.evaluate(`sessionStorage['tiendo.token'] = '${token.split('.').slice(0, 2).join('.')}.AAAA'`);
    await page.reload();
    await page.locator('#access').waitFor();
    await page.locator('#token').fill(token);
    await page.keyboard.press('Enter');
    await page.locator('.upload option', { hasText: 'Tỉnh Tuyên Quang' }).waitFor({ state: 'attached' });
  });

  it('of an allocation does not open again what was closed', async () => {
    await house.set('prov', PROVINCE);
    page = await house.open('planner', PROVINCE);
    await page.locator('#rows tbody button').first().click();
    const form = page.locator('[data-form=allocation]');
    await form.waitFor({ state: 'attached' });
    if (!(await form.isVisible())) await page.locator('.allocation summary').click();
    await form.locator('input').first().fill('96');
    const sent = await held(page, '**/allocations');
    const asked = page.waitForRequest('**/allocations');
    await form.locator('button.primary').click();
    await asked;
    await page.keyboard.press('Escape');
    const shown = page.waitForResponse(/\/v1\/progress\?/);
    await sent.go();
    await shown;
    await page.waitForTimeout(300);
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });

  it('to an address opens nothing over what a newer one has opened', async () => {
    page = await house.open('planner', PROVINCE);
    await page.getByText('Văn bản chỉ đạo').first().click();
    for (const year of [2022, 2023]) {
      await upload(`KẾ HOẠCH\n\nPhấn đấu thu ngân sách năm ${year} đạt 3.000 tỷ đồng.\n`);
      await page.keyboard.press('Escape');
    }
    await page.locator('#directives-list li').nth(2).waitFor();
    const ids = (await page.evaluate(
      "[...document.querySelectorAll('#directives-list li')].map((one) => one.dataset.directive)",
    )) as string[];
    const [base] = page.url().split('#');
    const board = await held(page, '**/v1/scoreboard*', 2);
    const asked = page.waitForRequest('**/v1/scoreboard*');
    await page.goto(`${base}#directive=${ids[1]}`);
    await asked;
    await page.goto(`${base}#directive=${ids[0]}`);
    await page.locator(`[data-review="${ids[0]}"]`).waitFor();
    await board.go();
    await page.waitForTimeout(1_000);
    expect(await page.locator('.review').getAttribute('data-review')).toBe(ids[0]);
  });
});
