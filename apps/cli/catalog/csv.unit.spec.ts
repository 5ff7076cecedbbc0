import { parseCsv } from './csv.js';

const values = (text: string) => parseCsv(text).map((row) => row.values);

describe('CSV', () => {
  it('reads quoted cells with commas, line ends and doubled quotes, and knows on which line a row begins', () => {
    const rows = parseCsv('a,b\r\n"x, ""y""\nz",1\n2,"3"');
    expect(rows).toEqual([
      { line: 2, values: { a: 'x, "y"\nz', b: '1' } },
      { line: 4, values: { a: '2', b: '3' } },
    ]);
  });

  it('ignores a byte order mark and empty lines and keeps empty cells', () => {
    expect(values('\uFEFFa,b\n\n1,\n,\n')).toEqual([
      { a: '1', b: '' },
      { a: '', b: '' },
    ]);
  });

  it('reads an empty last cell of a text without a final line end', () => {
    expect(values('a,b\n1,')).toEqual([{ a: '1', b: '' }]);
  });

  it.each([
    ['a,b\n1\n', 'line 2: 1 fields, the heading has 2'],
    ['a,b\n1,"2\n', 'line 2: a quote is not closed'],
    ['a,b\n1,x"y"\n', 'line 2: a quote is not closed or stands inside a cell'],
    ['', 'no heading row'],
  ])('refuses %j', (text, message) => {
    expect(() => parseCsv(text)).toThrow(message);
  });
});
