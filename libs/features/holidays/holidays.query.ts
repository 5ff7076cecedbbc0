import type { Sql } from 'postgres';
import type { HolidaysDetail } from '../../contract/holidays.js';
import type { PublicHolidaysState } from '../../domain/reporting/public-holidays.decide.js';
import type { NamedDay } from '../../domain/reporting/public-holidays.events.js';
import { TABLE_YEARS, tableYear, type TableYear } from '../../domain/reporting/working-days.js';
import type { Language } from '../http/language.js';
import { tableOf } from '../http/reading.js';

interface Row {
  readonly state: NonNullable<PublicHolidaysState>;
  readonly revision: number;
}

/** The days of a year that are not as their weekday says, each with where it is known from; what was announced goes before the table. */
export async function holidaysOf(sql: Sql, year: number, language: Language): Promise<HolidaysDetail> {
  const [row] = await sql<Row[]>`select state, revision from ${tableOf(sql, 'holidays.year')} where id = ${String(year)}`;
  const table = tableYear(year);
  const { off = [], worked = [], source = null } = row?.state ?? {};
  const announced = [...listed(off, 'off'), ...listed(worked, 'worked')];
  const named = new Set(announced.map(({ day }) => day));
  const unnamed = (days: readonly string[]): NamedDay[] => days.filter((day) => !named.has(day)).map((day) => ({ day, name: '' }));
  const builtIn = [...listed(unnamed(table.off), 'off'), ...listed(unnamed(table.worked), 'worked')];
  return {
    year,
    basis: table.basis,
    notice: noticeOf(table.basis, announced.length > 0, language),
    days: [...announced, ...builtIn.map((one) => ({ ...one, from: 'built_in' as const, name: null }))].sort((a, b) =>
      a.day < b.day ? -1 : 1,
    ),
    source,
    builtIn: TABLE_YEARS,
    revision: row?.revision ?? -1,
  };
}

function listed(days: readonly NamedDay[], kind: 'off' | 'worked') {
  return days.map(({ day, name }) => ({ day, kind, from: 'announced' as const, name }));
}

const NOTICES: Readonly<Record<TableYear['basis'], Readonly<Record<Language, string>>>> = {
  announced: {
    vi: 'Bảng có sẵn của năm này theo thông báo chính thức, kể cả ngày nghỉ bù và hoán đổi.',
    en: 'The built-in table has this year as it was announced, days in lieu and swaps included.',
  },
  computed: {
    vi: 'Chưa có thông báo của năm này trong bảng: ngày nghỉ tính theo Bộ luật Lao động và âm lịch, không có ngày hoán đổi.',
    en: 'The built-in table has no announcement of this year: days off are computed from the Labour Code and the lunar calendar, without swaps.',
  },
  fixed: {
    vi: 'Bảng không có Tết và Giỗ Tổ của năm này: chỉ các ngày lễ dương lịch được tính, hãy nhập các ngày còn lại.',
    en: 'The built-in table does not know Tết and Giỗ Tổ of this year: only the holidays of fixed date count; enter the others.',
  },
};

function noticeOf(basis: TableYear['basis'], isAnnounced: boolean, language: Language): string {
  const more = { vi: ' Những ngày đã nhập được tính trước bảng.', en: ' The days that were entered go before the table.' };
  return NOTICES[basis][language] + (isAnnounced ? more[language] : '');
}
