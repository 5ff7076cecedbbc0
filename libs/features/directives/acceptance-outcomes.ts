import { Inject, Injectable } from '@nestjs/common';
import { measurementIdOf } from '../../contract/measurement-id.js';
import type { AcceptProposalsRequest } from '../../contract/proposals.commands.js';
import { comesFrom, measurementFrom, revisionFrom, targetFrom, withoutPlace } from '../../domain/directive/acceptance.js';
import { checkStanding } from '../../domain/directive/issued-place.js';
import { confirmBeside, sameTarget, standsAlready } from '../../domain/directive/beside.js';
import type { Acceptance } from '../../domain/directive/directive.events.js';
import type { Review, ReviewedProposal, StandingDirective } from '../../domain/directive/directive.state.js';
import type { MeasurementProposal, NumberedProposal } from '../../domain/directive/proposal.js';
import { INDICATOR } from '../../domain/indicator/indicator.aggregate.js';
import { defineIndicator, indicatorDecider, type DefinedIndicator, type IndicatorState } from '../../domain/indicator/indicator.decide.js';
import { indicatorStream } from '../../domain/indicator/indicator.events.js';
import type { DomainEvent } from '../../domain/kernel/decider.js';
import { fold } from '../../domain/kernel/decider.js';
import { DomainError, lacking } from '../../domain/kernel/errors.js';
import { LOCALITY } from '../../domain/locality/locality.aggregate.js';
import { localityStream, NATION } from '../../domain/locality/locality.events.js';
import { recordMeasurement, type RecordMeasurement } from '../../domain/measurement/measurement.decide.js';
import { measurementStream } from '../../domain/measurement/measurement.events.js';
import { entryAt, type MeasurementState } from '../../domain/measurement/measurement.state.js';
import { TARGET } from '../../domain/target/target.aggregate.js';
import { reviseTarget, setTarget, type TargetDecisionFacts } from '../../domain/target/target.decide.js';
import { targetStream } from '../../domain/target/target.events.js';
import type { Aggregate } from '../../event-store/aggregate.js';
import { draftsOf } from '../../event-store/command-handling.drafts.js';
import { CommandHandling, type History } from '../../event-store/command-handling.js';
import { uuidV5 } from '../../event-store/event-ids.js';
import type { StreamAppend } from '../../event-store/event-store.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { CommandRequest } from '../http/command-request.js';
import { namingSuccessors } from './named-successors.js';
import { StandingTargets } from './standing-targets.js';
import { MEASUREMENT } from './withdrawals.js';

/** Namespace of the ids of targets that were accepted from proposals. */
const ACCEPTED = '0197a3c2-6f1e-5d0c-9a54-2f6f2d7b8c33';

/** What an acceptance writes beside the directive, and what came of it. */
export interface Outcome {
  readonly acceptance: Acceptance;
  /** In the order in which a store that writes one stream after the other writes them; the directive comes last. */
  readonly appends: readonly StreamAppend[];
  readonly command: object;
  /** True where the figure stood already, from another source: only the words were tied to it. */
  readonly sameFigure?: boolean;
  /** True where a target that asks for the same stood already: only the words were tied to it. */
  readonly sameTarget?: boolean;
}

type Named = readonly ReviewedProposal[];
/** Who wants what of which proposals of a directive. */
export interface Task {
  readonly request: CommandRequest;
  readonly directive: StandingDirective;
  readonly review: Review;
  readonly named: Named;
  readonly wish: AcceptProposalsRequest;
}

/** What proposals become, by the deciders of targets, figures and indicators. */
@Injectable()
export class AcceptanceOutcomes {
  constructor(
    @Inject(CommandHandling) private readonly handling: CommandHandling,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
    @Inject(StandingTargets) private readonly standing: StandingTargets,
  ) {}

  /** Throws whatever the commands throw that it stands for, `proposal_without_place`, and `role_forbidden` for an indicator that the actor may not define. */
  async of(task: Task): Promise<Outcome> {
    try {
      return await this.become(task);
    } catch (error) {
      throw await namingSuccessors(error, this.handling.facts);
    }
  }

  private become(task: Task): Promise<Outcome> {
    const { named, wish } = task;
    const [first] = named;
    if (first?.proposal.type === 'measurement') return this.figure(task, first as ProposedFigure);
    return wish.into ? this.revision(task, wish.into) : this.target(task);
  }

  private async target(task: Task): Promise<Outcome> {
    const { request, directive, named, wish } = task;
    const localityId = wish.localityId ?? withoutPlace(named);
    await this.scope.checkActing(request.actor, localityId, request.today);
    const { indicator, appends } = await this.indicatorOf(task);
    const { directiveId } = directive;
    const targetId = wish.target?.targetId ?? targetIdOf(directiveId, named);
    const told = { issuedOn: directive.issuedOn, proposals: task.review.proposals.values() };
    const command = targetFrom(named, wish.target ?? {}, { directiveId, targetId, localityId, indicator, told });
    const stream = targetStream(targetId);
    const history = await this.handling.load(TARGET, stream, request);
    const facts = await this.facts(indicator, localityId, directive);
    if (facts.locality) checkStanding(facts.locality, directive.issuedOn);
    const events = setTarget(command, history.state, facts);
    if (events.length > 0) {
      const standing = await this.standing.beside(task.review, indicator.indicatorId, localityId);
      const same = isSetAnew(wish) ? null : sameTarget(command, standing);
      // What a read model says of it may be behind.
      if (same && sameTarget(command, [await this.handling.facts.of(TARGET, targetStream(same.targetId))]))
        return { acceptance: { kind: 'target', targetId: same.targetId, how: 'set' }, command, sameTarget: true, appends };
      confirmBeside(command, standing, { indicator, place: facts.locality?.fullName ?? localityId }, wish.confirm);
    }
    const acceptance = { kind: 'target', targetId, how: 'set' } as const;
    return { acceptance, command, appends: [...appends, appendOf(TARGET, stream, request, history, events)] };
  }

