import type { CivilDate } from '../../libs/domain/kernel/civil-date.js';
import { addDays } from '../../libs/domain/kernel/civil-date.js';
import { EVALUATOR_NAME } from '../../libs/features/alerts/evaluator/alert-evaluator.js';
import { recordDays } from '../../libs/features/alerts/evaluator/keep-days.js';
import { PROJECTIONS } from '../../apps/projector/projections.js';
import { silentLog } from './silent-log.js';
import { allCaughtUp, type TestSystem } from './system.js';

const NAMES = [...PROJECTIONS.map(({ name }) => name), EVALUATOR_NAME];

/** Lets time pass in a test system: days begin because the test says so. */
export class Days {
  constructor(
    private readonly system: TestSystem,
    public today: CivilDate,
  ) {}

  /** Every day up to and including `day` begins; resolves when all that follows from it is on record and to be read. */
  async passTo(day: CivilDate): Promise<void> {
    this.today = day;
    await recordDays({ store: this.system.store, today: () => this.today, log: silentLog });
    await this.settled();
  }

  /** As `passTo`, but waits after each day, as if the program had never stood still. */
  async liveTo(day: CivilDate): Promise<void> {
    for (let next = addDays(this.today, 1); next <= day; next = addDays(next, 1)) await this.passTo(next);
  }

  /** Resolves when nothing follows any more from what is on record: the evaluator writes events of its own. */
  async settled(): Promise<void> {
    for (let head = ''; head !== (await this.system.store.head());) {
      head = await this.system.store.head();
      await allCaughtUp(this.system.store, this.system.sql, NAMES);
    }
  }
}
