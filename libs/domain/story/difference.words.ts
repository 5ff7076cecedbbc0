import type { Sentence } from '../alert/alert.events.js';
import { STATUS_WORDS } from '../alert/alert.words.js';
import type { CivilDate } from '../kernel/civil-date.js';
import type { DecimalText } from '../kernel/decimal.js';
import type { ScheduleStatus } from '../schedule/schedule-plan.js';
import { both, dateText, shortAmount } from './story.words.js';

/** How a target stood at a moment, as far as a difference tells. */
export interface StandingThen {
  readonly status: ScheduleStatus;
  readonly actual: DecimalText | null;
  readonly doneOn: CivilDate | null;
}

/** “Di dời hộ dân, huyện Na Hang: từ chậm tiến độ (37 hộ) thành đúng tiến độ (52 hộ).” null where there was no such target. */
export function differenceSentence(
  { indicator, locality, unit }: { readonly indicator: Sentence; readonly locality: Sentence; readonly unit: string },
  from: StandingThen | null,
  to: StandingThen | null,
): Sentence {
  return both((language) => {
    const subject = `${indicator[language].charAt(0).toUpperCase()}${indicator[language].slice(1)}, ${locality[language]}`;
    const [was, is] = [from, to].map((standing) => standing && standingText(standing, unit, language));
    if (language === 'vi')
      return was ? `${subject}: từ ${was} thành ${is ?? 'không còn mục tiêu'}.` : `${subject}: mục tiêu mới, ${is ?? '–'}.`;
    return was ? `${subject}: from ${was} to ${is ?? 'no target'}.` : `${subject}: a new target, ${is ?? '–'}.`;
  });
}

function standingText({ status, actual, doneOn }: StandingThen, unit: string, language: keyof Sentence): string {
  const word = STATUS_WORDS[status][language].toLowerCase();
  const done = language === 'vi' ? 'hoàn thành ngày' : 'done on';
  const value = doneOn !== null ? `${done} ${dateText(doneOn, language)}` : actual === null ? null : shortAmount(actual, unit)[language];
  return value === null ? word : `${word} (${value})`;
}
