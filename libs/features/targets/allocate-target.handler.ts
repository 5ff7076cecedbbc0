import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../contract/answers.js';
import { lacking } from '../../domain/kernel/errors.js';
import { allocateTarget, type AllocateTarget } from '../../domain/target/allocate.decide.js';
import { partTargetId } from '../../domain/target/allocation.js';
import { targetStream, type TargetEvent } from '../../domain/target/target.events.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { checkRevision, CommandHandling, type History } from '../../event-store/command-handling.js';
import { draftsOf } from '../../event-store/command-handling.drafts.js';
import { retriedOnConflict } from '../../event-store/command-handling.attempts.js';
import { comparePositions, type Position, type StreamAppend } from '../../event-store/event-store.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { TARGET } from '../../domain/target/target.aggregate.js';
import { TargetFacts } from './target-facts.js';
import { AllocateTargetCommand } from './targets.command.js';

type Histories = ReadonlyMap<string, History<TargetState | null>>;

/** Writes the whole and its parts together: several streams, all or nothing. */
@CommandHandler(AllocateTargetCommand)
export class AllocateTargetHandler implements ICommandHandler<AllocateTargetCommand> {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(TargetFacts) private readonly facts: TargetFacts,
  ) {}

  execute({ request, allocation }: AllocateTargetCommand): Promise<CommandAnswer> {
    return retriedOnConflict(() => this.attempt(request, allocation));
  }

  private async attempt(request: CommandRequest, allocation: AllocateTarget): Promise<CommandAnswer> {
    const id = allocation.targetId;
    const stream = targetStream(id);
    const histories = await this.load(request, allocation);
    const whole = histories.get(stream);
    if (!whole?.state) lacking('target_unknown', { targetId: id });
    await this.scope.checkActing(request.actor, whole.state.localityId, request.today);
    const done = [...histories.values()].flatMap((history) => history.done);
    // Where the store cannot write several streams at once, a command that broke off is carried on with.
    if (done.length > 0 && this.handling.store.atomicAcrossStreams)
      return { id, stream, revision: whole.revision, position: latest(done, whole.position) };
    if (done.length === 0) checkRevision(stream, request, whole.revision);
    const events = await this.decide(allocation, whole.state, histories);
    const results = await this.handling.appendAll(appendsOf(request, histories, events));
    const revision = whole.revision + events.filter((event) => event.data.targetId === id).length;
    return { id, stream, revision, position: latest([...done, ...results], whole.position) };
  }

  private async load(request: CommandRequest, { targetId, parts }: AllocateTarget): Promise<Histories> {
    const named = parts.map((part) => part.targetId ?? partTargetId(targetId, part.localityId));
    const whole = await this.handling.load(TARGET, targetStream(targetId), request);
    const earlier = whole.state?.allocations.map((part) => part.targetId) ?? [];
    const others = await this.handling.loadMany(
      TARGET,
      [...new Set([...named, ...earlier])].filter((id) => id !== targetId).map(targetStream),
      request,
    );
    return new Map([[targetStream(targetId), whole], ...others]);
  }

  private async decide(allocation: AllocateTarget, whole: TargetState, histories: Histories): Promise<readonly TargetEvent[]> {
    const [indicator, localities] = await Promise.all([
      this.facts.indicator(whole.indicatorId),
      this.scope.upwards(allocation.parts.map((part) => part.localityId)),
    ]);
    const targets = new Map([...histories.values()].flatMap(({ state }) => (state ? [[state.targetId, state]] : [])));
    return allocateTarget(allocation, whole, { indicator, localities, targets });
  }
}

function appendsOf(request: CommandRequest, histories: Histories, events: readonly TargetEvent[]): StreamAppend[] {
  const streams = [...new Set(events.map((event) => targetStream(event.data.targetId)))];
  return streams.map((stream) => {
    const history = histories.get(stream);
    const own = events.filter((event) => targetStream(event.data.targetId) === stream);
    const drafts = draftsOf(TARGET, stream, request, own, history?.done.length);
    return { stream, expected: history && history.revision >= 0 ? history.revision : 'no_stream', events: drafts };
  });
}

function latest(places: readonly { readonly position: Position }[], otherwise: Position): Position {
  return places.reduce((last, { position }) => (comparePositions(position, last) > 0 ? position : last), places[0]?.position ?? otherwise);
}
