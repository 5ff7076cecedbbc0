import type { ScheduleRulesEvent } from '../schedule/rules.events.js';
import type { Happened, Told } from './story.js';
import { asWritten, field } from './story.words.js';

/** The rules of the schedule in words: which version of them a program put in force. */
export function tellRules({ id, event, actor: { name } }: Happened<ScheduleRulesEvent>): Told {
  const { version } = event.data;
  const { said, ...change } = field('version', { vi: 'quy tắc đánh giá', en: 'rules' }, version, asWritten(String(version)));
  return {
    about: { kind: 'rules', id },
    on: null,
    changes: [{ ...change, from: null, to: said }],
    reason: null,
    directive: null,
    sentence: {
      vi: `${name} áp dụng quy tắc đánh giá tiến độ phiên bản ${version}.`,
      en: `${name} put version ${version} of the rules of the schedule in force.`,
    },
  };
}
