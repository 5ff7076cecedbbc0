import type { Stretch } from '../phrases/phrases.js';
import { agencyAt, type Agency } from '../structure/agencies.js';
import { agencyBefore } from '../structure/doers.js';
import { listOfPlaces, localityOfAgency } from '../structure/locality.js';
import { placesIn, type Place } from '../structure/places.js';
import type { Draft } from './draft.js';
import { placeInTurn } from './in-turn.js';
import type { View } from './view.js';

/** The locality that the words themselves name, that of their table's row, or of whoever is asked in their sentence; else the passage's. */
export function localityOf(view: View, draft: Draft): string | null {
  const { passage, structure } = view;
  const named =
    placeInTurn(view, draft.quote)?.name ?? placeBefore(view, draft.quote) ?? placeWithin(view, draft.quote) ?? placeOfRow(view);
  if (named !== null) return named;
  const agency = askedIn(view, draft);
  const own = agency === null ? null : localityOfAgency(structure.prepared, agency, structure.head.locality, structure.places);
  return own ?? (draft.rule === 'fulfilment' ? belowOf(view) : null) ?? passage.locality;
}

/** Before a place that something is done in or for. */
const WHERE =
  /(?:^|[\s(])(?:tại|ở|cho|của|địa bàn|qua|đưa|nâng|công nhận|xây dựng|riêng|phấn đấu|có|gồm|trong đó,?|nhất là|đối với|bao gồm|như)(?:(?<=(?:tại|ở))(?: \p{Ll}+){0,4})?\s*$/iu;
/** Behind a place that is the subject. */
const DOES =
  /^,? (?:(?:phải|cần|sẽ|được|đều|cơ bản|phấn đấu|tiếp tục) )*(?:đạt|công nhận|về đích|trở thành|hoàn thành|là|có|còn|giảm|tăng|giải ngân|xuống|lên|\d)/iu;
const AGENCY_OF =
  /(?:UBND|nhân dân|HĐND|Công an|[Ss]ở|ủy|[Bb]ộ|quân sự|MTTQ|Mặt trận|[Tt]òa án|Y tế|[Đđ]ảng bộ|[Tt]hanh tra|[Vv]ăn phòng|[Pp]hòng|đường|cầu|từ|đến|với|nối|đi|theo|gửi|trình) $/u;
const MOST = 400;

/** `tại xã Kiên Đài, huyện Chiêm Hóa`, `huyện Mộ Đức được công nhận`: the first place within the words that they are about. */
function placeWithin(view: View, { from, to }: Stretch): string | null {
  const { text } = view.structure.prepared;
  const places = meantIn(view, from, Math.min(to, from + MOST));
  const first = places.findIndex((place) => {
    const before = text.slice(Math.max(from, place.from - 30), place.from);
    if (AGENCY_OF.test(before)) return false;
    return place.from === from || WHERE.test(before) || DOES.test(text.slice(place.to, place.to + 40));
  });
  return first < 0 ? groupAt(view, from) : (longestList(view, places.slice(first))?.replace(VILLAGE, capitalOf) ?? null);
}

/** A village is told by its commune. */
const VILLAGE = /^(?:Thôn|Bản|Tổ dân phố) [^,]+, (xã|phường|thị trấn)/u;
const capitalOf = (_: string, kind: string): string => capital(kind);

const SUBJECT_BEFORE =
  /(?:^|giao\s|[.;:,(–+-]\s*|trong đó,?\s|riêng\s|nhất là\s|và\s|đối với\s|trong khi\s|(?:hai|ba|bốn|các|\d{1,2})\s)$/iu;
const BETWEEN =
  /^[:,]?(?: mỗi (?:huyện|xã|phường|đơn vị|địa phương|nơi))?(?: (?:phải|cần|sẽ|khẩn trương|tập trung|phấn đấu|tiếp tục|chủ động|đã))*\s*$/u;
const NEAR = 160;
const NAME_AT_MOST = 40;

/** The subject right before the words: `riêng huyện Cẩm Xuyên | hoàn thành …`. */
function placeBefore(view: View, { from: at }: Stretch): string | null {
  const { text } = view.structure.prepared;
  const from = Math.max(view.passage.from, at - NEAR);
  // The words may begin with the last name of a list: `hai huyện Trạm Tấu, | Mù Cang Chải giảm …`.
  const places = meantIn(view, from, at + NAME_AT_MOST).filter((place) => place.from <= at);
  const last = places.at(-1);
  if (last === undefined || (last.from < at && !BETWEEN.test(text.slice(last.to, at)))) return null;
  for (let first = places.length - 1; first >= 0; first -= 1) {
    const list = places.slice(first);
    const named = listOfPlaces(view.structure.prepared, list);
    if (named === null) return null;
    const before = text.slice(from, list[0]?.from);
    if (/(?:,| và) $/u.test(before) && first > 0) continue;
    return list[0] !== undefined && list[0].from < at && SUBJECT_BEFORE.test(before) ? named : null;
  }
  return null;
}

/** Places that may be meant: neither in the name of a cited document nor, below the centre, another province. */
function meantIn({ structure }: View, from: number, to: number): readonly Place[] {
  const own = structure.head.locality;
  return placesIn(structure.prepared, from, to, structure.places).filter(
    ({ kind, name }) => kind !== 'province' || own === null || name === own,
  );
}

/** As many of them as stand in one list. */
function longestList(view: View, places: readonly Place[]): string | null {
  for (let count = places.length; count > 1; count -= 1) {
    const named = listOfPlaces(view.structure.prepared, places.slice(0, count));
    if (named !== null) return named;
  }
  return places[0]?.name ?? null;
}

const GROUP =
  /(?:riêng |trong đó |tại |ở )?((?:các|những) (?:huyện|xã|thôn|bản|phường|địa phương) (?:miền núi|vùng cao|ven biển|biên giới|đồng bằng|bãi ngang|nghèo|khu vực III|đặc biệt khó khăn))(?!\p{L})/iuy;

/** `các huyện miền núi` with which the words begin. */
function groupAt({ structure }: View, at: number): string | null {
  GROUP.lastIndex = at;
  const named = GROUP.exec(structure.prepared.text)?.[1];
  return named === undefined ? null : capital(named);
}

/** A cell of a row that holds nothing but a place. */
function placeOfRow({ passage, structure }: View): string | null {
  if (!/hàng \d+$/u.test(passage.label)) return null;
  let from = passage.from;
  for (const cell of structure.prepared.text.slice(passage.from, passage.to).split(' | ')) {
    const [place] = placesIn(structure.prepared, from, from + cell.length, structure.places);
    if (place !== undefined && cell.trim().length === place.to - place.from) return place.name;
    from += cell.length + ' | '.length;
  }
  return null;
}

const BELOW =
  /^(?:ubnd|ủy ban nhân dân|uỷ ban nhân dân|chủ tịch ubnd|chủ tịch ủy ban nhân dân) (?:các )?(huyện, thành phố|huyện, thị xã, thành phố|huyện, thị xã|xã, phường, thị trấn|xã, phường|xã, phường, đặc khu|huyện, thành phố, thị xã|cấp huyện|cấp xã)$/i;

/** Where the committees beneath alone are to do it, their places are meant: `Các huyện, thành phố (tỉnh Bắc Giang)`. */
function belowOf({ passage, structure }: View): string | null {
  const below = BELOW.exec(passage.responsible ?? '')?.[1];
  const own = structure.head.locality;
  if (below === undefined || own === null) return null;
  const named = below.startsWith('cấp') ? below.replace('cấp ', '') : below;
  return `Các ${named} (${own.charAt(0).toLowerCase()}${own.slice(1)})`;
}

/** Who is asked in the same sentence, before the words; else whom the passage names. */
export function responsibleOf(view: View, draft: Draft): string | null {
  return assigneeOf(view, draft) ?? askedIn(view, draft)?.name ?? view.passage.responsible;
}

/** `giao chỉ tiêu … cho các đơn vị: | Ban Quản lý dự án tỉnh tối thiểu 92%`: whoever the first level of a list is for, behind its colon. */
function assigneeOf({ structure: { prepared } }: View, { quote, rule, comparatorWord }: Draft): string | null {
  const colon = rule === 'level' ? prepared.text.slice(quote.from, quote.to).lastIndexOf(': ') : -1;
  const agency = colon < 0 ? null : agencyAt(prepared, quote.from + colon + 2, quote.to);
  return agency === null || comparatorWord === null ? null : agency.name.replace(LEVEL, '');
}

/** Words of a level that follow the name. */
const LEVEL = / (?:đạt|từ|tối thiểu|ít nhất|trên|không)$/u;

function askedIn({ structure, passage }: View, { quote }: Draft): Agency | null {
  // A quote may begin with the agency itself.
  return agencyBefore(structure.prepared, passage, quote.from + 1);
}

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
