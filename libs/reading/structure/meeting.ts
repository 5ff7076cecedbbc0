import { type CivilDate, isCivilDate } from '../../domain/kernel/civil-date.js';
import type { PreparedText } from '../structure.js';

const DAY = /ngày (\d{1,2})(?:[/.-](\d{1,2})[/.-](\d{4})| tháng (\d{1,2}) năm (\d{4}))/u;
const MEETING = /họp|giao ban|hội nghị|làm việc|tiếp|kiểm tra/u;
/** `Ngày 31/8/2021, …`; `Tại phiên họp ngày 10/7/2024, …`; `Từ ngày 22 đến ngày 24/10/2020`: the last day of it. */
const OPENS_WITH_DAY = /^(?:(?:sáng|chiều|trong|vào|trong các|từ) )?(?:các )?ngày \d/u;
const OPENS_WITH_MEETING =
  /^(?:tại|trong) (?:phiên họp|cuộc họp|hội nghị|buổi làm việc|kỳ họp|phiên giao ban|cuộc giao ban|buổi họp)[^.;:]{0,120}? ngày \d/u;
const IN_TITLE = /(?:họp|giao ban|hội nghị|làm việc|kiểm tra|tiếp công dân|phiên)[^;]{0,160}? (ngày \d.*)$/u;
const FROM_TO = /ngày \d{1,2}(?:[/.-]\d{1,2}){0,2} (?:đến|và|-) (?=ngày \d)/u;

/** The day of the meeting that a document reports: the body's, which opens with it, else the title's. */
export function meetingOf(
  prepared: PreparedText,
  title: string | null,
  body: readonly { readonly from: number; readonly to: number }[],
): CivilDate | null {
  const openings = body.map(({ from, to }) => prepared.folded.slice(from, Math.min(to, from + 300)));
  const opening = openings.find((text) => (OPENS_WITH_DAY.test(text) && MEETING.test(text)) || OPENS_WITH_MEETING.test(text));
  const folded = (title ?? '').toLowerCase();
  const bracketed = /\(([^)]{5,60})\)/u.exec(folded)?.[1] ?? '';
  return dayOf(opening ?? '') ?? dayOf(bracketed) ?? dayOf(IN_TITLE.exec(folded)?.[1] ?? '');
}

function dayOf(text: string): CivilDate | null {
  const match = DAY.exec(text.replace(FROM_TO, ''));
  if (match === null) return null;
  const [, day = '', month = match[4] ?? '', year = match[5] ?? ''] = match;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCivilDate(date) ? date : null;
}
