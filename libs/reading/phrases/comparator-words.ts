import type { Comparator } from '../reading.js';
import { meaning, wordSet, wordTree } from './word-tree.js';

/** Before the number. The words mean what they say: trên is more than, ít nhất is at least. */
export const COMPARATORS = wordTree<Comparator>([
  ...meaning('trên, hơn, vượt, lớn hơn, cao hơn, nhiều hơn, vượt trên, vượt mức, >', '>'),
  ...meaning(
    'ít nhất, tối thiểu, thấp nhất, chí ít, không dưới, không thấp hơn, không ít hơn, không nhỏ hơn, không kém, tối thiểu từ, ít nhất từ, từ ít nhất, bằng hoặc trên, bằng hoặc cao hơn, bằng hoặc lớn hơn, ≥, > =',
    '>=',
  ),
  ...meaning('dưới, thấp hơn, ít hơn, nhỏ hơn, kém hơn, chưa đến, chưa tới, chưa đầy, không đến, không tới, <', '<'),
  ...meaning(
    'không quá, tối đa, tối đa không quá, không vượt quá, không vượt, không cao hơn, không nhiều hơn, không lớn hơn, không hơn, không trên, nhiều nhất, cao nhất, nhiều nhất là, trong vòng, chậm nhất sau, muộn nhất sau, chậm nhất là sau, bằng hoặc thấp hơn, bằng hoặc dưới, ≤, < =',
    '<=',
  ),
  ...meaning('khoảng, xấp xỉ, gần, ước, ước đạt, ước khoảng, vào khoảng, trong khoảng, tương đương, ngót, chừng, ~, ±', 'about'),
]);

/** After the number and its unit. */
export const SUFFIXES = wordTree<Comparator>([
  ...meaning('trở lên, hoặc cao hơn, hoặc hơn, hoặc nhiều hơn, trở đi', '>='),
  ...meaning('trở xuống, hoặc thấp hơn, hoặc ít hơn', '<='),
]);

/** Between the words of comparison and the number: `ít nhất phải đạt 98%`, `tối thiểu là 6m`. */
export const BETWEEN = wordSet(
  'là, đạt, phải đạt, ở mức, mức, cần đạt, có, được, đạt mức, bằng, phải, đạt được, mỗi huyện, mỗi xã, mỗi phường, mỗi thôn, mỗi đơn vị, mỗi địa phương, mỗi trường, mỗi năm, mỗi quý, mỗi tháng, mỗi tuần, mỗi cơ quan',
);

/** A level was reached, not a step made: `tăng lên 80%`, `giảm còn 3%`. */
export const UP_TO = wordTree<'increase' | 'decrease' | 'level'>([
  ...meaning('lên, lên đến, lên tới, lên đạt, lên mức, lên trên', 'increase'),
  ...meaning('còn, xuống, xuống còn, xuống mức, chỉ còn, còn lại, còn ở mức', 'decrease'),
  ...meaning('đạt, đạt được, là, đến, tới, ở mức, đạt mức, bằng, duy trì, giữ, mức, có, được', 'level'),
]);

/** A step from what there is: `thêm 10 xã`, `thành lập mới 02`. */
export const ADDED = wordSet('thêm, có thêm, tăng thêm, mới, bổ sung, bổ sung thêm, mở thêm, xây thêm, giảm thêm');

export const CHANGES: ReadonlyMap<string, 'increase' | 'decrease'> = new Map([
  ['tăng', 'increase'],
  ['nâng', 'increase'],
  ['giảm', 'decrease'],
  ['hạ', 'decrease'],
]);
/** `tăng cường`, `giảm nghèo`, `gia tăng` tell of no amount. */
export const NO_CHANGE_AFTER: ReadonlySet<string> = new Set([
  'cường',
  'trưởng',
  'nghèo',
  'thiểu',
  'nhẹ',
  'tốc',
  'cao',
  'tầng',
  'cấp',
  'ca',
]);
/** After `tăng`, `giảm` and some words still the step of that: `giảm tỷ lệ hộ nghèo 1,5%`. */
export const MEASURED: ReadonlySet<string> = new Set(
  'tỷ số tai tngt tội phát mức tổng diện năng thu quy sản giá kim chi thời lượng mật cường tốc nợ hộ chỉ thứ hạng'.split(' '),
);
export const AVERAGES = wordSet(
  'bình quân, trung bình, bình quân mỗi năm, bình quân hàng năm, mỗi năm, hàng năm, thêm, bình quân năm, trung bình mỗi năm, từ, thêm từ, được',
);

/** What should be small: a bare number is then a ceiling. */
export const UNWANTED = wordSet(
  'hộ nghèo, cận nghèo, nghèo, tử vong, thất nghiệp, suy dinh dưỡng, nợ xấu, nợ đọng, nợ công, bội chi, tội phạm, tai nạn, thất thoát, vi phạm, sinh con, tảo hôn, bỏ học, lạm phát, cpi, chỉ số giá tiêu dùng, quá hạn, trễ hạn, tồn đọng, mất cân bằng, thất thu, hao hụt, tổn thất, mắc',
);
