const HEAD = /^(?:CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|ĐẢNG CỘNG SẢN VIỆT NAM)/i;
const FOOT = /^Nơi nhận/i;
const ENOUGH = 100;

const beginning = (text: string): string => text.slice(0, ENOUGH).normalize('NFC');

/** The right side of the head of an administrative document begins with the words of the state or the party (Nghị định 30/2020/NĐ-CP, Phụ lục I). */
export const beginsHead = (text: string): boolean => HEAD.test(beginning(text));

/** The left side of its foot begins with the recipients. */
export const beginsFoot = (text: string): boolean => FOOT.test(beginning(text));

/** Both stand in a table without borders, whose cells are no row to be read across. */
export const beginsHeadOrFoot = (text: string): boolean => beginsHead(text) || beginsFoot(text);
