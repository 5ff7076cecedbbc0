import type { Language } from './words.js';

/** What the address says is shown; an empty text is the default. */
export interface ViewState {
  readonly asOf: string;
  readonly locality: string;
  /** Of which row of the scoreboard the list shows the targets: a locality, or `OWN`; empty for all. */
  readonly within: string;
  readonly status: readonly string[];
  readonly language: Language;
}

/** The row of what belongs to the asked locality itself. */
export const OWN = 'own';

/** The view that `?asOf=&locality=&within=&status=&lang=` asks for. */
export function stateOf(search: string): ViewState {
  const asked = new URLSearchParams(search);
  return {
    asOf: asked.get('asOf') ?? '',
    locality: asked.get('locality') ?? '',
    within: asked.get('within') ?? '',
    status: (asked.get('status') ?? '').split(',').filter((status) => status !== ''),
    language: asked.get('lang') === 'en' ? 'en' : 'vi',
  };
}

/** The address of a view; what is by default is left out. */
export function searchOf({ asOf, locality, within, status, language }: ViewState): string {
  const given = Object.entries({ asOf, locality, within, status: status.join(','), lang: language === 'en' ? 'en' : '' }).filter(
    ([, value]) => value !== '',
  );
  // Ids and lists stay readable: neither `@` nor a comma means anything in a query.
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString().replaceAll('%2C', ',').replaceAll('%40', '@')}`;
}

/** The civil date where the figures are counted, by default today’s. */
export const todayInVietnam = (now = new Date()): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);
