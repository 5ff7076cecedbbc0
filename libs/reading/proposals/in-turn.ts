import type { CivilDate } from '../../domain/kernel/civil-date.js';
import type { Stretch } from '../phrases/phrases.js';
import { placesIn, type Place } from '../structure/places.js';
import { tidied } from './tidy.js';
import type { View } from './view.js';

const IN_TURN = /(?<!\p{L})lần lượt(?!\p{L})/u;

/** The places named before `lần lượt`, of which the number within a stretch is one's own: the second number is of the second place. */
export function placeInTurn(view: View, within: Stretch): Place | null {
  const { prepared, places } = view.structure;
  return ownOf(view, within, (from, to) => placesIn(prepared, from, to, places));
}

const TOGETHER = /\s*(?:(?:của|tại|ở|cho|các|hai|ba|bốn|năm) )*$/iu;

/** The name without the places that share it: `tỷ lệ giải ngân của huyện A, huyện B` is that of each. */
export function nameOfEach(view: View, within: Stretch, name: string): string {
  const { prepared, places } = view.structure;
  const [from, to] = sentenceOf(view, within);
  const turn = prepared.folded.slice(from, to).search(IN_TURN);
  const named = placesIn(prepared, from, from + Math.max(0, turn), places);
  const list = prepared.text.slice(named[0]?.from ?? from, named.at(-1)?.to ?? from).replaceAll(/\s+/gu, ' ');
  const at = list === '' ? -1 : name.toLowerCase().indexOf(list.toLowerCase());
  const rest = at < 0 ? '' : `${name.slice(0, at).replace(TOGETHER, '')}${name.slice(at + list.length)}`.trim();
  return rest === '' ? name : rest;
}

const YEARS = /(?<![\p{L}\d./-])(?:19|20)\d\d(?![\d./])/gu;

/** The end of the year that is one's own of those named before `lần lượt`: `năm 2025 và năm 2030 lần lượt đạt 68% và 75%`. */
export function yearInTurn(view: View, within: Stretch): CivilDate | null {
  const year = ownOf(view, within, (from, to) => view.structure.prepared.folded.slice(from, to).match(YEARS) ?? []);
  return year === null ? null : `${year}-12-31`;
}

const TIMES = /(?:(?:đến|tới|vào|trong|của|cho|các) )*(?:năm )?(?:19|20)\d\d(?:,? và(?= (?:năm )?\d)|,)?/giu;
const URGES = /^(?:phấn đấu|bảo đảm|đảm bảo|duy trì)\s+/iu;

/** What is told of several years in turn, without them: `tỷ lệ lao động qua đào tạo`; empty where nothing else stands there. */
export function nameInTurn(view: View, within: Stretch): string {
  const [from, to] = sentenceOf(view, within);
  const words = view.structure.prepared.text.slice(from, to);
  const before = words.slice(0, Math.max(0, words.search(IN_TURN)));
  return tidied(
    before
      .replace(TIMES, '')
      .replaceAll(/\s+/gu, ' ')
      .trim()
      .replace(/^[,:;+–-]\s*/u, '')
      .replace(URGES, ''),
  );
}

/** Null where nothing is told in turn, or not as many numbers follow as things were named. */
function ownOf<T>(view: View, within: Stretch, named: (from: number, to: number) => readonly T[]): T | null {
  const [from, to] = sentenceOf(view, within);
  const match = IN_TURN.exec(view.structure.prepared.folded.slice(from, to));
  if (match === null) return null;
  const numbers = view.statements
    .flatMap(({ phrases }) => phrases.quantities)
    .filter((quantity) => quantity.from >= from + match.index && quantity.to <= to);
  const things = named(from, from + match.index);
  const turn = numbers.findIndex(({ number }) => number.from >= within.from && number.to <= within.to);
  return things.length > 1 && things.length === numbers.length && turn >= 0 ? (things[turn] ?? null) : null;
}

const FAR = 400;

/** From the beginning of the sentence or its part behind a semicolon to its end. */
function sentenceOf({ passage, structure: { prepared } }: View, { from: at, to: end }: Stretch): readonly [number, number] {
  const before = prepared.folded.slice(Math.max(passage.from, at - FAR), at);
  const from = at - before.length + Math.max(before.lastIndexOf('. '), before.lastIndexOf('; ')) + 1;
  const length = prepared.folded.slice(end, Math.min(passage.to, end + FAR)).search(/[.;](?:\s|$)/u);
  return [from, length < 0 ? Math.min(passage.to, end + FAR) : end + length];
}
