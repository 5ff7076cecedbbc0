import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { NATION } from '../../domain/locality/locality.events.js';
import type { HolidaysTried } from '../../contract/holidays.js';
import { holidayChanges, PUBLIC_HOLIDAYS, setHolidays, type SetHolidays } from '../../domain/reporting/public-holidays.decide.js';
import { publicHolidaysStream } from '../../domain/reporting/public-holidays.events.js';
import { checkRevision, CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { SetHolidaysCommand } from './holidays.command.js';

/** For those who act for the whole country: every locality has the same holidays. */
@CommandHandler(SetHolidaysCommand)
export class SetHolidaysHandler implements ICommandHandler<SetHolidaysCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async execute({ request, holidays, isDryRun }: SetHolidaysCommand): Promise<CommandAnswer | HolidaysTried> {
    await this.scope.checkActing(request.actor, NATION, request.today);
    const [id, stream] = [String(holidays.year), publicHolidaysStream(holidays.year)];
    if (isDryRun) return { id, ...(await this.tried(stream, request, holidays)) };
    return { id, ...(await this.handling.handle(PUBLIC_HOLIDAYS, stream, request, (state) => setHolidays(holidays, state))) };
  }

  private async tried(stream: string, request: CommandRequest, holidays: SetHolidays): Promise<Omit<HolidaysTried, 'id'>> {
    const { state, revision, position } = await this.handling.load(PUBLIC_HOLIDAYS, stream, request);
    checkRevision(stream, request, revision);
    const events = setHolidays(holidays, state);
    const changes = events.flatMap(({ data }) => holidayChanges(state, data)).map((change) => ({ ...change }));
    return { stream, revision, position, dryRun: true, isNew: events.length > 0, changes };
  }
}
