import { Inject, Injectable } from '@nestjs/common';
import { directiveCodec } from '../../domain/directive/directive.codec.js';
import { directiveDecider } from '../../domain/directive/directive.decide.js';
import { directiveStream } from '../../domain/directive/directive.events.js';
import { indicatorCodec } from '../../domain/indicator/indicator.codec.js';
import { indicatorDecider, type IndicatorState } from '../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import { localityCodec } from '../../domain/locality/locality.codec.js';
import { localityStream } from '../../domain/locality/locality.events.js';
import { localityDecider } from '../../domain/locality/locality.state.js';
import { targetCodec } from '../../domain/target/target.codec.js';
import type { TargetDecisionFacts } from '../../domain/target/target.decide.js';
import type { Provenance } from '../../domain/target/target.events.js';
import { targetDecider } from '../../domain/target/target.state.js';
import { Facts } from '../../event-store/facts.js';

export const TARGET = { category: 'target', codec: targetCodec, decider: targetDecider };
const DIRECTIVE = { category: 'directive', codec: directiveCodec, decider: directiveDecider };
const INDICATOR = { category: 'indicator', codec: indicatorCodec, decider: indicatorDecider };
const LOCALITY = { category: 'locality', codec: localityCodec, decider: localityDecider };

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
