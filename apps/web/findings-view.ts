import { hasToken, roleOfToken } from './api.js';
import { localMoment, queryText } from './view-state.js';
import type { Language } from './words.js';

/** What the address of the page of findings says is shown; an empty text is the default. */
export interface FindingsView {
  readonly kind: readonly string[];
  readonly locality: string;
  /** Days of recording. */
  readonly from: string;
  readonly until: string;
  /** Local time in Việt Nam, `2021-09-30T17:00`: only what was known by then; empty for now. */
  readonly knownAt: string;
  readonly language: Language;
}

export function findingsViewOf(search: string): FindingsView {
  const asked = new URLSearchParams(search);
  const given = (name: string): string => asked.get(name) ?? '';
  return {
    kind: given('kind')
      .split(',')
      .filter((kind) => kind !== ''),
    locality: given('locality'),
    from: given('from'),
    until: given('until'),
    knownAt: localMoment(given('knownAt')),
    language: given('lang') === 'en' ? 'en' : 'vi',
  };
}

/** The address of a view; what is by default is left out. */
export function searchOfFindings({ kind, locality, from, until, knownAt, language }: FindingsView): string {
  return queryText({ kind: kind.join(','), locality, from, until, knownAt, lang: language === 'en' ? 'en' : '' });
}

/** What the API is asked for it. */
export const queryOfFindings = ({ kind, locality, from, until }: FindingsView): Readonly<Record<string, string>> => ({
  ...{ kind: kind.join(','), locality, from, until },
});

/** Who may see findings and how the log is. */
export const isWatcher = (): boolean => hasToken() && ['auditor', 'leader', 'admin'].includes(roleOfToken());

/** Leads those who may to the findings of what they look at. */
export function linkToFindings(link: HTMLAnchorElement, shown: Pick<FindingsView, 'locality' | 'knownAt' | 'language'>): void {
  const { locality, knownAt, language } = shown;
  link.hidden = !isWatcher();
  link.href = `/web/findings.html${searchOfFindings({ kind: [], locality, from: '', until: '', knownAt, language })}`;
}
