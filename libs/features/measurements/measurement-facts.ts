import { Inject, Injectable } from '@nestjs/common';
import { type IndicatorState } from '../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import type { CivilDate } from '../../domain/kernel/civil-date.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { type LocalityState } from '../../domain/locality/locality.state.js';
import { measurementCodec } from '../../domain/measurement/measurement.codec.js';
import type { MeasurementDecisionFacts } from '../../domain/measurement/measurement.decide.js';
import type { MeasurementKey } from '../../domain/measurement/measurement.events.js';
import { measurementDecider } from '../../domain/measurement/measurement.state.js';
import { Facts } from '../../event-store/facts.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { INDICATOR } from '../../domain/indicator/indicator.aggregate.js';

export const MEASUREMENT = { category: 'measurement', codec: measurementCodec, decider: measurementDecider };

type Place = Pick<MeasurementKey, 'indicatorId' | 'localityId'>;

/** The indicators and localities that measurements speak of. */
@Injectable()
export class MeasurementFacts {
  constructor(@Inject(Facts) private readonly facts: Facts) {}

  async of({ indicatorId, localityId }: Place, today: CivilDate): Promise<MeasurementDecisionFacts> {
    const indicator = await this.facts.of(INDICATOR, indicatorStream(indicatorId));
    return { indicator, locality: await this.facts.of(LOCALITY, localityStream(localityId)), today };
  }

  /** The facts of many measurements in few round trips, by measurement. */
  async ofMany(places: readonly Place[], today: CivilDate): Promise<(place: Place) => MeasurementDecisionFacts> {
    const indicators: ReadonlyMap<string, IndicatorState> = await this.facts.ofMany(
      INDICATOR,
      distinct(places, ({ indicatorId }) => indicatorStream(indicatorId)),
    );
    const localities: ReadonlyMap<string, LocalityState | null> = await this.facts.ofMany(
      LOCALITY,
      distinct(places, ({ localityId }) => localityStream(localityId)),
    );
    return ({ indicatorId, localityId }) => ({
      indicator: indicators.get(indicatorStream(indicatorId)) ?? null,
      locality: localities.get(localityStream(localityId)) ?? null,
      today,
    });
  }
}

function distinct(places: readonly Place[], streamOf: (place: Place) => string): ReadonlySet<string> {
  return new Set(places.map(streamOf));
}
