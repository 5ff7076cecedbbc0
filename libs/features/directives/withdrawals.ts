import { Inject, Injectable } from '@nestjs/common';
import { measurementKeyOf } from '../../contract/measurement-id.js';
import type { Acceptance } from '../../domain/directive/directive.events.js';
import type { Review } from '../../domain/directive/directive.state.js';
import { outcomeId } from '../../domain/directive/review.decide.js';
import { measurementCodec } from '../../domain/measurement/measurement.codec.js';
import { measurementStream } from '../../domain/measurement/measurement.events.js';
import { entryAt, measurementDecider } from '../../domain/measurement/measurement.state.js';
import { TARGET } from '../../domain/target/target.aggregate.js';
import { targetStream } from '../../domain/target/target.events.js';
import { advanced, unwritten } from '../../event-store/aggregate.js';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../http/tokens.js';

export const MEASUREMENT = { category: 'measurement', codec: measurementCodec, decider: measurementDecider };

/** What accepted proposals led to, and whether it still stands. */
@Injectable()
export class Withdrawals {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** Says of the acceptances of these proposals whether their target or figure was withdrawn by its own route. */
  async among(proposals: readonly number[], review: Review): Promise<(acceptance: Acceptance) => boolean> {
    const accepted = proposals.flatMap((n) => {
      const verdict = review.proposals.get(n)?.verdict;
      return verdict?.state === 'accepted' ? [verdict.acceptance] : [];
    });
    const gone = await Promise.all(accepted.map(async (acceptance) => ((await this.isGone(acceptance)) ? [outcomeId(acceptance)] : [])));
    const ids = new Set(gone.flat());
    return (acceptance) => ids.has(outcomeId(acceptance));
  }

  /** How many targets and figures stand that were accepted from it. */
  async standingOf(review: Review): Promise<number> {
    const isWithdrawn = await this.among([...review.proposals.keys()], review);
    const ids = [...review.proposals.values()].flatMap(({ verdict }) =>
      verdict.state === 'accepted' && !isWithdrawn(verdict.acceptance) ? [outcomeId(verdict.acceptance)] : [],
    );
    return new Set(ids).size;
  }

  private async isGone(acceptance: Acceptance): Promise<boolean> {
    if (acceptance.kind === 'target') {
      const { events } = await this.store.readStream(targetStream(acceptance.targetId));
      return advanced(TARGET, unwritten(TARGET), events).state?.withdrawn != null;
    }
    const key = measurementKeyOf(acceptance.measurementId);
    if (!key) return false;
    const { events } = await this.store.readStream(measurementStream(key.indicatorId, key.localityId, key.year));
    return entryAt(advanced(MEASUREMENT, unwritten(MEASUREMENT), events).state, key)?.status === 'withdrawn';
  }
}
