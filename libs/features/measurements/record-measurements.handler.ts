import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { MeasurementEvent } from '../../domain/measurement/measurement.events.js';
import type { MeasurementState } from '../../domain/measurement/measurement.state.js';
import { retriedOnConflict } from '../../event-store/command-handling.attempts.js';
import { draftsOf } from '../../event-store/command-handling.drafts.js';
import { CommandHandling, type History } from '../../event-store/command-handling.js';
import type { AppendResult, StreamAppend } from '../../event-store/event-store.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { decideGroup, groupRows, type DecidedGroup, type ReadableRow, type RowGroup, type RowRules } from './decide-rows.js';
import { MEASUREMENT, MeasurementFacts } from './measurement-facts.js';
import { RecordMeasurementsCommand, type Row, type RowResult } from './measurements.command.js';

/** What was decided for all rows of a request. */
interface Plan {
  readonly groups: readonly DecidedGroup[];
  readonly unreadable: readonly Row[];
}

/** Decides thousands of rows, then writes all of them at once, or those that are good where the sender asks for that. */
@CommandHandler(RecordMeasurementsCommand)
export class RecordMeasurementsHandler implements ICommandHandler<RecordMeasurementsCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(MeasurementFacts) private readonly facts: MeasurementFacts,
  ) {}

  /** One result per row, in the order of the rows. */
  async execute({ request, rows, options }: RecordMeasurementsCommand): Promise<readonly RowResult[]> {
    const readable = rows.filter((row): row is ReadableRow => row.measurement !== null);
    const unreadable = rows.filter((row) => row.measurement === null);
    const rules = await this.rulesFor(request, readable);
    const groups = groupRows(readable);
    return retriedOnConflict(async (number) => {
      const mustRead = number > 1 || request.key !== null || options.dryRun;
      const plan = { groups: await this.decide(request, groups, rules, mustRead), unreadable };
      const isRefused = isAnyRefused(plan);
      if (options.dryRun) return resultsOf(rows, plan, null);
      if (isRefused && !options.partial) return resultsOf(rows, { ...plan, groups: await this.takeBack(request, plan.groups) }, null);
      return resultsOf(rows, plan, await this.write(request, plan.groups));
    });
  }

  private async rulesFor(request: CommandRequest, rows: readonly ReadableRow[]): Promise<RowRules> {
    const measurements = rows.map(({ measurement }) => measurement);
    const factsOf = await this.facts.ofMany(measurements, request.today);
    const acting = await this.scope.acting(request.actor, new Set(measurements.map(({ localityId }) => localityId)));
    return { factsOf, barOf: ({ localityId, asOf }) => acting(localityId, asOf) };
  }

  /** Decides on what is presumed of a stream, since the append proves it right; a refusal only on what was read afresh. */
  private async decide(
    request: CommandRequest,
    groups: readonly RowGroup[],
    rules: RowRules,
    mustRead: boolean,
  ): Promise<readonly DecidedGroup[]> {
    const decided = new Map<string, DecidedGroup>();
    if (!mustRead) {
      for (const group of groups) {
        const presumed = this.handling.presumed(MEASUREMENT, group.stream);
        if (presumed) decided.set(group.stream, decideGroup(group, presumed, rules));
      }
    }
    const doubtful = groups.filter(({ stream }) => decided.get(stream)?.refused.length !== 0);
    const read = await this.handling.loadMany(
      MEASUREMENT,
      doubtful.map(({ stream }) => stream),
      request,
    );
    for (const group of doubtful) decided.set(group.stream, decideGroup(group, read.get(group.stream) as History<MeasurementState>, rules));
    return groups.map(({ stream }) => decided.get(stream) as DecidedGroup);
  }

  private async write(request: CommandRequest, groups: readonly DecidedGroup[]): Promise<ReadonlyMap<string, AppendResult>> {
    const written = groups.filter(({ events }) => events.length > 0);
    if (written.length === 0) return new Map();
    const results = await this.handling.appendAll(written.map((group) => appendOf(request, group, group.events)));
    written.forEach(({ group, state }, index) => {
      const { revision, position } = results[index] as AppendResult;
      this.handling.remember(group.stream, { state, revision, position });
    });
    return new Map(written.map(({ group }, index) => [group.stream, results[index] as AppendResult]));
  }

  /**
   * Where the store cannot write several streams at once, rows may have been written before another writer made one of the
   * rest impossible: those are withdrawn again, in the open, as everything that was ever recorded.
   */
  private async takeBack(request: CommandRequest, groups: readonly DecidedGroup[]): Promise<readonly DecidedGroup[]> {
    const written = groups.filter(({ done }) => done.length > 0);
    if (written.length === 0 || this.handling.store.atomicAcrossStreams) return groups;
    await this.handling.appendAll(written.map((group) => appendOf(request, group, withdrawalsOf(group))));
    return groups.map((group) => ({ ...group, done: [], accepted: [...group.done.map(({ row }) => row), ...group.accepted] }));
  }
}

const TAKEN_BACK = 'Một dòng khác của cùng yêu cầu bị từ chối. / Another row of the same request was refused.';

function withdrawalsOf({ done }: DecidedGroup): readonly MeasurementEvent[] {
  return done.map(({ row: { measurement } }) => {
    const { indicatorId, localityId, year, asOf, basis } = measurement;
    return { type: 'MeasurementWithdrawn', data: { indicatorId, localityId, year, asOf, basis, reason: TAKEN_BACK } };
  });
}

function appendOf(request: CommandRequest, { group, base }: DecidedGroup, events: readonly MeasurementEvent[]): StreamAppend {
  const drafts = draftsOf(MEASUREMENT, group.stream, request, events, base.done.length);
  return { stream: group.stream, expected: base.revision < 0 ? 'no_stream' : base.revision, events: drafts };
}

function isAnyRefused({ groups, unreadable }: Plan): boolean {
  return unreadable.length > 0 || groups.some(({ refused }) => refused.length > 0);
}

/** `written` null: nothing was. */
function resultsOf(
  rows: readonly Row[],
  { groups, unreadable }: Plan,
  written: ReadonlyMap<string, AppendResult> | null,
): readonly RowResult[] {
  const results = new Map<number, RowResult>();
  for (const row of unreadable) results.set(row.index, { row, refusal: null });
  for (const { group, base, accepted, refused, done } of groups) {
    for (const { row, error } of refused) results.set(row.index, { row, refusal: error });
    for (const { row, revision, position } of done) results.set(row.index, { row, refusal: null, revision, position });
    const append = written?.get(group.stream);
    accepted.forEach((row, index) => {
      results.set(
        row.index,
        append ? { row, refusal: null, revision: base.revision + 1 + index, position: append.position } : { row, refusal: null },
      );
    });
  }
  return rows.map((row) => results.get(row.index) as RowResult);
}
