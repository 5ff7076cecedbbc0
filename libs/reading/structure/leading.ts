import type { PreparedText } from '../structure.js';
import { type Agency, agencyAt } from './agencies.js';

/** The clause behind the grounds with which a sentence opens. */
export interface MainClause {
  readonly from: number;
  /** Who is its subject; null where it orders without naming anybody. */
  readonly agency: Agency | null;
}

const OPENING = /^(?:căn cứ|trên cơ sở|thực hiện|thi hành|theo|sau khi|để|nhằm|xét|từ kết quả|qua (?:kết quả|rà soát|kiểm tra))(?!\p{L})/u;
const ORDERS =
  /^(?:đề nghị|yêu cầu|giao|phấn đấu|quyết tâm|khẩn trương|hoàn thành|lập|trình|tham mưu|xây dựng|rà soát|tổ chức|báo cáo|gửi|chủ động|tiến hành|triển khai|ban hành)(?!\p{L})|^[^,;.:]{3,60} (?:phải|có trách nhiệm)(?!\p{L})/u;
/** What only belongs to the name of a paper or to a list of grounds: `của UBND tỉnh về …`, `Sở Y tế và …`. */
const NO_SUBJECT = / (?:về|tại|ngày|số|theo)(?: |$)| (?:và|của)$/u;
/** How far the grounds may reach. Characters. */
const LONGEST = 600;

/** `Căn cứ kế hoạch được duyệt, | Sở X trình …`: null where the words open with no grounds, or name nothing else. */
export function mainClauseOf(prepared: PreparedText, from: number, to: number): MainClause | null {
  const folded = prepared.folded.slice(from, Math.min(to, from + LONGEST));
  if (!OPENING.test(folded)) return null;
  for (const { index } of folded.matchAll(/, (?=\p{L})/gu)) {
    const at = from + index + 2;
    const agency = agencyAt(prepared, at, to);
    if (agency !== null && isToDo(prepared, agency)) return { from: at, agency };
    if (ORDERS.test(folded.slice(index + 2, index + 82))) return { from: at, agency: null };
  }
  return null;
}

/** What it is to do follows. */
function isToDo({ text }: PreparedText, { to, name }: Agency): boolean {
  return !NO_SUBJECT.test(name) && /^,? \p{Ll}/u.test(text.slice(to, to + 3));
}

const TOWARD = /^(?:riêng đối với|đối với|về phía|riêng)\s+/iu;

const LEADS = /^lãnh đạo\s+(?=(?:UBND|Ủy ban|HĐND|Hội đồng|các)\s)/iu;
const PARTY = /ĐẢNG (?:CỘNG SẢN|BỘ|ỦY)|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) ỦY/u;
/** Characters. */
const LETTERHEAD = 200;

/** `Lãnh đạo UBND xã đẩy nhanh …` in the words of a Party committee: it leads, the committee that is named does it. */
function leadsByParty(text: string, from: number): RegExpExecArray | null {
  const verb = LEADS.exec(text.slice(from, from + 24));
  return verb !== null && PARTY.test(text.slice(0, LETTERHEAD)) ? verb : null;
}

/** Who is to do what a passage or sentence says, when it begins with an agency or with an order to one. */
export function agencyLeading(prepared: PreparedText, from: number, to: number): Agency | null {
  const text = prepared.text;
  const toward = (leadsByParty(text, from) ?? TOWARD.exec(text.slice(from, from + 20)))?.[0].length ?? 0;
  const first = agencyAt(prepared, from + toward, to);
  const order = orderAt(prepared, first?.to ?? from, to);
  if (order?.agency != null) return order.agency;
  if (first !== null) return isSubject(text, first, to) ? first : null;
  const later = mainClauseOf(prepared, from, to)?.agency ?? agencyBehindTime(prepared, from, to);
  const given = later === null ? null : orderAt(prepared, later.to, to);
  if (given !== null) return given.agency;
  return later !== null && isSubject(text, later, to) ? later : null;
}

/** The order that stands at an index, and to whom it is given; null for none. */
function orderAt(prepared: PreparedText, at: number, to: number): { readonly agency: Agency | null } | null {
  const order = /^ ?(?:giao(?! ban)(?: nhiệm vụ)?(?: cho)?|yêu cầu|đề nghị|phân công)(?: |: |:$)/iu.exec(
    prepared.text.slice(at, Math.min(to, at + 30)),
  );
  return order === null ? null : { agency: agencyAt(prepared, at + order[0].length, to) };
}

const TIME = /^(?:định kỳ|hằng|hàng|trước ngày|chậm nhất|trong (?:quý|tháng|năm)|đến (?:hết )?(?:ngày|tháng|quý|năm))(?!\p{L})/iu;
const TIME_AT_MOST = 40;

/** `Trong quý I, Sở Nội vụ trình …`. */
function agencyBehindTime(prepared: PreparedText, from: number, to: number): Agency | null {
  const words = prepared.text.slice(from, Math.min(to, from + TIME_AT_MOST + 2));
  if (!TIME.test(words)) return null;
  for (const { index } of words.matchAll(/, (?=\p{L})/gu)) {
    const agency = agencyAt(prepared, from + index + 2, to);
    if (agency !== null) return isToDo(prepared, agency) ? agency : null;
  }
  return null;
}

/** A name alone, before a colon, or before what it is to do; not before `đã`, which tells what was done. */
function isSubject(text: string, { to: end, name }: Agency, to: number): boolean {
  if (PLACES.test(name) && CHANGES.test(text.slice(end, end + 12))) return false;
  return end >= to || !/^ đã(?!\p{L})/u.test(text.slice(end, end + 5));
}

/** `các xã đặc biệt khó khăn giảm 3%` tells of places, not who is to do it. */
const PLACES = /^Các (?:tỉnh|huyện|quận|xã|phường|thị xã|thị trấn|thành phố|thôn|bản|khu)(?!\p{L})/u;
const CHANGES = /^,? (?:giảm|tăng|đạt|còn|chiếm|có)(?!\p{L})/u;
