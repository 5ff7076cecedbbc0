import { both, dateText, inSentence, withUnit } from '../alert/alert.words.js';
import type { Sentence } from '../alert/alert.events.js';
import { DEMAND, UNTIL } from '../alert/alert.sentences.js';
import type { CivilDate } from '../kernel/civil-date.js';
import { exact, type DecimalText } from '../kernel/decimal.js';
import type { Basis } from '../measurement/figure.js';
import type { Milestone } from '../target/target.events.js';
import type { Change, Field, Said } from './story.js';

export { both, dateText, inSentence };

export const BASIS_WORDS: Readonly<Record<Basis, Sentence>> = {
  estimated: { vi: 'ước', en: 'estimated' },
  actual: { vi: 'thực hiện', en: 'actual' },
  settled: { vi: 'quyết toán', en: 'settled' },
};

/** A quantity digit by digit as it was recorded, `913.216,2 triệu đồng`. */
export const amount = (value: DecimalText, unit: string): Sentence =>
  both((language) => withUnit(asRecorded(value, language), unit, language));

/** As `amount`, a percentage to two decimals: that of a ratio has no end of them. */
export const shortAmount = (value: DecimalText, unit: string): Sentence =>
  amount(unit === '%' ? exact(value).toDecimalPlaces(2).toFixed() : value, unit);

// Without an exact number in between: a history says thousands of them.
function asRecorded(value: DecimalText, language: keyof Sentence): string {
  const point = value.indexOf('.');
  const [whole, fraction] = point < 0 ? [value, ''] : [value.slice(0, point), value.slice(point + 1)];
  const [group, mark] = language === 'vi' ? ['.', ','] : [',', '.'];
  let grouped = whole.slice(-3);
  for (let end = whole.length - 3; end > 0; end -= 3) {
    const part = whole.slice(Math.max(0, end - 3), end);
    grouped = part === '-' ? `-${grouped}` : `${part}${group}${grouped}`;
  }
  return fraction === '' ? grouped : `${grouped}${mark}${fraction}`;
}

/** A percentage to two decimals: it was not recorded, but follows from a numerator and a denominator. null of nothing. */
export function percentage(numerator: DecimalText, denominator: DecimalText): DecimalText | null {
  const [part, whole] = [units(numerator), units(denominator)];
  if (whole === 0n) return null;
  const isNegative = part < 0n !== whole < 0n;
  const [n, d] = [part < 0n ? -part : part, whole < 0n ? -whole : whole];
  // Half up, in hundredths: integers, since thousands are said at once.
  const digits = ((n * 20_000n + d) / (d * 2n)).toString().padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '');
  return isNegative && text !== '0' ? `-${text}` : text;
}

const MOST_DECIMALS = 12;

/** A stored number in units of its last possible decimal. */
function units(value: DecimalText): bigint {
  const [whole = '', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(MOST_DECIMALS, '0'));
}

export const dated = (day: CivilDate): Sentence => both((language) => dateText(day, language));
/** A text of people stands in both languages as they wrote it. */
export const asWritten = (text: string): Sentence => ({ vi: text, en: text });

export function field(
  field: string,
  name: Sentence,
  value: string | number | null,
  text: Sentence | null,
  unit: string | null = null,
): Field {
  const said: Said | null = value === null ? null : { value: String(value), text: text ?? asWritten(String(value)) };
  return { field, name, unit, said };
}

/** `trên 60 %`, what a milestone asks for; `baseline` is what `improve` and `maintain` are measured by. */
export function demand({ comparator, value, upper }: Milestone, baseline: DecimalText | null, unit: string): Sentence {
  const least = value === null ? (baseline === null ? null : amount(baseline, unit)) : amount(value, unit);
  const most = upper === null ? null : amount(upper, unit);
  return both((language) =>
    DEMAND[comparator][language]
      .replace('{value}', least?.[language] ?? '')
      .replace('{upper}', most?.[language] ?? '')
      .trim(),
  );
}

/** `đến hết ngày 30/9/2021` */
export const until = ({ due, dueOp }: Milestone): Sentence => both((language) => `${UNTIL[dueOp][language]} ${dateText(due, language)}`);

const MOST_SAID = 3;

/** “mốc 30/9/2021 từ trên 60 % thành ít nhất 50 %; …”: the first few changes, and how many there are besides. */
export function changesText(changes: readonly Change[]): Sentence {
  const others = changes.length - MOST_SAID;
  return both((language) => {
    const said = changes.slice(0, MOST_SAID).map((change) => changeText(change, language));
    if (others > 0)
      said.push(language === 'vi' ? `và ${others} thay đổi khác` : `and ${others} more ${others === 1 ? 'change' : 'changes'}`);
    return said.join('; ');
  });
}

function changeText({ name, from, to }: Change, language: keyof Sentence): string {
  const [what, old, now] = [name[language], from?.text[language], to?.text[language]];
  const isVietnamese = language === 'vi';
  if (old === undefined) return `${what}: ${now ?? ''}`;
  if (now === undefined) return isVietnamese ? `bỏ ${what} (${old})` : `${what} dropped (${old})`;
  return isVietnamese ? `${what} từ ${old} thành ${now}` : `${what} from ${old} to ${now}`;
}

/** “; lý do: nhập nhầm” and nothing without a reason. */
export function because(reason: string | null, language: keyof Sentence): string {
  return reason === null ? '' : `${language === 'vi' ? '; lý do' : '; reason'}: ${unstopped(reason)}`;
}

/** A text of people for the end of a sentence, which has its own full stop. */
export const unstopped = (text: string): string => text.replace(/\s*\.+\s*$/u, '');

/** A clause as it is cited: `2a` is “mục 2a”; one that says itself what it is, `Điều 1, khoản 6`, stands as it was written. */
export const clauseText = (clause: string): Sentence =>
  SAYS_WHAT.test(clause) ? asWritten(clause) : { vi: `mục ${clause}`, en: `clause ${clause}` };

/** A word, and no Roman number. */
const SAYS_WHAT = /^(?![IVXLCDM]+(?!\p{L}))\p{L}{2}/u;
