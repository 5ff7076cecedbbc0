/** A fact of the past: `type` is the stored name, a literal that never changes. */
export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** What a stream's events amount to. Decisions are plain functions `(command, state, facts) => events`. */
export interface Decider<State, Event extends DomainEvent> {
  readonly initial: State;
  evolve(state: State, event: Event): State;
}

/** Folds events into a state; no clock, no I/O. */
export function fold<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  events: Iterable<Event>,
  from: State = decider.initial,
): State {
  let state = from;
  for (const event of events) state = decider.evolve(state, event);
  return state;
}
