import type { EventCodec } from '../../libs/domain/kernel/codec.js';
import { fold, type Decider, type DomainEvent } from '../../libs/domain/kernel/decider.js';
import { DomainError } from '../../libs/domain/kernel/errors.js';

export type Decide<State, Event> = (state: State) => readonly Event[];

/** The events of a decision, or none when it refuses. Anything but a coded refusal is an error of the program. */
function attempt<State, Event>(decide: Decide<State, Event>, state: State): readonly Event[] {
  try {
    return decide(state);
  } catch (error) {
    if (error instanceof DomainError) return [];
    throw error;
  }
}

/** Runs the commands one after another, each of them twice, and reads the history back as it would be stored. */
export function expectQuietRepeats<State, Event extends DomainEvent>(
  decider: Decider<State, Event>,
  codec: EventCodec<Event>,
  commands: readonly Decide<State, Event>[],
): void {
  const history: Event[] = [];
  let state = decider.initial;
  for (const command of commands) {
    const events = attempt(command, state);
    history.push(...events);
    state = fold(decider, events, state);
    if (events.length > 0) expect(attempt(command, state)).toEqual([]);
  }
  const stored = history.map((event) => JSON.parse(JSON.stringify(codec.encode(event))) as ReturnType<typeof codec.encode>);
  expect(fold(decider, stored.map(codec.decode))).toEqual(state);
}
