import type { Sentence } from '../alert/alert.events.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { Provenance, TargetEvent, Trajectory } from '../target/target.events.js';
import { targetDecider, type TargetState } from '../target/target.state.js';
import type { KnownThen } from './known-then.js';
import { changesBetween, type Field, type Happened, type Told } from './story.js';
import { amount, asWritten, because, both, changesText, clauseText, dated, dateText, demand, field, until } from './story.words.js';

const NAME = {
  milestone: { vi: 'mốc', en: 'milestone of' },
  baseline: { vi: 'giá trị gốc', en: 'baseline' },
  quantity: { vi: 'quy mô', en: 'size' },
  trajectory: { vi: 'lộ trình', en: 'course' },
  thresholds: { vi: 'ngưỡng đánh giá', en: 'thresholds' },
  graceDays: { vi: 'số ngày chờ báo cáo', en: 'days of grace' },
  responsible: { vi: 'đơn vị chịu trách nhiệm', en: 'responsible' },
  source: { vi: 'căn cứ', en: 'source' },
  part: { vi: 'phần giao cho', en: 'part of' },
  withdrawn: { vi: 'rút từ ngày', en: 'withdrawn from' },
} as const satisfies Readonly<Record<string, Sentence>>;

/** A target's event in words. */
export function tellTarget({ id, event, actor: { name } }: Happened<TargetEvent>, known: KnownThen): Told {
  const before = known.target(id);
  const after = targetDecider.evolve(before, event);
  const changes = changesBetween(fieldsOf(before, known), fieldsOf(after, known));
  const { data } = event;
  const provenance = 'provenance' in data ? data.provenance : null;
  return {
    about: { kind: 'target', id },
    on: event.type === 'TargetWithdrawn' ? event.data.on : null,
    changes,
    reason: 'reason' in data ? data.reason : null,
    directive: provenance && { id: provenance.directiveId, clause: provenance.clause },
    sentence: both((language) => `${name} ${saidOf(event, after, changesText(changes), known)[language]}.`),
  };
}

function saidOf(event: TargetEvent, state: TargetState | null, changed: Sentence, known: KnownThen): Sentence {
  const { name } = known.indicatorWords(state?.indicatorId ?? '');
  const place = known.localityName(state?.localityId ?? '');
  const its = { vi: `mục tiêu ${name.vi} của ${place.vi}`, en: `the target of ${place.en} for ${name.en}` };
  switch (event.type) {
    case 'TargetSet': {
      const [aims, by] = [aimsOf(state, known), sourceText(event.data.provenance, known)];
      return {
        vi: `giao mục tiêu ${name.vi} cho ${place.vi}: ${aims.vi}${by ? `, theo ${by.vi}` : ''}`,
        en: `set the target of ${place.en} for ${name.en}: ${aims.en}${by ? `, under ${by.en}` : ''}`,
      };
    }
    case 'TargetRevised':
      return both((language) => {
        const what = changed[language] || (language === 'vi' ? 'không đổi con số nào' : 'no number changed');
        return `${language === 'vi' ? 'điều chỉnh' : 'revised'} ${its[language]}: ${what}${because(event.data.reason, language)}`;
      });
    case 'TargetReplanned':
      return both((language) => {
        const verb = language === 'vi' ? 'đổi lộ trình của' : 'changed the course of';
        return `${verb} ${its[language]}: ${changed[language]}${because(event.data.reason, language)}`;
      });
    case 'TargetAllocated': {
      const count = event.data.allocations.length;
      return {
        vi: `phân giao ${its.vi} cho ${count} đơn vị: ${changed.vi || '–'}${mismatch(event.data.confirmedMismatch, state, known).vi}`,
        en: `allocated ${its.en} to ${count} localities: ${changed.en || '–'}${mismatch(event.data.confirmedMismatch, state, known).en}`,
      };
    }
    case 'TargetWithdrawn':
      return both((language) => {
        const from = language === 'vi' ? 'kể từ ngày' : 'from';
        const verb = language === 'vi' ? 'rút' : 'withdrew';
        return `${verb} ${its[language]} ${from} ${dateText(event.data.on, language)}${because(event.data.reason, language)}`;
      });
  }
}

function mismatch(
  confirmed: { readonly sum: DecimalText; readonly quantity: DecimalText } | null,
  state: TargetState | null,
  known: KnownThen,
): Sentence {
  if (!confirmed) return asWritten('');
  const { counted } = known.indicatorWords(state?.indicatorId ?? '');
  const [sum, whole] = [amount(confirmed.sum, counted), amount(confirmed.quantity, counted)];
  return {
    vi: ` (tổng ${sum.vi}, khác ${whole.vi} được giao, đã xác nhận)`,
    en: ` (${sum.en} in all, confirmed to differ from ${whole.en})`,
  };
}

