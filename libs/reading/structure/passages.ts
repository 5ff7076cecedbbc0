import type { KnownPlace } from '../reading.js';
import type { Mood, Passage, PreparedText } from '../structure.js';
import { type Agency, agencyAt, agencyOrdered } from './agencies.js';
import { labelsOf } from './labels.js';
import { isDoer, labelledAgencies, leadMood, SOURCE } from './lead-ins.js';
import { agencyLeading } from './leading.js';
import { localityOfAgency, placeOfHeading } from './locality.js';
import { moodOfHeading, moodOfPreamble, moodWithin, setsAims } from './mood.js';
import type { ClauseDraft, Outline, Placed } from './outline.js';

export interface Surroundings {
  readonly locality: string | null;
  readonly places: readonly KnownPlace[];
  /** What a passage is for where nothing tells: `report` in a report, else `task`. */
  readonly mood: Mood;
}

interface Governed {
  readonly mood: Mood | null;
  readonly agency: Agency | null;
  /** A place that headings or lead-ins name and nothing else. */
  readonly place: string | null;
}

/** The passages of the document, each with what governs it. */
export function passagesOf(prepared: PreparedText, outline: Outline, around: Surroundings): readonly Passage[] {
  const labels = labelsOf(prepared, outline);
  const governor = new Governor(prepared, outline.clauses, around, outline.placed);
  const passages = outline.placed.map((placed, index) => governor.passage(placed, labels[index] ?? ''));
  return withNotes(passages, outline);
}

/** A footnote is where its mark is: in that clause, for the same purpose. */
function withNotes(passages: readonly Passage[], { clauses }: Outline): readonly Passage[] {
  const main = passages.filter(({ anchor }) => anchor === null);
  return passages.map((passage) => {
    if (passage.anchor === null) return passage;
    const host = passageAt(main, passage.anchor);
    if (host === undefined) return passage;
    const path = host.clause === null ? '' : (clauses[host.clause]?.label ?? '');
    const number = /chú thích \d+$/.exec(passage.label)?.[0] ?? passage.label;
    const { clause, mood, responsible, locality, above } = host;
    return { ...passage, clause, mood, responsible, locality, above, label: path === '' ? number : `${path}, ${number}` };
  });
}

