import { tokenAt } from '../phrases/line.js';
import type { Quantity } from '../phrases/phrases.js';
import { isMark, type Statement, type View } from '../proposals/view.js';
import { completed } from './completed.js';
import { aimBefore, asideOf } from './aside.js';
import { asOfAbove, asOfAside, asOfWithin, openingTime, type AsOf, type Opening, type Standing } from './as-of.js';
import { isShare, withSeries, type Figure, type Fraction, type Told } from './figure.js';
import { dayInTurn, turned, turnsIn, type Turn } from './in-turn.js';
import { withKinds } from './kinds.js';
import { inOrder, lentIn } from './lent.js';
import type { Localities } from './localities.js';
import { judgedSince } from './named-before.js';
import { nameOf, unitOf } from './naming.js';
import type { Name, Naming } from './names.js';
import { partsIn, type Parts } from './parts.js';
import { judged, type Grounds } from './reason.js';
import { introducedIn, whoIn, type Who } from './subject.js';
import { isAskedFor, isFigure, isOfSomethingElse, isReport, tellsAmongTasks } from './told.js';
import { topicAt, type Topic } from './topic.js';
import { Whereabouts } from './whereabouts.js';
import { wording } from './wording.js';

const NOTHING: Fraction = { numerator: null, denominator: null };

/** What a passage tells. */
export interface Telling {
  readonly figures: readonly Figure[];
  /** The months with which it, or a paragraph before it in its clause, has opened. */
  readonly opened: Opening | null;
}

/** The figures that a passage reports; `opened` is what the one before it has opened with. */
export function figuresOf(view: View, localities: Localities, opened: Opening | null): Telling {
  const going = opened?.clause === view.passage.clause ? opened : null;
  const [first] = view.statements;
  const opening = first === undefined ? null : openingTime(view, first);
  const teller = new Teller(view, localities, opening ?? going);
  for (const statement of view.statements) teller.hear(statement);
  return { figures: withSeries(withKinds(teller.figures, view.structure.head)), opened: opening?.isPart === true ? opening : going };
}

/** Goes through the figures of a passage and keeps what the next one may go on with. */
class Teller {
  readonly figures: Told[] = [];
  private readonly topic: Topic | null;
  private readonly named: Naming = { subject: null, action: null, byUnit: new Map(), last: null };
  private readonly whereabouts: Whereabouts;
  private fraction: Fraction = NOTHING;
  private asOf: (AsOf & { readonly lasts: boolean }) | null = null;
  /** The sentence of the last figure. */
  private sentence = -1;
  private statement = -1;
  private readonly amongTasks: boolean;
  /** Numbers without a unit that are still to come, the next one last. */
  private readonly lent: Quantity[];
  private readonly turns: ReadonlyMap<number, Turn>;
  private turnedBy: Parts['predicate'] = null;

  constructor(
    private readonly view: View,
    private readonly localities: Localities,
    opened: Opening | null,
  ) {
    const { passage, structure } = view;
    this.whereabouts = new Whereabouts(view, localities);
    this.asOf = opened;
    this.amongTasks = !isReport(view);
    const lent = lentIn(view);
    this.lent = lent.toReversed();
    this.turns = turnsIn(view, inOrder(view.phrases.quantities, lent), localities);
    this.topic = passage.anchor === null ? null : topicAt(structure.prepared, passage.anchor);
  }

  hear(statement: Statement): void {
    const all = partsIn(this.view, statement, this.lentIn(statement)).filter(
      (parts) =>
        isFigure(this.view, parts) && !isOfSomethingElse(this.view, parts) && (!isAskedFor(this.view, parts) || this.isAside(parts)),
    );
    const [first] = all;
    if (first === undefined) return;
    this.named.subject = introducedIn(this.view, first) ?? this.named.subject;
    for (const parts of all) this.take(parts);
  }

  private isAside(parts: Parts): boolean {
    return this.amongTasks && asideOf(this.view, parts) !== null;
  }

  private lentIn({ end }: Statement): readonly Quantity[] {
    const before = tokenAt(this.view.line, end - 1).to;
    const first = this.lent.findLastIndex(({ from }) => from >= before) + 1;
    return this.lent.splice(first);
  }

