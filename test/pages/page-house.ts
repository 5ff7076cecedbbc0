import { execFileSync } from 'node:child_process';
import type { Browser, BrowserContextOptions, Locator, Page, Request } from 'playwright-core';
import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import type { Role } from '../../libs/domain/kernel/command.js';
import { startBrowser } from '../support/browser.js';
import { Days } from '../support/days.js';
import type { HttpClient } from '../support/http-client.js';
import { milestone, plan } from '../support/samples.js';
import { startTestSystem, type TestSystem } from '../support/system.js';
import { registerTuyenQuang } from '../support/tuyen-quang.js';
import { lineTo, type BreakableLine } from './breakable-line.js';

export interface OpenPage extends Page {
  /** What the browser's console complained of. */
  readonly complaints: string[];
}

/** Targets are recorded as set before the days that a test goes through: of periods that were over by then nothing is owed. */
const SET_LONG_AGO = `
  create function event_store.set_long_ago() returns trigger language plpgsql as $$ begin new.recorded_at := '2020-12-01'; return new; end $$;
  create trigger set_long_ago before insert on event_store.event for each row when (new.type = 'TargetSet') execute function event_store.set_long_ago()`;

/** A system on a day of its own with Tuyên Quang's localities, and a browser that looks at its page. */
export class PageHouse {
  private constructor(
    private readonly system: TestSystem,
    private readonly browser: Browser,
    private readonly planner: HttpClient,
    readonly line: BreakableLine,
    readonly days: Days,
  ) {}

  static async start(day: CivilDate): Promise<PageHouse> {
    execFileSync(process.execPath, ['scripts/build.js']);
    const [system, browser] = await Promise.all([startTestSystem({ day }), startBrowser()]);
    await system.sql.unsafe(SET_LONG_AGO);
    await registerTuyenQuang(await system.as('admin'));
    return new PageHouse(system, browser, await system.as('planner'), await lineTo(system.url), new Days(system, day));
  }

  /** For what the page cannot do. */
  get store(): TestSystem['store'] {
    return this.system.store;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.line.close();
    await this.system.close();
  }

  /** Ends what a test left open. */
  async tidy(): Promise<void> {
    this.line.mend();
    await Promise.all(this.browser.contexts().map((context) => context.close()));
  }

  /** The page as it is on the day that the system has come to, when it follows the alerts live. */
  async open(role: Role, locality: string, { search = '', ...options }: BrowserContextOptions & { search?: string } = {}) {
    const { token } = await this.system.as(role, locality);
    const context = await this.browser.newContext({ viewport: { width: 1180, height: 820 }, ...options });
    const page = Object.assign(await context.newPage(), { complaints: [] as string[] }) satisfies OpenPage;
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
    page.on('pageerror', (error) => page.complaints.push(error.message));
    await page.goto(`${this.line.url}/?asOf=${this.days.today}${search}#token=${token}`);
    await page.getByText(/^(Cập nhật trực tiếp|Live)$/).waitFor();
    return page;
  }

  /** Sets a target that is to rise from 0 to 96 in 2021; resolves when the alerts that follow are on record. */
  async set(targetId: string, localityId: string, indicatorId = 'disbursement'): Promise<void> {
    await this.planner.done('/v1/targets', {
      ...{ targetId, indicatorId, localityId, responsible: null, provenance: null, note: null },
      ...plan({ quantity: null, milestones: [milestone({ value: '96' })], graceDays: 30 }),
    });
    await this.days.settled();
  }

  /** Records a rate of disbursement; resolves when the alerts that follow are on record. */
  async report(localityId: string, asOf: CivilDate, percent: string): Promise<void> {
    await this.record(localityId, asOf, { shape: 'rate', percent });
  }

  /** Records a figure of disbursement in whatever form. */
  async record(localityId: string, asOf: CivilDate, figure: object): Promise<void> {
    await this.planner.done('/v1/measurements', { indicatorId: 'disbursement', localityId, asOf, basis: 'actual', figure });
    await this.days.settled();
  }
}

export const PROVINCE = 'vn-08@base';
export const NA_HANG = 'vn-072@base';
export const CHIEM_HOA = 'vn-073@base';
export const HA_GIANG = 'vn-02@base';

export const alertIn = (page: Page, id: string): Locator => page.locator(`[data-alert="${id}"]`);

/** Its text in one line. */
export const textOf = async (found: Locator): Promise<string> => (await found.innerText()).replace(/\s+/g, ' ').trim();

export const widthOf = (found: Locator): Promise<number> =>
  found.evaluate((element) => (element as unknown as { scrollWidth: number }).scrollWidth);

/** Reads of these addresses as of a position are answered once each as if the tables had not come to it; `behind` names them. */
export async function comesLate(page: Page, addresses: string): Promise<{ readonly behind: readonly string[] }> {
  const behind: string[] = [];
  await page.route(addresses, (route) => {
    const url = route.request().url();
    if (!route.request().headers()['x-read-after'] || behind.includes(url)) return route.fallback();
    behind.push(url);
    return route.fulfill({ status: 503, json: { status: 503, code: 'read_after_timeout', detail: 'Chưa tới.' } });
  });
  return { behind };
}

/** Requests to these addresses wait until `go`, which resolves when the page has had their answers and done what they lead to. */
export async function held(page: Page, addresses: string, times = Infinity): Promise<{ readonly go: () => Promise<void> }> {
  let go = (): void => {};
  const late = new Promise<void>((resolve) => (go = resolve));
  const under: Request[] = [];
  await page.route(
    addresses,
    async (route) => {
      under.push(route.request());
      await late;
      await route.fallback();
    },
    { times },
  );
  return {
    go: async () => {
      go();
      for (const request of under) await (await request.response())?.finished();
      // What the page does then would have been asked for by now.
      await page.evaluate("fetch('/health/live')");
    },
  };
}
