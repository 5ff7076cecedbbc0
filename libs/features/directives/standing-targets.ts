import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { Review } from '../../domain/directive/directive.state.js';
import { TARGET } from '../../domain/target/target.aggregate.js';
import { targetStream } from '../../domain/target/target.events.js';
import type { TargetState } from '../../domain/target/target.state.js';
import { CommandHandling } from '../../event-store/command-handling.js';
import { SQL } from '../http/tokens.js';

/** The targets that stand: those of the same directive for certain, others as far as the read model has come. For questions to a person, not for rules. */
@Injectable()
export class StandingTargets {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(CommandHandling) private readonly handling: CommandHandling,
  ) {}

  async beside(review: Review, indicatorId: string, localityId: string): Promise<readonly TargetState[]> {
    const [own, others] = await Promise.all([this.acceptedIn(review), this.known(indicatorId, localityId)]);
    return [...own, ...others];
  }

  private async acceptedIn({ proposals }: Review): Promise<readonly TargetState[]> {
    const ids = [...proposals.values()].flatMap(({ verdict }) =>
      verdict.state === 'accepted' && verdict.acceptance.kind === 'target' ? [verdict.acceptance.targetId] : [],
    );
    const states = await Promise.all([...new Set(ids)].map((id) => this.handling.facts.of(TARGET, targetStream(id))));
    return states.flatMap((state) => state ?? []);
  }

  private async known(indicatorId: string, localityId: string): Promise<readonly TargetState[]> {
    const rows = await this.sql<{ state: TargetState }[]>`
      select state from targets.target
      where indicator_id = ${indicatorId} and locality_id = ${localityId} and withdrawn_on is null order by id`.catch(() => []);
    return rows.map(({ state }) => state);
  }
}
