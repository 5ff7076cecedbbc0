import { describe, expect, it } from '@jest/globals';

import { directives, HALVES, sentences } from './samples.js';

const samples = HALVES.flatMap((half) => [...sentences(half), ...directives(half)]);

describe('the samples of the reader', () => {
  it.each(samples)('$half: $name is annotated with words that stand in it', ({ text, annotations }) => {
    const points = [...text];
    for (const { quote, start, end } of annotations) expect(points.slice(start, end).join('')).toBe(quote);
  });

  it('are at least sixty sentences and ten directives', () => {
    expect(HALVES.flatMap((half) => sentences(half)).length).toBeGreaterThanOrEqual(60);
    expect(HALVES.flatMap((half) => directives(half)).length).toBeGreaterThanOrEqual(10);
  });

  it('annotate no two targets with the same stretch', () => {
    for (const { annotations } of samples) {
      const keys = annotations.map(({ type, start, end }) => `${type} ${start} ${end}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});
