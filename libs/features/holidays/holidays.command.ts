import type { SetHolidays } from '../../domain/reporting/public-holidays.decide.js';
import type { CommandRequest } from '../http/command-request.js';

export class SetHolidaysCommand {
  constructor(
    readonly request: CommandRequest,
    readonly holidays: SetHolidays,
    /** Tells what would change, and writes nothing. */
    readonly isDryRun: boolean,
  ) {}
}
