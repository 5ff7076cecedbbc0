/**
 * Month and day of Tết (1 tháng Giêng) and of Giỗ Tổ Hùng Vương (10 tháng Ba) by the Vietnamese lunar calendar, which is reckoned
 * at UTC+7 (Quyết định 121/CP ngày 8/8/1967). The Chinese one is reckoned at UTC+8 and differs in some years: Tết 2030 is 2 February
 * here and 3 February there, Giỗ Tổ 2037 and 2038 a day earlier here. A library for the Chinese calendar is therefore no source.
 */
export const LUNAR_DAYS: Readonly<Record<number, readonly [tet: string, ancestors: string]>> = {
  2010: ['02-14', '04-23'],
  2011: ['02-03', '04-12'],
  2012: ['01-23', '03-31'],
  2013: ['02-10', '04-19'],
  2014: ['01-31', '04-09'],
  2015: ['02-19', '04-28'],
  2016: ['02-08', '04-16'],
  2017: ['01-28', '04-06'],
  2018: ['02-16', '04-25'],
  2019: ['02-05', '04-14'],
  2020: ['01-25', '04-02'],
  2021: ['02-12', '04-21'],
  2022: ['02-01', '04-10'],
  2023: ['01-22', '04-29'],
  2024: ['02-10', '04-18'],
  2025: ['01-29', '04-07'],
  2026: ['02-17', '04-26'],
  2027: ['02-06', '04-16'],
  2028: ['01-26', '04-04'],
  2029: ['02-13', '04-23'],
  2030: ['02-02', '04-12'],
  2031: ['01-23', '04-01'],
  2032: ['02-11', '04-19'],
  2033: ['01-31', '04-09'],
  2034: ['02-19', '04-28'],
  2035: ['02-08', '04-17'],
  2036: ['01-28', '04-06'],
  2037: ['02-15', '04-24'],
  2038: ['02-04', '04-13'],
  2039: ['01-24', '04-03'],
  2040: ['02-12', '04-20'],
};

interface Announced {
  /** Days from Monday to Friday that are off: holidays, days in lieu, swapped days. */
  readonly off: readonly string[];
  /** Saturdays worked in exchange. */
  readonly worked: readonly string[];
}

/**
 * What was announced for each year to those who work from Monday to Friday in state bodies (thông báo hằng năm của Bộ Lao động –
 * Thương binh và Xã hội, since 2025 of Bộ Nội vụ, with the Prime Minister's consent; 2019: công văn 6519/VPCP-KGVX; the swaps of
 * 2024: công văn 2450/VPCP-KGVX). 24/11/2026 is Ngày Văn hóa Việt Nam, off by Nghị quyết 28/2026/QH16 from 1/7/2026 on.
 */
export const ANNOUNCED: Readonly<Record<number, Announced>> = {
  2018: year('01-01 02-14 02-15 02-16 02-19 02-20 04-25 04-30 05-01 09-03 12-31'),
  2019: year('01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02', '01-05 05-04'),
  2020: year('01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02'),
  2021: year('01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03'),
  2022: year('01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02'),
  2023: year('01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04'),
  2024: year('01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03', '05-04'),
  2025: year('01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02', '04-26'),
  2026: year('01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24', '01-10 08-22'),
};

function year(off: string, worked = ''): Announced {
  return { off: off.split(' '), worked: worked === '' ? [] : worked.split(' ') };
}