function aimsOf(state: TargetState | null, known: KnownThen): Sentence {
  const { unit } = known.indicatorWords(state?.indicatorId ?? '');
  const aims = (state?.milestones ?? []).map((one) => [demand(one, state?.baseline.value ?? null, unit), until(one)] as const);
  return both((language) => aims.map(([what, when]) => `${what[language]} ${when[language]}`).join('; '));
}

/** “công văn 1510/UBND-TH, mục 2a”; null where it was set without a directive. */
export function sourceText(provenance: Pick<Provenance, 'directiveId' | 'clause'> | null, known: KnownThen): Sentence | null {
  if (!provenance) return null;
  const name = known.directiveName(provenance.directiveId);
  const clause = provenance.clause === null ? null : clauseText(provenance.clause);
  return clause ? both((language) => `${name[language]}, ${clause[language]}`) : name;
}

function fieldsOf(state: TargetState | null, known: KnownThen): readonly Field[] {
  if (!state) return [];
  const { unit, counted } = known.indicatorWords(state.indicatorId);
  const { baseline, milestones, quantity, trajectory, thresholds, graceDays, responsible, provenance, allocations, withdrawn } = state;
  const source = sourceText(provenance, known);
  const course = courseText(trajectory);
  const { value: from, on } = baseline;
  return [
    ...milestones.map((one) => {
      const { due, dueOp, comparator, value, upper } = one;
      const name = both((language) => `${NAME.milestone[language]} ${dateText(due, language)}`);
      const numbers = [comparator, value, upper].filter((part) => part !== null).join(' ');
      return field(`milestone.${due}`, name, dueOp === '<' ? `${numbers} (<)` : numbers, demandText(one, from, unit), unit);
    }),
    field('baseline', NAME.baseline, `${from ?? '-'} @ ${on}`, baselineText(from, on, unit), unit),
    field('quantity', NAME.quantity, quantity, quantity === null ? null : amount(quantity, counted), counted),
    field('trajectory', NAME.trajectory, JSON.stringify(trajectory), course),
    field('thresholds', NAME.thresholds, thresholds && JSON.stringify(thresholds), thresholds && thresholdsText(thresholds)),
    field('graceDays', NAME.graceDays, graceDays, null),
    field('responsible', NAME.responsible, responsible, null),
    field('source', NAME.source, provenance && `${provenance.directiveId} ${provenance.clause ?? ''}`.trim(), source),
    ...allocations.map(({ localityId, quantity: part }) => {
      const place = known.localityName(localityId);
      const name = both((language) => `${NAME.part[language]} ${place[language]}`);
      return field(`part.${localityId}`, name, part, amount(part, counted), counted);
    }),
    field('withdrawn', NAME.withdrawn, withdrawn?.on ?? null, withdrawn && dated(withdrawn.on)),
  ];
}

// Whether the day itself is still in time is a change of its own, so it is said where the milestone is not.
function demandText(one: TargetState['milestones'][number], baseline: DecimalText | null, unit: string): Sentence {
  const text = demand(one, baseline, unit);
  return one.dueOp === '<' ? { vi: `${text.vi} (trước ngày)`, en: `${text.en} (before the day)` } : text;
}

function baselineText(value: DecimalText | null, on: string, unit: string): Sentence {
  const said = value === null ? { vi: 'chưa rõ', en: 'unknown' } : amount(value, unit);
  return { vi: `${said.vi} ngày ${dateText(on, 'vi')}`, en: `${said.en} on ${dateText(on, 'en')}` };
}

const thresholdsText = ({ onTrack, atRisk, tolerance }: NonNullable<TargetState['thresholds']>): Sentence => ({
  vi: `đúng tiến độ từ ${onTrack}, có nguy cơ từ ${atRisk}, dung sai ${tolerance}`,
  en: `on track from ${onTrack}, at risk from ${atRisk}, tolerance ${tolerance}`,
});

function courseText(trajectory: Trajectory): Sentence {
  switch (trajectory.kind) {
    case 'linear':
      return { vi: 'đường thẳng', en: 'a straight line' };
    case 'points':
      return { vi: `qua ${trajectory.points.length} điểm`, en: `through ${trajectory.points.length} points` };
    case 'step':
      return { vi: `theo ${trajectory.points.length} bậc`, en: `in ${trajectory.points.length} steps` };
    case 'profile':
      return { vi: `theo mùa (${trajectory.profileId})`, en: `by season (${trajectory.profileId})` };
  }
}
