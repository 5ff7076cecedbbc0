import type { CivilDate } from '../../../libs/domain/kernel/civil-date.js';
import { fold } from '../../../libs/domain/kernel/decider.js';
import { directiveCodec } from '../../../libs/domain/directive/directive.codec.js';
import { registerDirective, type RegisterDirective } from '../../../libs/domain/directive/directive.decide.js';
import { directiveStream } from '../../../libs/domain/directive/directive.events.js';
import { directiveDecider, type DirectiveState, type StandingDirective } from '../../../libs/domain/directive/directive.state.js';
import { indicatorCodec } from '../../../libs/domain/indicator/indicator.codec.js';
import { defineIndicator, indicatorDecider, setSeasonalProfile, type DefinedIndicator } from '../../../libs/domain/indicator/indicator.decide.js';
import { indicatorStream, type IndicatorDefinition } from '../../../libs/domain/indicator/indicator.events.js';
import type { KnownLocalities } from '../../../libs/domain/locality/locality.state.js';
import { commandIdOf, decide, entryOf, type Entry } from './entry.js';
import type { Placed } from './files.js';
import type { CatalogDirective, CatalogProfile, IndicatorRow } from './schemas.js';

/** What the catalogue has decided so far; later decisions are made against it. */
export interface Known {
  readonly today: CivilDate;
  readonly localities: KnownLocalities;
  readonly indicators: Map<string, DefinedIndicator>;
  readonly directives: Map<string, StandingDirective>;
}

/** Definitions of the indicators. */
export function indicatorEntries(rows: readonly Placed<IndicatorRow>[], known: Known): Entry[] {
  return rows.map((row) => {
    const { id } = row.value;
    const events = decide(row, () => defineIndicator(definitionOf(row.value), known.indicators.get(id) ?? null));
    const definition = fold(indicatorDecider, events);
    if (definition) known.indicators.set(id, definition);
    const stream = indicatorStream(id);
    return entryOf(stream, commandIdOf(stream, 'define'), indicatorCodec, events);
  });
}

function definitionOf(row: IndicatorRow): IndicatorDefinition {
  return {
    indicatorId: row.id,
    name: row.name,
    nameEn: row.name_en,
    shape: row.shape,
    unit: row.unit,
    direction: row.direction,
    rollUp: row.roll_up,
    accumulation: row.accumulation,
    base: row.base,
    numeratorMayExceedDenominator: row.numerator_may_exceed_denominator === 'yes',
    min: row.min,
    max: row.max,
  };
}

/** Seasonal profiles of the indicators. */
export function profileEntries(files: readonly Placed<CatalogProfile>[], known: Known): Entry[] {
  return files.flatMap((file) => {
    const { id: profileId, indicatorIds, ...profile } = file.value;
    return indicatorIds.map((indicatorId) => {
      const state = known.indicators.get(indicatorId) ?? null;
      const events = decide(file, () => setSeasonalProfile({ ...profile, indicatorId, profileId }, state));
      const indicator = fold(indicatorDecider, events, state);
      if (indicator) known.indicators.set(indicatorId, indicator);
      const stream = indicatorStream(indicatorId);
      return entryOf(stream, commandIdOf(stream, `profile ${profileId}`), indicatorCodec, events);
    });
  });
}

/** Registrations of the directives. */
export function directiveEntries(files: readonly Placed<CatalogDirective>[], known: Known): Entry[] {
  return files.map((file) => {
    const facts = factsOf(file.value);
    const locality = known.localities.get(facts.localityId) ?? null;
    const state: DirectiveState = known.directives.get(facts.directiveId) ?? null;
    const events = decide(file, () => registerDirective(facts, state, { locality }));
    const registered = fold(directiveDecider, events);
    if (registered) known.directives.set(facts.directiveId, registered);
    const stream = directiveStream(facts.directiveId);
    return entryOf(stream, commandIdOf(stream, 'register'), directiveCodec, events);
  });
}

function factsOf({ id, number, kind, issuer, localityId, issuedOn, meetingOn, textSha256 }: CatalogDirective): RegisterDirective {
  return { directiveId: id, number, kind, issuer, localityId, issuedOn, meetingOn, textSha256 };
}
