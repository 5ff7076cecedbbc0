import type { AlertEvent } from '../alert/alert.events.js';
import type { DirectiveEvent } from '../directive/directive.events.js';
import type { IndicatorEvent } from '../indicator/indicator.events.js';
import type { LocalityEvent } from '../locality/locality.events.js';
import type { MeasurementEvent } from '../measurement/measurement.events.js';
import type { ScheduleRulesEvent } from '../schedule/rules.events.js';
import type { TargetEvent } from '../target/target.events.js';
import { tellAlert } from './alert.story.js';
import { tellDirective } from './directive.story.js';
import { tellIndicator } from './indicator.story.js';
import type { KnownThen } from './known-then.js';
import { tellLocality } from './locality.story.js';
import { tellMeasurement } from './measurement.story.js';
import { tellRules } from './rules.story.js';
import type { Happened, Told } from './story.js';
import { tellTarget } from './target.story.js';

/**
 * An event in words, said with what was known just before it: the same events in the same order are told in the same words for ever.
 * null for categories that stand in nobody's story.
 */
export function tell(happened: Happened, known: KnownThen): Told | null {
  switch (happened.category) {
    case 'target':
      return tellTarget(happened as Happened<TargetEvent>, known);
    case 'measurement':
      return tellMeasurement(happened as Happened<MeasurementEvent>, known);
    case 'alert':
      return tellAlert(happened as Happened<AlertEvent>, known);
    case 'directive':
      return tellDirective(happened as Happened<DirectiveEvent>, known);
    case 'locality':
      return tellLocality(happened as Happened<LocalityEvent>, known);
    case 'indicator':
      return tellIndicator(happened as Happened<IndicatorEvent>, known);
    case 'rules':
      return tellRules(happened as Happened<ScheduleRulesEvent>);
    default:
      return null;
  }
}
