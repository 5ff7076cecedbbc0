import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { measurementIdOf } from '../../contract/measurement-id.js';
import {
  correctMeasurement,
  recordMeasurement,
  returnMeasurement,
  verifyMeasurement,
  withdrawMeasurement,
  type MeasurementDecisionFacts,
} from '../../domain/measurement/measurement.decide.js';
import { measurementStream, type MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import type { MeasurementState } from '../../domain/measurement/measurement.state.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { LocalityScope } from '../access/locality-scope.js';
import { MEASUREMENT, MeasurementFacts } from './measurement-facts.js';
import { ChangeMeasurementCommand, RecordMeasurementCommand, type Change } from './measurements.command.js';

@CommandHandler(RecordMeasurementCommand)
export class RecordMeasurementHandler implements ICommandHandler<RecordMeasurementCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(MeasurementFacts) private readonly facts: MeasurementFacts,
  ) {}

  async execute({ request, measurement }: RecordMeasurementCommand): Promise<CommandAnswer> {
    const { indicatorId, localityId, year, asOf } = measurement;
    await this.scope.checkActing(request.actor, localityId, asOf);
    const facts = await this.facts.of(measurement, request.today);
    const stream = measurementStream(indicatorId, localityId, year);
    const handled = await this.handling.handle(MEASUREMENT, stream, request, (state) => recordMeasurement(measurement, state, facts));
    return { id: measurementIdOf(measurement), ...handled };
  }
}

@CommandHandler(ChangeMeasurementCommand)
export class ChangeMeasurementHandler implements ICommandHandler<ChangeMeasurementCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(MeasurementFacts) private readonly facts: MeasurementFacts,
  ) {}

  async execute({ request, change }: ChangeMeasurementCommand): Promise<CommandAnswer> {
    const { indicatorId, localityId, year, asOf } = change;
    await this.scope.checkActing(request.actor, localityId, asOf);
    const facts = await this.facts.of(change, request.today);
    const stream = measurementStream(indicatorId, localityId, year);
    const handled = await this.handling.handle(MEASUREMENT, stream, request, (state) => decide(change, state, facts));
    return { id: measurementIdOf(change), ...handled };
  }
}

function decide(change: Change, state: MeasurementState, facts: MeasurementDecisionFacts): readonly MeasurementEvent[] {
  switch (change.kind) {
    case 'correct':
      return correctMeasurement(change, state, facts);
    case 'withdraw':
      return withdrawMeasurement(change, state);
    case 'verify':
      return verifyMeasurement(change, state);
    case 'return':
      return returnMeasurement(change, state);
  }
}
