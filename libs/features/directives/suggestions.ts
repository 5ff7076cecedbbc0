import { Inject, Injectable } from '@nestjs/common';
import type { Sql } from 'postgres';
import type { DirectiveItem } from '../../contract/directives.reads.js';
import type { ProposalSuggestions } from '../../contract/proposals.reads.js';
import { figureFrom } from '../../domain/directive/acceptance.js';
import { askTheSame, isSameFigure } from '../../domain/directive/beside.js';
import type { NumberedProposal, TargetProposal } from '../../domain/directive/proposal.js';
import { aimOf } from '../../domain/directive/proposed-milestones.js';
import type { IndicatorDefinition } from '../../domain/indicator/indicator.events.js';
import type { Actor } from '../../domain/kernel/command.js';
import { DomainError } from '../../domain/kernel/errors.js';
import type { Figure } from '../../domain/measurement/figure.js';
import { LocalityScope } from '../access/locality-scope.js';
import type { Fragment } from '../http/keyset.js';
import { todayInVietnam } from '../http/today.js';
import { SQL } from '../http/tokens.js';
import { sameWordsIn } from './same-words.js';
import { standingFigures, type FigureOn, type FigurePlace } from './figures-on.js';
import { likestIndicators, type KnownIndicator, type LikeIndicator } from './indicator-likeness.js';
import { dayOf, placeFinder, placesOf, type Place } from './known-places.js';

interface StandingTarget {
  readonly id: string;
  readonly indicatorId: string;
  readonly indicatorName: string | null;
  readonly unit: string | null;
  readonly shape: string | null;
  readonly localityId: string;
  readonly years: readonly number[];
  readonly milestones: ProposalSuggestions['targets'][number]['milestones'];
}

/** Where a proposal would go, and under what. */
interface Found {
  readonly place: Place | null;
  readonly alike: readonly LikeIndicator[];
}
const NOTHING: Found = { place: null, alike: [] };

interface OpenMilestone {
  readonly n: number;
  readonly series: string;
  readonly locality: string | null;
  readonly kind: string;
  readonly due: string | null;
}

const MOST_TARGETS = 5;

const dueOf = (sql: Sql): Fragment => sql`coalesce(p.proposal->'deadline'->>'date', p.proposal->>'deadlineImplied')`;

/** What proposals might become: the locality that they name, indicators like theirs, and targets that stand for these. */
@Injectable()
export class Suggestions {
  constructor(
    @Inject(SQL) private readonly sql: Sql,
    @Inject(LocalityScope) private readonly scope: LocalityScope,
  ) {}

  async of(
    actor: Actor,
    directive: DirectiveItem,
    proposals: readonly NumberedProposal[],
  ): Promise<(proposal: NumberedProposal) => ProposalSuggestions> {
    const [found, open] = await Promise.all([this.found(directive, proposals), this.openSeries(directive.id)]);
    const meantBy = ({ n }: NumberedProposal): Found => found.get(n) ?? NOTHING;
    const localities = [...found.values()].flatMap(({ place }) => place?.id ?? []);
    const [targets, figures, inScope, sameWords] = await Promise.all([
      this.targets([...found.values()], localities),
      standingFigures(
        this.sql,
        proposals.flatMap((proposal) => placesIn(proposal, meantBy(proposal))),
      ),
      this.scopeOf(actor, directive, localities),
      sameWordsIn(
        this.sql,
        directive.id,
        proposals.map(({ n }) => n),
      ),
    ]);
    return (proposal) => {
      const meant = meantBy(proposal);
      const { place, alike } = meant;
      const fitting = targets.filter((target) => fits(target, proposal, place?.id, alike));
      return {
        locality: place && { id: place.id, name: place.fullName },
        indicators: [...alike],
        targets: fitting.slice(0, MOST_TARGETS).map((target) => shown(target, proposal)),
        figures: placesIn(proposal, meant).flatMap((at) => figures(at).map((figure) => standing(figure, proposal))),
        sameWords: sameWords(proposal.n),
        inScope: inScope(proposal, place),
        together: open.filter((other) => proposal.type === 'target' && isFurtherMilestone(other, proposal)).map(({ n }) => n),
      };
    };
  }

  /** The place that each proposal names, and indicators like it. */
  private async found(directive: DirectiveItem, proposals: readonly NumberedProposal[]): Promise<ReadonlyMap<number, Found>> {
    const [places, indicators] = await Promise.all([
      placesOf(this.sql, directive.localityId, dayOf(directive)),
      this.sql<KnownIndicator[]>`select id, name, unit, shape from indicators.indicator order by id`,
    ]);
    const placeOf = placeFinder(places, directive.localityId);
    return new Map(
      proposals.map((proposal) => [proposal.n, { place: placeOf(proposal.locality), alike: likestIndicators(proposal, indicators) }]),
    );
  }

