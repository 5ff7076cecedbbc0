import { describe, expect, it } from '@jest/globals';

import { disagreements } from './judged.js';
import { NOT_YET } from './not-yet.js';
import { HALVES, sentences } from './samples.js';

describe.each(HALVES)('reading single sentences (%s)', (half) => {
  const known = new Set(NOT_YET[half]);
  const all = sentences(half);
  const right = all.filter(({ name }) => !known.has(name));

  it.each(right)('$name', (sample) => {
    expect(disagreements(sample)).toEqual([]);
  });

  for (const sample of all.filter(({ name }) => known.has(name))) {
    it.skip(`not yet: ${sample.name}`, () => expect(disagreements(sample)).toEqual([]));
  }

  it('knows every sentence that it lists as not yet read', () => {
    expect(NOT_YET[half].filter((name) => !all.some((sample) => sample.name === name))).toEqual([]);
  });
});