function passageAt(passages: readonly Passage[], at: number): Passage | undefined {
  let [low, high] = [0, passages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((passages[middle]?.to ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return passages[low];
}

/** Walks through the document and keeps what headings, first lines and lead-ins say of what stands beneath them. */
class Governor {
  private readonly byClause = new Map<number, Governed>();
  /** Where the first words of a clause end with a colon and lead its parts in. */
  private readonly leadOf = new Map<number, { readonly from: number; readonly to: number }>();
  /** Whom the preamble asks: one doer or a class of them, not everybody. */
  private addressee: Agency | null = null;
  /** Whom the words that lead the parts of a clause in ask. */
  private readonly askedIn = new Map<number, Agency>();
  private readonly labelled: ReadonlyMap<number | null, Agency>;
  private leadIn: { readonly clause: number | null; readonly from: number; readonly to: number; readonly governed: Governed } | null = null;

  constructor(
    private readonly prepared: PreparedText,
    private readonly clauses: readonly ClauseDraft[],
    private readonly around: Surroundings,
    placed: readonly Placed[],
  ) {
    this.labelled = labelledAgencies(prepared, placed);
  }

  passage(placed: Placed, label: string): Passage {
    const { item, role, clause } = placed;
    const { from, to } = item;
    const own = this.ownOf(placed);
    const lead = this.leadIn !== null && this.leadIn.clause === clause && ['dash', 'plus', 'row'].includes(role) ? this.leadIn : null;
    const inherited = this.inherited(clause);
    const mood = this.moodOf(placed, own.mood, lead?.governed.mood ?? inherited.mood);
    const above = own.agency ?? lead?.governed.agency ?? this.labelled.get(clause) ?? inherited.agency;
    const agency = role === 'closing' ? own.agency : (above ?? this.addressee);
    const headings = [...this.headingsOf(clause), ...(lead === null ? [] : [{ from: lead.from, to: lead.to }])].filter(
      (at) => at.to <= from,
    );
    this.remember(placed, own);
    return {
      from,
      to,
      clause,
      label,
      mood,
      anchor: item.block.note?.anchor ?? null,
      responsible: role === 'head' || role === 'form' ? null : (agency?.name ?? null),
      locality: this.localityOf(agency) ?? own.place ?? lead?.governed.place ?? inherited.place ?? this.around.locality,
      above: headings,
    };
  }

  private moodOf({ role, item }: Placed, own: Mood | null, above: Mood | null): Mood {
    if (role === 'head' || role === 'form' || role === 'heading') return 'other';
    if (own !== null) return own === 'other' && above === 'task' && item.mark !== null ? 'task' : own;
    return above ?? this.around.mood;
  }

  private localityOf(agency: Agency | null): string | null {
    return agency === null ? null : localityOfAgency(this.prepared, agency, this.around.locality, this.around.places);
  }

  /** What the words themselves say; the addressees named before the first clause are everybody, so nobody. */
  private ownOf({ item: { from, to }, role, clause }: Placed): Governed {
    if (role === 'head' || role === 'form') return { mood: 'other', agency: null, place: null };
    const folded = this.prepared.folded.slice(from, to);
    const preamble = clause === null && role === 'paragraph' && this.clauses.length > 0;
    const mood = role === 'heading' ? moodOfHeading(folded, this.inherited(clause).mood) : this.moodOfWords({ from, to }, clause, preamble);
    const place =
      role === 'heading' || folded.endsWith(':') ? placeOfHeading(this.prepared, from, to, this.around.places) : this.reporting(from, to);
    return { mood, agency: preamble ? null : agencyLeading(this.prepared, from, to), place };
  }

  private moodOfWords({ from, to }: Pick<Passage, 'from' | 'to'>, clause: number | null, preamble: boolean): Mood | null {
    if (preamble) return moodOfPreamble(this.prepared, from, to);
    const above = this.headingsOf(clause).filter((heading) => heading.to <= from);
    return moodWithin(this.prepared, from, to, setsAims(above.map((heading) => this.prepared.folded.slice(heading.from, heading.to))));
  }

  /** `Theo báo cáo của UBND huyện An Lâm, …`: the figures are of that place. */
  private reporting(from: number, to: number): string | null {
    const source = SOURCE.exec(this.prepared.folded.slice(from, Math.min(to, from + 40)))?.[0];
    return source === undefined ? null : this.localityOf(agencyAt(this.prepared, from + source.length, to));
  }

  private inherited(clause: number | null): Governed {
    let mood: Mood | null = null;
    let agency: Agency | null = null;
    let place: string | null = null;
    for (let at = clause; at !== null; at = this.clauses[at]?.parent ?? null) {
      const governed = this.byClause.get(at);
      mood ??= governed?.mood ?? null;
      agency ??= governed?.agency ?? (at === clause ? null : (this.askedIn.get(at) ?? null));
      place ??= governed?.place ?? null;
    }
    return { mood, agency, place };
  }

  private headingsOf(clause: number | null): { from: number; to: number }[] {
    const stretches: { from: number; to: number }[] = [];
    for (let at = clause; at !== null; at = this.clauses[at]?.parent ?? null) {
      const own = this.clauses[at];
      const lead = at === clause ? undefined : this.leadOf.get(at);
      if (lead !== undefined) stretches.unshift(lead);
      if (own?.headingAt != null && own.headingAt.from !== lead?.from) stretches.unshift(own.headingAt);
    }
    return stretches;
  }

  /** A heading or the first line of a clause governs the clause; a paragraph that ends with a colon the list beneath it. */
  private remember({ item, role, clause }: Placed, own: Governed): void {
    const text = this.prepared.folded.slice(item.from, item.to);
    const leads = text.endsWith(':');
    const at = clause === null ? undefined : this.clauses[clause];
    const opens = at !== undefined && (item.block.from === at.from || at.headingAt?.from === item.from);
    if (opens && clause !== null) {
      if (leads && role === 'paragraph') this.leadOf.set(clause, { from: item.from, to: item.to });
      const named = role === 'heading' || leads || own.agency !== null;
      this.byClause.set(clause, {
        mood: role === 'heading' || leads ? (own.mood ?? moodOfHeading(text, this.inherited(clause).mood)) : null,
        agency: named ? own.agency : null,
        place: own.place,
      });
    }
    if (role === 'dash' && !leads) return;
    if (leads && role !== 'plus' && role !== 'head') {
      const ordered = agencyOrdered(this.prepared, item.from, item.to);
      if (clause === null && ordered !== null && isDoer(ordered.name)) this.addressee = ordered;
      const asked = ordered ?? own.agency;
      if (clause !== null && asked !== null) this.askedIn.set(clause, asked);
      const agency = own.agency ?? (clause === null ? null : ordered);
      const lists = { mood: leadMood(text) ?? own.mood, agency, place: own.place };
      this.leadIn = { clause, from: item.from, to: item.to, governed: lists };
    } else if (role === 'paragraph' || role === 'heading') this.leadIn = null;
  }
}