  /** Whether who asks may decide on the directive today and, where a proposal would go, on the day that it speaks of. */
  private async scopeOf(actor: Actor, directive: DirectiveItem, localities: readonly string[]) {
    const rule = await this.scope.acting(actor, [directive.localityId, ...localities]);
    const today = todayInVietnam();
    const isOwn = rule(directive.localityId, today) === null;
    return (proposal: NumberedProposal, place: Place | null): boolean =>
      isOwn && (place === null || rule(place.id, (proposal.type === 'measurement' && proposal.asOf) || today) === null);
  }

  private openSeries(directiveId: string): Promise<readonly OpenMilestone[]> {
    return this.sql<OpenMilestone[]>`
      select p.n, p.proposal->>'series' as series, p.proposal->>'locality' as locality, p.proposal->>'kind' as kind, ${dueOf(this.sql)} as due
      from directives.proposal p
      where p.directive_id = ${directiveId} and p.type = 'target' and p.state = 'open' and p.proposal->>'series' is not null order by p.n`;
  }

  private async targets(found: readonly Found[], localities: readonly string[]): Promise<readonly StandingTarget[]> {
    const indicators = found.flatMap(({ alike }) => alike.map(({ id }) => id));
    if (indicators.length === 0 || localities.length === 0) return [];
    const { sql } = this;
    return sql<StandingTarget[]>`
      select t.id, t.indicator_id as "indicatorId", i.name as "indicatorName", i.unit, i.shape, t.locality_id as "localityId", t.years,
        (select jsonb_agg(m - 'dueSource') from jsonb_array_elements(t.state->'milestones') m) as milestones
      from targets.target t left join indicators.indicator i on i.id = t.indicator_id
      where t.withdrawn_on is null and t.indicator_id in ${sql([...new Set(indicators)])} and t.locality_id in ${sql([...new Set(localities)])}
      order by t.id`;
  }
}

/** The series also ties the items of one list: milestones of one target are of one place and kind, and due on different days. */
function isFurtherMilestone({ n, series, locality, kind, due }: OpenMilestone, proposal: NumberedProposal & TargetProposal): boolean {
  const isSame = series === proposal.series && locality === proposal.locality && kind === proposal.kind;
  return isSame && n !== proposal.n && due !== null && due !== (proposal.deadline?.date ?? proposal.deadlineImplied);
}

function fits(
  target: StandingTarget,
  proposal: NumberedProposal,
  localityId: string | undefined,
  alike: readonly { readonly id: string }[],
): boolean {
  const due = proposal.type === 'target' ? (proposal.deadline?.date ?? proposal.deadlineImplied) : proposal.asOf;
  const isOfYear = due === null || target.years.includes(Number(due.slice(0, 4)));
  return proposal.type === 'target' && isOfYear && target.localityId === localityId && alike.some(({ id }) => id === target.indicatorId);
}

function shown(
  { id, indicatorId, indicatorName, unit, shape, milestones }: StandingTarget,
  proposal: NumberedProposal,
): ProposalSuggestions['targets'][number] {
  const aim = proposal.type === 'target' ? aimOf(proposal) : null;
  const same = aim !== null && askTheSame(milestones, [aim]);
  return { id, indicatorId, indicatorName, unit: unit ?? '', shape: shape ?? '', milestones, same };
}

function placesIn(proposal: NumberedProposal, { place, alike }: Found): readonly FigurePlace[] {
  const asOf = proposal.type === 'measurement' ? proposal.asOf : null;
  return place && asOf !== null ? alike.map(({ id }) => ({ indicatorId: id, localityId: place.id, asOf })) : [];
}

function standing(figure: FigureOn, proposal: NumberedProposal): ProposalSuggestions['figures'][number] {
  const { id, indicatorId, asOf, basis, figure: stands } = figure;
  return { id, indicatorId, asOf, basis, figure: stands, same: stands !== null && isProposed(stands, proposal, figure) };
}

/** True where a proposal that would become a figure of this indicator says the very number. */
function isProposed(stands: Figure, proposal: NumberedProposal, { indicatorId, shape, unit }: FigureOn): boolean {
  if (proposal.type !== 'measurement') return false;
  try {
    return isSameFigure(stands, figureFrom(proposal, { indicatorId, shape: shape as IndicatorDefinition['shape'], unit }));
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
