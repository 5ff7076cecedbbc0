import type { DirectiveHead } from '../../domain/directive/directive.events.js';
import type { MeasurementProposal, Proposal, QuotedWords, TargetProposal } from '../../domain/directive/proposal.js';
import type { DocumentHead, ProposedTarget, Quoted, Reading, ReportedMeasurement } from '../../reading/reading.js';

/** What a reading found, in the order of the text, in the form in which it is stored: member by member, so that what the reader knows besides stays out of the history. */
export function proposalsOf({ targets, measurements }: Pick<Reading, 'targets' | 'measurements'>): readonly Proposal[] {
  const proposals = [...targets.map(targetOf), ...measurements.map(measurementOf)];
  return proposals.sort((a, b) => a.quote.start - b.quote.start || a.quote.end - b.quote.end);
}

/** The head of the document as it is stored. */
export function headOf({ number, kind, issuer, issuedOn, meetingOn, title }: DocumentHead): DirectiveHead {
  return { number, kind, issuer, issuedOn, meetingOn, title };
}

function targetOf(target: ProposedTarget): TargetProposal {
  const { deadline } = target;
  return {
    type: 'target',
    quote: wordsOf(target),
    head: target.head && wordsOf(target.head),
    full: wordsOf(target.full),
    ...meantBy(target),
    ...{ kind: target.kind, comparator: target.comparator, comparatorAlt: target.comparatorAlt, comparatorWord: target.comparatorWord },
    ...{ value: target.value, valueTo: target.valueTo, valueText: target.valueText, valueSource: target.valueSource },
    deadline: deadline && {
      ...{ date: deadline.date, op: deadline.op, precision: deadline.precision, text: deadline.text },
      ...{ inherited: deadline.inherited, expanded: deadline.expanded },
    },
    ...{ deadlineImplied: target.deadlineImplied, recurrence: target.recurrence, recurrenceText: target.recurrenceText },
    ...{ period: target.period, responsible: target.responsible, strength: target.strength, direction: target.direction },
    ...{ incremental: target.incremental, base: target.base, indexName: target.indexName },
  };
}

function measurementOf(measurement: ReportedMeasurement): MeasurementProposal {
  const { value, numerator, denominator, ratioPct, asOf, asOfSource } = measurement;
  return {
    type: 'measurement',
    quote: wordsOf(measurement),
    ...meantBy(measurement),
    ...{ value, numerator, denominator, ratioPct, asOf, asOfSource },
  };
}

function meantBy({ clause, indicator, unit, locality, series, confidence, reason }: ProposedTarget | ReportedMeasurement) {
  return { clause, indicator, unit, locality, series, confidence, reason: { vi: reason.vi, en: reason.en } };
}

function wordsOf({ start, end, text }: Quoted): QuotedWords {
  return { start, end, text };
}
