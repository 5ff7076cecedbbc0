import { dateText, numberText, type Language } from '../../libs/domain/kernel/spoken.js';
import type { DecimalText } from '../../libs/domain/kernel/decimal.js';
import type { DocumentHead, ProposedTarget, Reading, ReportedMeasurement } from '../../libs/reading/reading.js';
import { COMPARATOR_SIGNS, STRENGTHS, words } from './read-words.js';

/** A reading as lines for a person: whose document it is, then what it sets and what it reports, clause by clause, each with its words. */
export function readingText({ document, targets, measurements }: Reading, language: Language): string {
  const say = words(language);
  return [
    ...headLines(document, language),
    '',
    `${say.targets}: ${targets.length}${targets.length === 0 ? '' : ` (${strengths(targets, language)})`}`,
    ...byClause(targets, (target) => targetLines(target, language)),
    '',
    `${say.measurements}: ${measurements.length}`,
    ...byClause(measurements, (measurement) => measurementLines(measurement, language)),
  ].join('\n');
}

function headLines(head: DocumentHead, language: Language): string[] {
  const say = words(language);
  const named = [head.kind, head.number && `${say.number} ${head.number}`, head.issuedOn && dayText(head.issuedOn, language)];
  return [
    head.issuer ?? say.unknownIssuer,
    named.filter(Boolean).join(', ') || say.unknownKind,
    ...(head.title === null ? [] : [head.title]),
    ...(head.meetingOn === null ? [] : [`${say.meeting}: ${dateText(head.meetingOn, language)}`]),
    ...(head.locality === null ? [] : [`${say.locality}: ${head.locality}`]),
  ];
}

/** A day where it is printed whole, else as far as it is: `2022-01`. */
function dayText(date: string, language: Language): string {
  return date.length === 10
    ? dateText(date, language)
    : date
        .split('-')
        .reverse()
        .map((part) => String(Number(part)))
        .join('/');
}

function strengths(targets: readonly ProposedTarget[], language: Language): string {
  return Object.entries(STRENGTHS)
    .map(([strength, names]) => `${targets.filter((target) => target.strength === strength).length} ${names[language]}`)
    .join(', ');
}

/** Items under the name of their clause, which is said once where several of it follow each other. */
function byClause<Item extends { clause: string; n: number }>(items: readonly Item[], linesOf: (item: Item) => string[]): string[] {
  return items.flatMap((item, index) => {
    const [first = '', ...rest] = linesOf(item);
    const isNew = item.clause !== items[index - 1]?.clause;
    return [...(isNew ? ['', item.clause] : []), `${String(item.n).padStart(5)}. ${first}`, ...rest.map((line) => `       ${line}`)];
  });
}

function targetLines(target: ProposedTarget, language: Language): string[] {
  const say = words(language);
  return [
    `${target.indicator}: ${valueText(target, language)}`,
    `“${target.text}”`,
    ...(target.head === null ? [] : [`${say.shared} “${target.head.text}”`]),
    ...deadlineLine(target, language),
    `${say.locality}: ${target.locality ?? say.none}; ${say.responsible}: ${target.responsible ?? say.none}`,
    `${STRENGTHS[target.strength][language]}, ${confidence(target.confidence, language)}: ${target.reason[language]}`,
  ];
}

function valueText(target: ProposedTarget, language: Language): string {
  const sign = COMPARATOR_SIGNS[target.comparator][language];
  if (target.value === null) return sign;
  const to = target.valueTo === null ? '' : ` – ${number(target.valueTo, language)}`;
  const increment = target.incremental ? words(language).increment : '';
  return `${[sign, `${number(target.value, language)}${to}`, target.unit].filter(Boolean).join(' ')}${increment}`;
}

function deadlineLine({ deadline, deadlineImplied, recurrenceText }: ProposedTarget, language: Language): string[] {
  const say = words(language);
  const day = deadline?.date ? `${deadline.op === '<' ? say.before : say.by} ${dateText(deadline.date, language)}` : null;
  const own = deadline && `${[day, `“${deadline.text}”`].filter(Boolean).join(' ')}${deadline.inherited ? ` (${say.inherited})` : ''}`;
  const implied = deadlineImplied && `${say.by} ${dateText(deadlineImplied, language)} (${say.implied})`;
  const said = [own ?? implied, recurrenceText && `“${recurrenceText}”`].filter(Boolean);
  return [`${say.deadline}: ${said.join('; ') || say.none}`];
}

function measurementLines(measurement: ReportedMeasurement, language: Language): string[] {
  const say = words(language);
  const { numerator, denominator, ratioPct, asOf, asOfSource } = measurement;
  const parts = numerator && denominator ? ` (${number(numerator, language)}/${number(denominator, language)}` : '';
  const ratio = parts && `${parts}${ratioPct === null ? '' : ` = ${number(ratioPct, language)} %`})`;
  const day = asOf && `${dateText(asOf, language)}${asOfSource === 'inferred' ? ` (${say.inferred})` : ''}`;
  return [
    `${measurement.indicator}: ${[number(measurement.value, language), measurement.unit].filter(Boolean).join(' ')}${ratio}`,
    `“${measurement.text}”`,
    `${say.locality}: ${measurement.locality ?? say.none}; ${say.asOf}: ${day ?? say.none}`,
    `${confidence(measurement.confidence, language)}: ${measurement.reason[language]}`,
  ];
}

function confidence(share: number, language: Language): string {
  return `${words(language).confidence} ${Math.round(share * 100)} %`;
}

function number(value: DecimalText, language: Language): string {
  return numberText(value, 12, language);
}
