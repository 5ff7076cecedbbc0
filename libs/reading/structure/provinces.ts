/** Centrally governed cities, before and after 1/7/2025. */
export const CITIES: readonly string[] = ['Hà Nội', 'Hồ Chí Minh', 'Hải Phòng', 'Đà Nẵng', 'Cần Thơ', 'Huế'];

/** Provinces before and after 1/7/2025. */
export const PROVINCES: readonly string[] = (
  'An Giang,Bà Rịa - Vũng Tàu,Bạc Liêu,Bắc Giang,Bắc Kạn,Bắc Ninh,Bến Tre,Bình Dương,Bình Định,Bình Phước,Bình Thuận,Cà Mau,Cao Bằng,' +
  'Đắk Lắk,Đắk Nông,Điện Biên,Đồng Nai,Đồng Tháp,Gia Lai,Hà Giang,Hà Nam,Hà Tĩnh,Hải Dương,Hậu Giang,Hòa Bình,Hưng Yên,Khánh Hòa,' +
  'Kiên Giang,Kon Tum,Lai Châu,Lạng Sơn,Lào Cai,Lâm Đồng,Long An,Nam Định,Nghệ An,Ninh Bình,Ninh Thuận,Phú Thọ,Phú Yên,Quảng Bình,' +
  'Quảng Nam,Quảng Ngãi,Quảng Ninh,Quảng Trị,Sóc Trăng,Sơn La,Tây Ninh,Thái Bình,Thái Nguyên,Thanh Hóa,Thừa Thiên Huế,Tiền Giang,' +
  'Trà Vinh,Tuyên Quang,Vĩnh Long,Vĩnh Phúc,Yên Bái'
).split(',');

const byFolded = new Map([...PROVINCES, ...CITIES].map((name) => [name.toLowerCase(), name]));

/** Small letters without their marks: `Đắk Lắk` → `dak lak`. */
export const bareLetters = (words: string): string => words.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd');
const byLetters = new Map([...byFolded].map(([folded, name]) => [bareLetters(folded), name]));

/** The name of a province in its usual capitals (`THÁI NGUYÊN` → `Thái Nguyên`); null for any other words. */
export function provinceNamed(words: string): string | null {
  return byFolded.get(words.toLowerCase()) ?? null;
}

/** The same where a scan has lost or changed marks: `Quáng Nam`. */
export function provinceLike(words: string): string | null {
  return provinceNamed(words) ?? byLetters.get(bareLetters(words)) ?? null;
}

/** `Tỉnh Thái Nguyên`, `Thành phố Hà Nội`. */
export function provinceTitle(name: string): string {
  return `${CITIES.includes(name) ? 'Thành phố' : 'Tỉnh'} ${name}`;
}

/** Capitals as in a sentence: `TỈNH BẮC GIANG` → `Tỉnh Bắc Giang`; each syllable of a name with a capital, words of rank small. */
export function inNameCase(words: string): string {
  return words.toLowerCase().replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
}
