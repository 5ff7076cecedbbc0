import { keptSizes } from './kept-heads.js';

const head = (size: number): string =>
  `tiendo.example.vn/v1/audit/log\n${size}\nqJcVn0TSuK2pSwnHbVcYRXEMu0YLXSJ2mU1F9dAPDDE=\n\n— tiendo A1B2\n`;

describe('heads that somebody kept, as he pastes them', () => {
  it('are known by their sizes', () => {
    expect(keptSizes('3169')).toBe('3169');
    expect(keptSizes(head(3169))).toBe('3169');
    expect(keptSizes(head(3169).replaceAll('\n', '\r\n'))).toBe('3169');
    expect(keptSizes(head(3169).trimEnd())).toBe('3169');
    expect(keptSizes(`${head(12)}\n${head(3169)}${head(12)}`)).toBe('12,3169');
  });

  it('need not be given, and are refused where no size stands', () => {
    expect(keptSizes('  \n')).toBe('');
    expect(keptSizes('đầu hôm qua')).toBeNull();
    expect(keptSizes('0')).toBeNull();
  });

  it('are the last of more than a bundle connects to', () => {
    const many = Array.from({ length: 25 }, (_, n) => head(n + 1)).join('\n');
    expect(keptSizes(many)?.split(',')).toEqual(Array.from({ length: 20 }, (_, n) => String(n + 6)));
  });
});
