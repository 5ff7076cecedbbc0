import type { History } from '../../contract/histories.js';
import type { TargetProgress } from '../../contract/progress.js';
import type { Sentence } from '../../domain/alert/alert.events.js';
import { fold } from '../../domain/kernel/decider.js';
import { targetStream, type TargetEvent } from '../../domain/target/target.events.js';
import { targetDecider } from '../../domain/target/target.state.js';
import { restsOnRollUp } from './against-shown.js';
import { plain } from '../../transparency/plain-text.js';
import { formOf, isPlace, type Signed } from './check-manifest.js';
import { eventsIn, wholeDirectives, type Decoded } from './decoded.js';
import type { Manifest } from './bundle-files.js';

/** What a reader relies on first and nobody checked: a bundle of which such a thing is said is never called sound. */
export function uncheckedOf(manifest: Manifest, progress: TargetProgress | null): readonly Sentence[] {
  return [...(formOf(manifest) === 'earlier' ? [OTHER_FORM] : []), ...(progress && restsOnRollUp(progress) ? [ROLLED_UP] : [])];
}

const OTHER_FORM: Sentence = {
  vi: 'Câu chữ của lịch sử, trang in history.pdf và HUONG-DAN.txt KHÔNG được kiểm tra: gói do một phiên bản trước của chương trình làm ra. Hãy kiểm tra bằng phiên bản ấy, hoặc lấy gói mới.',
  en: 'The sentences of the history, the printed page and the instructions were NOT checked: an earlier version of the program made the bundle. Verify it with that version, or take the bundle again.',
};

const ROLLED_UP: Sentence = {
  vi: 'Tình trạng KHÔNG được kiểm tra: nó dựa vào tổng hợp từ địa phương bên dưới, mà gói không có số liệu của các địa phương ấy.',
  en: 'The status was NOT checked: it rests on what the localities beneath add up to, and their figures are not in the bundle.',
};

/** What a bundle says and cannot prove, by where it stands. */
export function unprovenOf(progress: TargetProgress | null, story: History | null, events: readonly Decoded[]): readonly Sentence[] {
  const row = progress?.row;
  const parts: readonly (readonly [boolean, string, string])[] = [
    [row?.rollUp != null, 'row.rollUp: tổng hợp từ bên dưới', 'row.rollUp: what the localities beneath add up to'],
    ...(progress ? [partsIn(progress, events)] : []),
    [progress?.peers != null, 'peers: so với đơn vị khác', 'peers: how others do'],
    [row !== undefined, 'row.lastPosition', 'row.lastPosition'],
  ];
  const there = parts.filter(([isThere]) => isThere);
  const named = (n: 1 | 2): string => there.map((part) => part[n]).join('; ');
  return [
    ...(there.length > 0
      ? [{ vi: `progress.json, không tính lại được: ${named(1)}.`, en: `progress.json, not worked out again: ${named(2)}.` }]
      : []),
    ...(story ? unprovenIn(story, events) : []),
    KEY_TIMES,
  ];
}

/** How many parts are shown, beside how many the last allocation in the bundle names: their own events are not in it. */
function partsIn({ row, children }: TargetProgress, events: readonly Decoded[]): readonly [boolean, string, string] {
  const allocated = fold(targetDecider, eventsIn<TargetEvent>(events, targetStream(row.target.id)))?.allocations.length ?? 0;
  return [
    children.length > 0 || allocated > 0,
    `children: các phần được phân giao (hiện ${children.length} phần; lần phân giao cuối trong gói nêu ${allocated})`,
    `children: the parts it was allocated to (${children.length} are shown; the last allocation in the bundle names ${allocated})`,
  ];
}

const KEY_TIMES: Sentence = {
  vi: 'keys.json, manifest.json: thời hạn của khóa và lúc ký là lời của hệ thống, không có chữ ký.',
  en: 'keys.json, manifest.json: from when to when a key is used, and when the head was signed, are the word of the system, unsigned.',
};

function unprovenIn({ items }: History, events: readonly Decoded[]): readonly Sentence[] {
  const whole = wholeDirectives(events);
  const inPart = [...new Set(items.flatMap(({ directive }) => (directive && !whole.has(directive.id) ? [directive.id] : [])))];
  const known = new Set(events.map(({ logged }) => logged.id));
  const causes = items.filter(({ cause }) => cause.kind === 'event' && !known.has(cause.id)).length;
  const found: Sentence[] = inPart.map((id) => ({
    vi: `Tên gọi văn bản ${plain(id)} và chi tiết thay đổi của nó: gói chỉ có một phần văn bản này.`,
    en: `What directive ${plain(id)} is called, and what changed in it: the bundle has only a part of it.`,
  }));
  if (causes > 0)
    found.push({
      vi: `history.json: loại và vị trí của sự kiện gây ra ${causes} mục không có trong gói.`,
      en: `history.json: type and position of what caused ${causes} of its entries, which is not in the bundle.`,
    });
  if (items.some(({ position }) => !isPlace(position)))
    found.push({
      vi: 'Số vị trí của kho: chỉ kiểm tra thứ tự.',
      en: 'Positions of the store: only their order was checked.',
    });
  return found;
}

/** What can be said of the moment up to which a bundle tells; nothing in it shows that nothing is missing. */
export function momentOf({ knownAt: { position, at } }: Manifest, { head, events }: Signed): Sentence {
  const last = events.at(-1);
  const [upTo, instant] = [isPlace(position) ? Number(position) : head.size, at ?? '–'];
  const others = Math.max(0, upTo - events.length);
  const [index, recordedAt] = last ? [String((last.index ?? 0) + 1), last.logged.recordedAt] : ['–', '–'];
  return {
    vi: `Gói TỰ NÊU là đã biết đến vị trí ${position}, lúc ${instant}. Chứng minh được: sự kiện cuối trong gói là mục ${index}, ghi lúc ${recordedAt}, không sự kiện nào muộn hơn lúc tự nêu. KHÔNG chứng minh được: trong ${others} mục khác của nhật ký đến vị trí ấy không có mục nào nói về mục tiêu này; muốn biết, hỏi lại hệ thống tại đúng vị trí đó.`,
    en: `The bundle ITSELF SAYS that it tells what was known at position ${position}, ${instant}. Proven: the last event in it is entry ${index}, recorded ${recordedAt}, and none is later than it says. NOT proven: that none of the ${others} other entries of the log up to that position is about this target; to know, ask the system at that very position.`,
  };
}
