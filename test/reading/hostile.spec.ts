import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readDirective } from '../../libs/reading/read-directive.js';
import type { Reading } from '../../libs/reading/reading.js';
import { damaged, MONOTONOUS, rubbish } from './hostile-texts.js';
import { SLOW_YET } from './not-yet.js';
import { directives, HALVES } from './samples.js';

const samples = HALVES.flatMap((half) => directives(half));

/** Every offset lies in the text and its quote stands there. */
function expectSound(text: string, { targets, measurements }: Reading) {
  const points = [...text];
  for (const { start, end, text: quote } of [...targets, ...measurements]) {
    expect(end).toBeGreaterThan(start);
    expect(points.slice(start, end).join('')).toBe(quote);
  }
}

/** Milliseconds of this process's own time, so that a busy neighbour does not count. */
function spent(text: string): number {
  const before = process.cpuUsage();
  readDirective(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * Four times the text takes about four times the time; a square would take sixteen. The collector works at hours of its own, so that
 * one reading may be slow: of five attempts one must be in proportion.
 */
function expectLinear(made: (letters: number) => string) {
  const [short, long] = [made(60_000), made(240_000)];
  spent(short.slice(0, 20_000));
  const ratios: number[] = [];
  while (ratios.length < 5 && !ratios.some((ratio) => ratio < 10)) ratios.push(spent(long) / spent(short));
  expect(Math.min(...ratios)).toBeLessThan(10);
}

describe('reading a hostile text', () => {
  it('quotes what stands there, whatever it is given', () => {
    fc.assert(
      fc.property(rubbish, (text) => expectSound(text, readDirective(text))),
      { numRuns: 300 },
    );
  });

  it.each(samples)('reads $name with its lines mixed, its marks left out and its letters decomposed', ({ text }) => {
    fc.assert(
      fc.property(damaged(text), (made) => expectSound(made, readDirective(made))),
      { numRuns: 25 },
    );
  });

  it.each(samples)('reads $name the same way twice', ({ text }) => {
    expect(readDirective(text)).toEqual(readDirective(text));
  });

  for (const [name, made] of Object.entries(MONOTONOUS)) {
    const test = SLOW_YET.has(name) ? it.skip : it;
    test(`takes time in proportion to length: ${name}`, () => expectLinear(made));
  }

  it('reads a megabyte in one line, without a mark', () => {
    const bare = samples.map(({ text }) => text.normalize('NFC').replace(/[\s.,;:()-]+/g, ' ')).join(' ');
    expect(spent(bare.repeat(Math.ceil(1_000_000 / bare.length)))).toBeLessThan(15_000);
  });

  it.each(['\n', ' '])('takes time in proportion to length: the samples over and over, lines joined by %j', (joint) => {
    const line = samples.map(({ text }) => text.normalize('NFC').replace(/\s*\n\s*/g, joint)).join(joint);
    expectLinear((letters) => line.repeat(Math.ceil(letters / line.length)).slice(0, letters));
  });
});
