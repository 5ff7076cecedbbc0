import { rule } from '../kernel/refusal.js';

export const CALENDAR_DAY_REFUSALS = {
  day_already_over: rule('Ngày {today} đã qua: đã ghi đến ngày {last}.', 'Day {today} is over: the record has reached {last}.'),
};
