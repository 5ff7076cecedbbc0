import { fold, type Decider, type DomainEvent } from '../../libs/domain/kernel/decider.js';
import { DomainError } from '../../libs/domain/kernel/errors.js';
import { REFUSALS, refusalText, type RefusalCode } from '../../libs/domain/refusals.js';

type Decision<State, Event> = (state: State) => readonly Event[];

/** `given(decider, events).when(decide).then(events)`, or `.thenNothing()`, or `.refused(code)`. */
export function given<State, Event extends DomainEvent>(decider: Decider<State, Event>, events: readonly Event[] = []) {
  return {
    when: (decide: Decision<State, Event>) => {
      const run = (): readonly Event[] => decide(fold(decider, events));
      return {
        then: (expected: readonly Event[]): void => expect(run()).toEqual(expected),
        thenNothing: (): void => expect(run()).toEqual([]),
        refused: (code: RefusalCode, params: DomainError['params'] = {}): void => expectRefusal(run, code, params),
      };
    },
  };
}

/** The refusal has the code, the kind that the list of refusals gives it, and fills every place of its sentences. */
export function expectRefusal(run: () => unknown, code: RefusalCode, params: DomainError['params'] = {}): void {
  const error = thrownBy(run);
  expect(error).toMatchObject({ name: 'DomainError', code, kind: REFUSALS[code].kind, params });
  for (const language of ['vi', 'en'] as const) expect(error && refusalText(error, language)).not.toContain('–');
}

function thrownBy(run: () => unknown): DomainError | null {
  try {
    run();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  return null;
}
