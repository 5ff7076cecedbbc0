import { Inject, Injectable } from '@nestjs/common';
import { DIRECTIVE } from '../../domain/directive/directive.aggregate.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import { type IndicatorState } from '../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import type { TargetDecisionFacts } from '../../domain/target/target.decide.js';
import type { Provenance } from '../../domain/target/target.events.js';
import { Facts } from '../../event-store/facts.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { INDICATOR } from '../../domain/indicator/indicator.aggregate.js';

/** What decisions about targets need from other streams. */
@Injectable()
export class TargetFacts {
  constructor(@Inject(Facts) private readonly facts: Facts) {}

  indicator(indicatorId: string): Promise<IndicatorState> {
    return this.facts.of(INDICATOR, indicatorStream(indicatorId));
  }

  async of(indicatorId: string, localityId: string, provenance: Provenance | null): Promise<TargetDecisionFacts> {
    const [indicator, locality, directive] = await Promise.all([
      this.indicator(indicatorId),
      this.facts.of(LOCALITY, localityStream(localityId)),
      provenance ? this.facts.of(DIRECTIVE, directiveStream(provenance.directiveId)) : null,
    ]);
    return { indicator, locality, directive };
  }
}
