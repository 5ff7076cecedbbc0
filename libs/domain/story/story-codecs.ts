import { ALERT } from '../alert/alert.aggregate.js';
import { DIRECTIVE } from '../directive/directive.aggregate.js';
import { INDICATOR } from '../indicator/indicator.aggregate.js';
import type { EventCodec } from '../kernel/codec.js';
import type { DomainEvent } from '../kernel/decider.js';
import { LOCALITY } from '../locality/locality.aggregate.js';
import { measurementCodec } from '../measurement/measurement.codec.js';
import { scheduleRulesCodec } from '../schedule/rules.codec.js';
import { TARGET } from '../target/target.aggregate.js';

/** How the events that a story tells are read, by the category of their stream. */
export const STORY_CODECS: Readonly<Record<string, EventCodec<DomainEvent>>> = {
  target: TARGET.codec as EventCodec<DomainEvent>,
  measurement: measurementCodec as EventCodec<DomainEvent>,
  alert: ALERT.codec as EventCodec<DomainEvent>,
  directive: DIRECTIVE.codec as EventCodec<DomainEvent>,
  locality: LOCALITY.codec as EventCodec<DomainEvent>,
  indicator: INDICATOR.codec as EventCodec<DomainEvent>,
  rules: scheduleRulesCodec as EventCodec<DomainEvent>,
};
