import { tokenAt } from '../phrases/line.js';
import { onward } from '../phrases/word-tree.js';
import { tokenFrom, type Statement, type View } from '../proposals/view.js';
import { VERBS } from '../proposals/words.js';
import { kindOfName, type Localities } from './localities.js';
import type { Parts } from './parts.js';
import type { Who } from './subject.js';
import { spoken } from './wording.js';

/** Far more than a place at the beginning of a sentence. */
const LONGEST_LEAD = 100;
const LEADING = /^(?:[*+–-] ?)?(?:(?:tại|ở|trên địa bàn|riêng|đối với) )*$/u;
const TOLD_BY =
  /^(?:[*+–-] ?)?theo (?:báo cáo|số liệu|thống kê|tổng hợp)(?: [^,.;]{0,30})? của (?:(?:ubnd|ủy ban nhân dân|hđnd|huyện ủy|thị ủy|thành ủy|đảng ủy|chi cục [^,.;]{0,20}|phòng [^,.;]{0,30}) )?$/u;

/** Follows in which place the figures of a passage are. */
export class Whereabouts {
  private place: Who['place'] = null;
  /** The place before a bracket, which those within it do not change. */
  private outside: Who['place'] = null;
  private wasBracketed = false;
  /** The place that the passage is about, though its headings name none or several. */
  private section: string | null = null;

  constructor(
    private readonly view: View,
    private readonly localities: Localities,
  ) {}

  /** Moves on to the next figure, which is where the one before was if it goes on with it. */
  move(parts: Parts, who: Who, goesOn: boolean): void {
    if (parts.bracketed && !this.wasBracketed) this.outside = this.place;
    if (!parts.bracketed && this.wasBracketed) this.place = this.outside;
    this.wasBracketed = parts.bracketed;
    this.place = who.place ?? (goesOn ? this.place : null) ?? this.leadPlace(parts.statement);
    if (typeof this.place === 'object' && this.place !== null && this.isOneOfHeading(this.place.name)) this.section = this.place.name;
  }

  /** The locality of the figure moved to; null for all of the country in a document of the centre, and where nothing says it. */
  localityOf(parts: Parts, { place, bareName }: Who): string | null {
    const { passage, structure } = this.view;
    const named = place ?? this.place;
    if (named === 'country') return structure.head.locality === null ? null : 'Cả nước';
    if (named === null && bareName !== null) return bareName;
    if (named !== null && named !== 'whole') return named.name;
    const section = named === null || this.isWholeOfSection(parts) ? this.section : null;
    return section ?? passage.locality ?? structure.head.locality;
  }

  /** `toàn huyện` in what is told of a district. */
  private isWholeOfSection({ subject }: Parts): boolean {
    const kind = this.section === null ? null : kindOfName(this.section);
    return (
      kind !== null &&
      spoken(this.view, subject)
        .replace(/^(?:toàn|cả) /u, '')
        .startsWith(kind.toLowerCase())
    );
  }

  private isOneOfHeading(name: string): boolean {
    const { locality } = this.view.passage;
    return locality !== null && locality !== name && / và |, /u.test(locality) && locality.toLowerCase().includes(name.toLowerCase());
  }

  /** `Tại huyện Tân Sa, …`, `Huyện Tân Sa: …`: the place with which the sentence begins. */
  private leadPlace({ sentence, end }: Statement): Who['place'] {
    const { line, structure } = this.view;
    const from = tokenAt(line, sentence).from;
    const [first] = this.localities.in(from, Math.min(tokenAt(line, end - 1).to, from + LONGEST_LEAD));
    if (first === undefined) return null;
    const before = structure.prepared.folded.slice(from, first.from);
    // `Huyện Tân Sa hoàn thành …`: what its sentence tells further on is of it too.
    if (before === '' && onward(VERBS, line, tokenFrom(line, first.to)) !== null) return { name: first.name };
    if (!/^[,:]/u.test(structure.prepared.text.slice(first.to, first.to + 1))) return null;
    const isToldBy = TOLD_BY.test(before);
    if (isToldBy) this.section = first.name;
    return isToldBy || LEADING.test(before) ? { name: first.name } : null;
  }
}
