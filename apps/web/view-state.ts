import type { Language } from './words.js';

/** What the address says is shown; an empty text is the default. */
export interface ViewState {
  readonly asOf: string;
  /** Local time in Việt Nam, `2021-09-30T17:00` or with seconds: only what was known by then; empty for now. */
  readonly knownAt: string;
  readonly locality: string;
  /** Of which row of the scoreboard the list shows the targets: a locality, or `OWN`; empty for all. */
  readonly within: string;
  readonly status: readonly string[];
  readonly language: Language;
}

/** The row of what belongs to the asked locality itself. */
export const OWN = 'own';

/** The view that `?asOf=&knownAt=&locality=&within=&status=&lang=` asks for. */
export function stateOf(search: string): ViewState {
  const asked = new URLSearchParams(search);
  return {
    asOf: asked.get('asOf') ?? '',
    knownAt: localMoment(asked.get('knownAt') ?? ''),
    locality: asked.get('locality') ?? '',
    within: asked.get('within') ?? '',
    status: (asked.get('status') ?? '').split(',').filter((status) => status !== ''),
    language: asked.get('lang') === 'en' ? 'en' : 'vi',
  };
}

/** The address of a view; what is by default is left out. */
export function searchOf({ asOf, knownAt, locality, within, status, language }: ViewState): string {
  return queryText({ asOf, knownAt, locality, within, status: status.join(','), lang: language === 'en' ? 'en' : '' });
}

/** What is given as the query of an address. Ids and lists stay readable: neither `@`, a colon nor a comma means anything in it. */
export function queryText(all: Readonly<Record<string, string>>): string {
  const given = Object.entries(all).filter(([, value]) => value !== '');
  const text = new URLSearchParams(given).toString().replaceAll('%2C', ',').replaceAll('%40', '@').replaceAll('%3A', ':');
  return text === '' ? '' : `?${text}`;
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;
const POSITION = /^\d+(\/\d+)?$/;
const HOURS_AHEAD = 7;

/**
 * A moment of the address as local time in Việt Nam; one with a zone is turned into it, as answers and bundles print it. A position in the
 * history, which programs may ask for, is none: of it the page does not know the day.
 */
export function localMoment(asked: string): string {
  if (POSITION.test(asked)) return '';
  const instant = LOCAL.test(asked) || asked === '' ? NaN : Date.parse(asked.replace(' ', '+'));
  return Number.isNaN(instant) ? asked : new Date(instant + HOURS_AHEAD * 3_600_000).toISOString().slice(0, 19);
}

/** A local time in Việt Nam as the instant (RFC 3339) that reads are asked for; empty for now. */
export const instantOf = (local: string): string => local && `${local}${LOCAL.exec(local)?.[1] === undefined ? ':00' : ''}+07:00`;

/** The day that is shown: by default that of the moment, or today. */
export const dayOf = ({ asOf, knownAt }: ViewState): string => asOf || knownAt.slice(0, 10) || todayInVietnam();

/** The civil date where the figures are counted, by default today’s. */
export const todayInVietnam = (now = new Date()): string => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(now);