  private async revision(task: Task, into: NonNullable<AcceptProposalsRequest['into']>): Promise<Outcome> {
    const { request, directive, named, wish } = task;
    const { targetId, how } = into;
    const stream = targetStream(targetId);
    const history = await this.handling.load(TARGET, stream, request);
    const target = history.state ?? lacking('target_unknown', { targetId });
    await this.scope.checkActing(request.actor, target.localityId, request.today);
    const facts = await this.facts(await this.indicator(target.indicatorId), target.localityId, directive);
    const { directiveId } = directive;
    const indicator = facts.indicator ?? lacking('indicator_unknown', { indicatorId: target.indicatorId });
    const command = revisionFrom(named, wish.target ?? {}, into, { directiveId, indicator, issuedOn: directive.issuedOn }, target);
    const isDone = target.withdrawn === null && comesFrom(target, directiveId, numbersOf(named));
    const events = isDone ? [] : reviseTarget(command, target, facts);
    return { acceptance: { kind: 'target', targetId, how }, command, appends: [appendOf(TARGET, stream, request, history, events)] };
  }

  private async figure(task: Task, proposed: ProposedFigure): Promise<Outcome> {
    const { request, directive, named, wish } = task;
    const localityId = wish.localityId ?? withoutPlace(named);
    const { indicator, appends } = await this.indicatorOf(task);
    const command = measurementFrom(proposed, wish.measurement ?? {}, { directiveId: directive.directiveId, localityId, indicator });
    await this.scope.checkActing(request.actor, localityId, command.asOf);
    const stream = measurementStream(command.indicatorId, localityId, command.year);
    const history = await this.handling.load(MEASUREMENT, stream, request);
    const locality = await this.handling.facts.of(LOCALITY, localityStream(localityId));
    const isSame = standsAlready(command, history.state, { indicator, place: locality?.fullName ?? localityId });
    const events = isSame ? [] : recordMeasurement(command, history.state, { indicator, locality, today: request.today });
    const acceptance = { kind: 'measurement', measurementId: measurementIdOf(command) } as const;
    const sameFigure = isSame && !isRecorded(command, history.state);
    return { acceptance, command, sameFigure, appends: [...appends, appendOf(MEASUREMENT, stream, request, history, events)] };
  }

  /** The indicator that the sender names, or the one that it defines by the way. */
  private async indicatorOf({ request, named, wish }: Task): Promise<{ indicator: DefinedIndicator; appends: readonly StreamAppend[] }> {
    const { newIndicator } = wish;
    if (!newIndicator) {
      const indicatorId = wish.indicatorId ?? withoutPlace(named);
      const indicator = await this.indicator(indicatorId);
      return { indicator: indicator ?? lacking('indicator_unknown', { indicatorId }), appends: [] };
    }
    if (request.actor.role !== 'admin') throw new DomainError('role_forbidden', 'forbidden', { role: request.actor.role });
    await this.scope.checkActing(request.actor, NATION, request.today);
    const stream = indicatorStream(newIndicator.indicatorId);
    const history = await this.handling.load(INDICATOR, stream, request);
    const events = defineIndicator(newIndicator, history.state);
    const indicator =
      fold(indicatorDecider, events, history.state) ?? lacking('indicator_unknown', { indicatorId: newIndicator.indicatorId });
    return { indicator, appends: [appendOf(INDICATOR, stream, request, history, events)] };
  }

  private indicator(indicatorId: string): Promise<IndicatorState> {
    return this.handling.facts.of(INDICATOR, indicatorStream(indicatorId));
  }

  private async facts(indicator: IndicatorState, localityId: string, directive: StandingDirective): Promise<TargetDecisionFacts> {
    return { indicator, locality: await this.handling.facts.of(LOCALITY, localityStream(localityId)), directive };
  }
}

type ProposedFigure = ReviewedProposal & { readonly proposal: NumberedProposal & MeasurementProposal };

/** True where the sender wants a target of its own: named, planned otherwise than the text says but for its milestones, or beside the one that stands. */
function isSetAnew({ target, confirm }: AcceptProposalsRequest): boolean {
  return confirm.includes('target_stands') || Object.keys(target ?? {}).some((member) => member !== 'milestones');
}

/** The same proposals lead to the same target, until it is withdrawn and they are accepted anew. */
function targetIdOf(directiveId: string, named: Named): string {
  const rounds = named.map(({ proposal: { n }, acceptances }) => `${n}.${acceptances}`).sort();
  return uuidV5(ACCEPTED, `${directiveId}\n${rounds.join()}`);
}

/** True where these very words were recorded before. */
function isRecorded(command: RecordMeasurement, state: MeasurementState): boolean {
  const { source } = entryAt(state, command) ?? {};
  return source?.directiveId === command.source?.directiveId && source?.words?.[0]?.proposal === command.source?.words?.[0]?.proposal;
}

const numbersOf = (named: Named): readonly number[] => named.map(({ proposal: { n } }) => n);

/** An append of what was decided on a stream; it has no events where nothing is new. */
export function appendOf<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  stream: string,
  request: CommandRequest,
  { revision, done }: History<State>,
  events: readonly Event[],
): StreamAppend {
  return { stream, expected: revision < 0 ? 'no_stream' : revision, events: draftsOf(aggregate, stream, request, events, done.length) };
}
