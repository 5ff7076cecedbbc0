import type { Sentence } from '../alert/alert.events.js';
import { unitOf } from '../alert/alert.present.js';
import type { DirectiveEvent } from '../directive/directive.events.js';
import { directiveDecider, type DirectiveState } from '../directive/directive.state.js';
import { indicatorDecider, type IndicatorState } from '../indicator/indicator.decide.js';
import type { IndicatorEvent } from '../indicator/indicator.events.js';
import type { LocalityEvent } from '../locality/locality.events.js';
import { localityDecider, type LocalityState } from '../locality/locality.state.js';
import type { MeasurementEvent } from '../measurement/measurement.events.js';
import { measurementDecider, type MeasurementState } from '../measurement/measurement.state.js';
import type { TargetEvent } from '../target/target.events.js';
import { targetDecider, type TargetState } from '../target/target.state.js';
import { evolveEpisode, type Episode } from './episode.js';
import type { AlertEvent } from '../alert/alert.events.js';
import { SaidFigures } from './figure.words.js';
import type { Happened, IndicatorWords } from './story.js';
import { asWritten, dateText, inSentence } from './story.words.js';

/** Stands for what an event does not name and nothing before it did. */
const UNNAMED = '…';

/** What the record held when an event came: states by stream, and the names that were known. Fed with every event, in order. */
export class KnownThen {
  private readonly targets = new Map<string, TargetState>();
  private readonly streams = new Map<string, MeasurementState>();
  private readonly episodes = new Map<string, Episode>();
  private readonly directives = new Map<string, NonNullable<DirectiveState>>();
  private readonly localities = new Map<string, LocalityState>();
  private readonly indicators = new Map<string, NonNullable<IndicatorState>>();

  /** Figures as they were said already. */
  readonly figures = new SaidFigures();

  take({ category, id, event }: Happened): void {
    switch (category) {
      case 'target':
        return put(this.targets, id, targetDecider.evolve(this.target(id), event as TargetEvent));
      case 'measurement':
        return put(this.streams, id, measurementDecider.evolve(this.measurements(id), event as MeasurementEvent));
      case 'alert':
        return this.takeAlert(event as AlertEvent);
      case 'directive':
        return put(this.directives, id, directiveDecider.evolve(this.directive(id), event as DirectiveEvent));
      case 'locality':
        return put(this.localities, id, localityDecider.evolve(this.locality(id), event as LocalityEvent));
      case 'indicator':
        return put(this.indicators, id, indicatorDecider.evolve(this.indicator(id), event as IndicatorEvent));
    }
  }

  target = (id: string): TargetState | null => this.targets.get(id) ?? null;
  /** The figures of a stream, by its name without the category. */
  measurements = (id: string): MeasurementState => this.streams.get(id) ?? measurementDecider.initial;
  episode = (id: string): Episode | null => this.episodes.get(id) ?? null;
  directive = (id: string): DirectiveState => this.directives.get(id) ?? null;
  locality = (id: string): LocalityState | null => this.localities.get(id) ?? null;
  indicator = (id: string): IndicatorState => this.indicators.get(id) ?? null;

  /** For the middle of a sentence; the id where the indicator was not known. */
  indicatorWords(id: string): IndicatorWords {
    const known = this.indicator(id);
    if (!known) return { name: asWritten(id || UNNAMED), unit: '', counted: '' };
    return { name: { vi: inSentence(known.name), en: inSentence(known.nameEn) }, unit: unitOf(known), counted: known.unit };
  }

  /** For the middle of a sentence, `tỉnh Tuyên Quang`; the id where the locality was not known. */
  localityName(id: string): Sentence {
    const known = this.locality(id);
    return known ? { vi: inSentence(known.fullName), en: known.nameEn ?? known.name } : asWritten(id || UNNAMED);
  }

  /** `công văn 1510/UBND-TH`; of one that has no number the title, or else `thông báo của Thường trực Tỉnh ủy ngày 31/8/2021`. */
  directiveName(id: string): Sentence {
    const known = this.directive(id);
    if (!known) return asWritten(id);
    const { number, kind, title, issuer, issuedOn } = known;
    const what = kind === null ? 'văn bản' : inSentence(kind);
    if (number !== null) return { vi: `${what} ${number}`, en: `directive ${number}` };
    if (title !== null || !issuer) return asWritten(title === null ? id : `“${title}”`);
    const day = issuedOn?.length === 10 ? issuedOn : null;
    return {
      vi: `${what} của ${issuer}${day ? ` ngày ${dateText(day, 'vi')}` : ''}`,
      en: `the directive of ${issuer}${day ? ` of ${dateText(day, 'en')}` : ''}`,
    };
  }

  private takeAlert(event: AlertEvent): void {
    const id = `${event.data.targetId}~${event.data.episode}`;
    put(this.episodes, id, evolveEpisode(this.episode(id), event));
  }
}

function put<State>(states: Map<string, State>, id: string, state: State | null): void {
  if (state !== null) states.set(id, state);
}
