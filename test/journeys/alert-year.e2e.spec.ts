import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { addDays, type CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { House } from './alert-year.house.js';
import { chapters, HOW_TO_READ, letters, storiesOf, timeless, totals } from './alert-year.print.js';
import { figuresBySent } from './alert-year.reading.js';
import { ACTS, LAST_DAY, OUTAGE, TARGETS } from './alert-year.table.js';

const GOLDEN = fileURLToPath(new URL('./alert-year.golden.txt', import.meta.url));
const FIGURES = figuresBySent();

/** The days on which somebody does something. */
const DAYS = [
  ...new Set([...FIGURES.keys(), OUTAGE.back, ...ACTS.map(({ on }) => on), ...TARGETS.flatMap(({ from }) => from ?? [])]),
].sort();

async function workOn(house: House, day: CivilDate): Promise<void> {
  const acts = ACTS.filter(({ on }) => on === day);
  await house.work(
    day,
    FIGURES.get(day) ?? [],
    acts,
    TARGETS.filter(({ from }) => from === day),
  );
}

describe('the alerts of a year', () => {
  it('are those that a person can read and agree with, line by line', async () => {
    const house = await House.open();
    try {
      await house.furnish();
      await house.subscribe();
      for (const day of DAYS) {
        if (day >= OUTAGE.back && house.days.today < OUTAGE.back) {
          await house.liveUntil(addDays(OUTAGE.from, -1));
          await house.begin(OUTAGE.back, '08:00');
        }
        await house.liveUntil(day);
        await workOn(house, day);
      }
      await house.liveUntil(LAST_DAY);
      const stories = await storiesOf(await house.system.as('admin'));
      const text = [HOW_TO_READ, totals(stories), chapters(stories), letters(house.mails.mails), ''].join('\n');
      if (process.env.UPDATE_GOLDEN) await writeFile(GOLDEN, text);
      expect(text).toBe(await readFile(GOLDEN, 'utf8'));
    } finally {
      await house.close();
    }
  }, 180_000);

  it('are the same whether its days begin one by one or all at once after a month', async () => {
    const told = await Promise.all([monthOf((days, day) => days.liveTo(day)), monthOf((days, day) => days.passTo(day))]);
    expect(told[0]).toEqual(told[1]);
    const steps = told[0].flatMap(({ story }) => story).filter(({ day }) => day !== null && day > '2025-04-18' && day < '2025-05-18');
    expect(steps.map(({ what }) => what)).toEqual(expect.arrayContaining(['raised', 'changed', 'escalated']));
  }, 180_000);
});

const BUSY = ['mat-bang', 'di-doi', 'rac-thai', 'khach', 'giai-ngan-thang', 'dau-gia', 'bhyt', 'thu-hut', 'nuoc-sach'];

/** The alerts of some targets after a month, 18 April to 18 May, that goes by as `pass` has it. */
async function monthOf(pass: (days: House['days'], day: CivilDate) => Promise<void>): Promise<ReturnType<typeof timeless>> {
  const targets = TARGETS.filter(({ id }) => BUSY.includes(id));
  const sent = figuresBySent(
    targets.flatMap((row) => (row.id === 'giai-ngan-thang' ? TARGETS.filter(({ id }) => id === 'giai-ngan-mua-vu') : [row])),
  );
  const house = await House.open();
  try {
    await house.furnish(targets);
    for (const day of ['2025-01-18', '2025-02-18', '2025-03-18', '2025-04-18', '2025-05-18']) {
      await (day === '2025-05-18' ? pass : (days: House['days'], to: CivilDate) => days.passTo(to))(house.days, day);
      await house.work(day, sent.get(day) ?? [], []);
    }
    return timeless(await storiesOf(await house.system.as('admin')));
  } finally {
    await house.close();
  }
}
