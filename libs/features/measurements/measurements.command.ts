import type { DomainError } from '../../domain/kernel/errors.js';
import type {
  CorrectMeasurement,
  RecordMeasurement,
  ReturnMeasurement,
  VerifyMeasurement,
  WithdrawMeasurement,
} from '../../domain/measurement/measurement.decide.js';
import type { FieldError } from '../../contract/answers.js';
import type { CommandRequest } from '../http/command-request.js';

export class RecordMeasurementCommand {
  constructor(
    readonly request: CommandRequest,
    readonly measurement: RecordMeasurement,
  ) {}
}

/** A row of a request, as far as it could be read: `fields` says what could not. */
export interface Row {
  readonly index: number;
  readonly measurement: RecordMeasurement | null;
  readonly fields: readonly Omit<FieldError, 'message'>[];
}

export class RecordMeasurementsCommand {
  constructor(
    readonly request: CommandRequest,
    readonly rows: readonly Row[],
    readonly options: { readonly dryRun: boolean; readonly partial: boolean },
  ) {}
}

/** What became of a row. `revision` and `position` only when it is on record. */
export interface RowResult {
  readonly row: Row;
  readonly refusal: DomainError | null;
  readonly revision?: number;
  readonly position?: string;
}

/** A command on a figure that is on record. */
export type Change =
  | ({ readonly kind: 'correct' } & CorrectMeasurement)
  | ({ readonly kind: 'withdraw' } & WithdrawMeasurement)
  | ({ readonly kind: 'verify' } & VerifyMeasurement)
  | ({ readonly kind: 'return' } & ReturnMeasurement);

export class ChangeMeasurementCommand {
  constructor(
    readonly request: CommandRequest,
    readonly change: Change,
  ) {}
}
