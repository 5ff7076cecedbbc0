import type { AlertEvent, Resolution, Sentence, Severity } from '../alert/alert.events.js';
import { KIND_WORDS } from '../alert/alert.words.js';
import { evolveEpisode, type Episode } from './episode.js';
import type { KnownThen } from './known-then.js';
import { changesBetween, type Field, type Happened, type Told } from './story.js';
import { both, dateText, field, unstopped } from './story.words.js';

const SEVERITY: Readonly<Record<Severity, Sentence>> = {
  critical: { vi: 'nghiêm trọng', en: 'critical' },
  warning: { vi: 'đáng lo ngại', en: 'warning' },
  notice: { vi: 'lưu ý', en: 'notice' },
};

const STATE: Readonly<Record<Episode['state'], Sentence>> = {
  open: { vi: 'chưa tiếp nhận', en: 'not acknowledged' },
  acknowledged: { vi: 'đã tiếp nhận', en: 'acknowledged' },
  resolved: { vi: 'đã kết thúc', en: 'ended' },
};

const RESOLUTION: Readonly<Record<Resolution, Sentence>> = {
  recovered: { vi: 'tiến độ đã trở lại như kế hoạch', en: 'progress is back on course' },
  borne_out: { vi: 'số liệu kỳ sau phù hợp với số liệu từng bị nghi ngờ', en: 'a later figure agrees with the one that was doubted' },
  corrected: { vi: 'số liệu gây cảnh báo đã được sửa hoặc rút', en: 'the figure behind it was corrected or withdrawn' },
  target_withdrawn: { vi: 'mục tiêu đã được rút', en: 'the target was withdrawn' },
  target_revised: { vi: 'mục tiêu đã được điều chỉnh', en: 'the target was revised' },
  reported: { vi: 'báo cáo đã được gửi', en: 'the report came' },
  achieved: { vi: 'mục tiêu đã hoàn thành', en: 'the target was achieved' },
  handed_over: { vi: 'địa phương kế thừa có mục tiêu riêng', en: 'the successor has a target of its own' },
};

const NAME = {
  kind: { vi: 'loại', en: 'kind' },
  severity: { vi: 'mức độ', en: 'severity' },
  state: { vi: 'trạng thái', en: 'state' },
  locality: { vi: 'địa phương', en: 'locality' },
  escalatedTo: { vi: 'báo lên', en: 'escalated to' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** An alert's event in words. */
export function tellAlert({ event, actor: { name } }: Happened<AlertEvent>, known: KnownThen): Told {
  const { data } = event;
  const id = `${data.targetId}~${data.episode}`;
  const before = known.episode(id);
  const after = evolveEpisode(before, event);
  return {
    about: { kind: 'alert', id },
    on: 'day' in data ? data.day : null,
    changes: changesBetween(fieldsOf(before, known), fieldsOf(after, known)),
    reason: event.type === 'AlertAcknowledged' ? event.data.note : null,
    directive: null,
    sentence: saidOf(event, before, name, known),
  };
}

function saidOf(event: AlertEvent, before: Episode | null, by: string, known: KnownThen): Sentence {
  const indicator = known.indicatorWords(before?.indicatorId ?? '').name;
  const place = known.localityName(before?.localityId ?? '');
  const its = { vi: `cảnh báo về ${indicator.vi} của ${place.vi}`, en: `the alert on ${indicator.en} of ${place.en}` };
  switch (event.type) {
    case 'AlertRaised': {
      const { severity, evidence } = event.data;
      return {
        vi: `Phát cảnh báo mức ${SEVERITY[severity].vi}. ${evidence.sentence.vi}`,
        en: `An alert was raised (${SEVERITY[severity].en}). ${evidence.sentence.en}`,
      };
    }
    case 'AlertChanged': {
      const { kind, severity, evidence } = event.data;
      const how = both((language) => `${KIND_WORDS[kind][language]}, ${SEVERITY[severity][language]}`);
      return {
        vi: `Đổi ${its.vi} thành ${how.vi}. ${evidence.sentence.vi}`,
        en: `${capital(its.en)} became ${how.en}. ${evidence.sentence.en}`,
      };
    }
    case 'AlertEscalated': {
      const to = known.localityName(event.data.to);
      return {
        vi: `Chưa ai tiếp nhận hoặc đã quá ngày hẹn nên ${its.vi} được báo lên ${to.vi}.`,
        en: `Nobody acknowledged it in time, so ${its.en} went up to ${to.en}.`,
      };
    }
    case 'AlertAcknowledged':
      return acknowledged(event.data, its, by);
    case 'AlertResolved':
      return {
        vi: `Kết thúc ${its.vi}: ${RESOLUTION[event.data.why].vi}.`,
        en: `${capital(its.en)} ended: ${RESOLUTION[event.data.why].en}.`,
      };
    case 'AlertHandedOver': {
      const to = known.localityName(event.data.toLocalityId);
      return { vi: `Chuyển ${its.vi} sang ${to.vi} do sáp nhập.`, en: `${capital(its.en)} went over to ${to.en} by a merger.` };
    }
  }
}

function acknowledged(
  { note, recoveryOn }: Extract<AlertEvent, { type: 'AlertAcknowledged' }>['data'],
  its: Sentence,
  by: string,
): Sentence {
  const [vi, en] =
    recoveryOn === null
      ? ['', '']
      : [`; hẹn khắc phục đến ngày ${dateText(recoveryOn, 'vi')}`, `; recovery promised by ${dateText(recoveryOn, 'en')}`];
  return {
    vi: `${by} tiếp nhận ${its.vi}: ${unstopped(note)}${vi}.`,
    en: `${by} acknowledged ${its.en}: ${unstopped(note)}${en}.`,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function fieldsOf(episode: Episode | null, known: KnownThen): readonly Field[] {
  if (!episode) return [];
  const { kind, severity, state, localityId, escalatedTo } = episode;
  return [
    field('kind', NAME.kind, kind, KIND_WORDS[kind]),
    field('severity', NAME.severity, severity, SEVERITY[severity]),
    field('state', NAME.state, state, STATE[state]),
    field('locality', NAME.locality, localityId, known.localityName(localityId)),
    field('escalatedTo', NAME.escalatedTo, escalatedTo, escalatedTo === null ? null : known.localityName(escalatedTo)),
  ];
}
