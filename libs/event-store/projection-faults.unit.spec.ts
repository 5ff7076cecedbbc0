import { isTemporary } from './projection-faults.js';

it.each([
  ['passes', true, ['08006', '40001', '40P01', '53100', '53200', '53300', '53400', '55P03', '57014', '57P01', '57P03', '58030']],
  ['does not pass', false, ['22001', '23505', '42501', '54000', 'P0001', 'XX000']],
])('what %s by itself is told by its code', (_, passes, codes) => {
  for (const code of codes) expect([code, isTemporary({ code })]).toEqual([code, passes]);
});
