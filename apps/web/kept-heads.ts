/** Most heads that one bundle is connected to, as the server has it. */
const MOST_HEADS = 20;

/**
 * The sizes of heads in what somebody pasted, as `1200,3400`: checkpoints, one after the other, or sizes alone, one a line. A checkpoint
 * has its size alone on its second line. Empty for a blank text, null for one in which no size stands.
 */
export function keptSizes(text: string): string | null {
  if (text.trim() === '') return '';
  const sizes = [...text.matchAll(/^[^\S\n]*([1-9]\d{0,14})[^\S\n]*$/gm)].map(([, size = '']) => size);
  return sizes.length > 0 ? [...new Set(sizes)].slice(-MOST_HEADS).join(',') : null;
}
