import type { DirectiveItem } from '../../libs/contract/directives.reads.js';
import { roleOfToken } from './api.js';
import type { Speech } from './text.js';

/** Those whom the API lets upload and decide. */
export const mayReview = (): boolean => ['planner', 'admin'].includes(roleOfToken());

/**
 * `Thông báo 123/TB-UBND: Kết luận …`; the issuer where no title is read, without a number too the file, else the first words, and the id where there
 * is no text. A title may name the kind itself.
 */
export function nameOf({ id, number, kind, issuer, title, text, firstWords }: DirectiveItem): string {
  const said = title ?? issuer ?? (number === null ? (text?.fileName ?? (firstWords && `${firstWords} …`)) : null);
  const isNamed = number === null && kind !== null && said !== null && said.toLowerCase().startsWith(kind.toLowerCase());
  const name = [isNamed ? null : [kind, number].filter(Boolean).join(' '), said].filter(Boolean).join(': ');
  return name === '' ? id : name.charAt(0).toUpperCase() + name.slice(1);
}

/** Its date as far as it is printed: `16/4/2022`, `1/2022`, `2022`; that of the meeting where it has none. */
export function issuedText({ issuedOn, meetingOn }: DirectiveItem, { date, word }: Speech): string | null {
  if (issuedOn === null) return meetingOn && word('meetingOn', { date: date(meetingOn) });
  if (issuedOn.length === 10) return date(issuedOn);
  const [year = '', month] = issuedOn.split('-');
  return month === undefined ? year : `${Number(month)}/${year}`;
}