  private take(parts: Parts): void {
    const { view } = this;
    const turn = this.turns.get(parts.quantity.from) ?? null;
    const aside = this.amongTasks ? asideOf(view, parts) : null;
    const said = dayInTurn(turn) ?? (aside === null ? asOfWithin(view, parts) : asOfAside(view, parts, aside));
    if (!this.isTold(parts, aside, said)) return;
    const goesOn = parts.statement.sentence === this.sentence;
    const asOf = said ?? (goesOn || this.asOf?.lasts === true ? this.asOf : null) ?? { ...asOfAbove(view), lasts: false };
    const who = this.whole(this.aimed(turned(whoIn(view, parts, this.localities), turn), aside), goesOn);
    const fraction = this.fractionOf(parts);
    if ((turn ?? aside) === null) this.named.subject = judgedSince(view, parts, this.named.last?.end ?? 0) ?? this.named.subject;
    this.turnedBy = turn === null || turn.opens ? parts.predicate : this.turnedBy;
    const told = turn === null ? parts : { ...parts, predicate: this.turnedBy };
    const indicator = nameOf(view, told, who, { ...this.named, topic: this.topic, goesOn, isShareOfCount: fraction.isCarried });
    if (indicator === null) return;
    const isNear = who.subject === null || parts.bracketed || parts.statement.start === this.statement;
    this.whereabouts.move(parts, who, goesOn && who.bareName === null && who.agency === null && isNear);
    this.remember(parts, who, indicator, asOf, fraction);
    if (aside === null) this.statement = parts.statement.start;
    const grounds = this.groundsOf(parts, who, goesOn, asOf);
    const stretch = this.stretchOf(parts, turn?.opens === true ? turn.start : null);
    this.figures.push({
      ...stretch,
      ...this.valueOf(parts, who, fraction, indicator),
      asOf: asOf.asOf,
      asOfSource: asOf.asOfSource,
      ...judged(grounds),
    });
  }

  /** In what tells results everything, among tasks what says that it is one. */
  private isTold(parts: Parts, aside: number | null, said: Standing | null): boolean {
    if (!this.amongTasks || parts.statement.start === this.statement) return aside === null || said !== null;
    return aside === null ? tellsAmongTasks(this.view, parts, said) : said !== null;
  }

  private valueOf(parts: Parts, who: Who, { numerator, denominator }: Fraction, { name, series }: Name) {
    return {
      indicator: name,
      value: parts.quantity.value,
      unit: unitOf(this.view, parts),
      numerator,
      denominator,
      locality: this.whereabouts.localityOf(parts, who),
      series,
      bareName: who.place === null ? who.bareName : null,
    };
  }

  /** By the way nothing is named: it is of what is asked for. */
  private aimed(who: Who, aside: number | null): Who {
    if (aside === null || who.subject !== null || who.verb !== null || who.agency !== null || who.bareName !== null) return who;
    return { ...who, subject: aimBefore(this.view, aside), isMeasured: true };
  }

  /** What a name leaves out that was said right before it. */
  private whole(who: Who, goesOn: boolean): Who {
    const name = who.subject ?? who.verb;
    const isElsewhere = who.bareName !== null || (who.place !== null && typeof who.place === 'object');
    const whole = name === null || !goesOn || isElsewhere ? name : completed(name, this.named.subject);
    return whole === name ? who : { ...who, subject: whole, verb: null };
  }

  private groundsOf({ predicate }: Parts, { verb, bareName, agency }: Who, goesOn: boolean, { asOfSource }: AsOf): Grounds {
    return {
      isNote: this.view.passage.anchor !== null,
      amongTasks: this.amongTasks,
      predicate: predicate === null ? null : wording(this.view, predicate) || null,
      verb,
      isListItem: goesOn || bareName !== null || agency !== null,
      isDayPrinted: asOfSource === 'printed',
    };
  }

  private remember(
    { statement, figure, tail }: Parts,
    who: Who,
    indicator: NonNullable<ReturnType<typeof nameOf>>,
    asOf: AsOf & { readonly lasts: boolean },
    fraction: Fraction,
  ): void {
    this.named.last = { name: indicator.name, end: Math.max(tail.end, figure.end) };
    this.sentence = statement.sentence;
    this.asOf = asOf;
    this.fraction = fraction;
    this.named.subject = indicator.subject;
    this.named.action = indicator.action;
    if (who.bareName === null && who.agency === null && indicator.unit !== null) this.named.byUnit.set(indicator.unit, indicator.name);
  }

  /** Its own, or that of the figure before where the percentage is what that makes: 37/84 hộ, 44 %. */
  private fractionOf({ quantity }: Parts): Fraction & { readonly isCarried: boolean } {
    const { numerator, denominator } = quantity;
    if (numerator !== null && quantity.kind !== 'index_rank') return { numerator, denominator, isCarried: false };
    const before = this.fraction;
    const isCarried = quantity.kind === 'percentage' && isShare(quantity.value, before);
    return isCarried ? { ...before, isCarried } : { ...NOTHING, isCarried };
  }

  private stretchOf({ subject, predicate, figure, tail, joint }: Parts, opening: number | null): { from: number; to: number } {
    const start = opening ?? (subject.end > subject.start ? subject.start : (predicate?.start ?? figure.start));
    const end = Math.max(figure.end, tail.end);
    const closes = joint === '(' && subject.end > subject.start && isMark(this.view.line, end, ')');
    return { from: tokenAt(this.view.line, start).from, to: tokenAt(this.view.line, closes ? end : end - 1).to };
  }
}
