import { describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { checkQuotes, parseBorderline, parseGold } from '../../libs/reading/score-gold.js';
import { sumOfScores } from '../../libs/reading/score.js';
import { FLOORS, HEADS_NOT_YET } from './floors.js';
import { judged, shares, told } from './judged.js';
import { directives, HALVES, type Placed, type Sample } from './samples.js';

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const DOCUMENTS = ['000', '002', '003'];
const shared = existsSync(`${SHARED}gold/002.jsonl`) && existsSync(`${SHARED}directives/index.json`);
const withGold = shared ? describe : describe.skip;

function expectAtLeast(samples: readonly Pick<Sample, 'text' | 'annotations'>[], floors: Readonly<Record<string, number>>) {
  const reached = shares(sumOfScores(samples.map((sample) => judged(sample).score)));
  const below = Object.entries(floors).filter(([what, floor]) => (reached[what] ?? 0) < floor);
  expect(below.map(([what, floor]) => `${what}: ${reached[what]} where ${floor} was reached`)).toEqual([]);
}

describe.each(HALVES)('reading whole directives (%s)', (half) => {
  const samples = directives(half);

  it('finds as much, and as rightly, as it has before', () => {
    expectAtLeast(samples, FLOORS[half]);
  });

  it.each(samples.filter(({ name }) => !HEADS_NOT_YET.has(name)))('tells the head of $name', ({ text, head }) => {
    const { issuer, number, kind, place, issuedOn, meetingOn, locality, title } = judged({ text, annotations: [] }).reading.document;
    const wanted = [head['issuer'], head['number'], head['kind'], head['place'], head['issuedOn'], head['meetingOn'], head['locality']];
    expect([issuer, number, kind, place, issuedOn, meetingOn, locality].map(told)).toEqual(wanted.map(told));
    expect(told(title).endsWith(told(head['title']).slice(1))).toBe(true);
  });

  it.each(samples)('gives offsets in code points of $name as it is', ({ text }) => {
    const points = [...text];
    const { targets, measurements } = judged({ text, annotations: [] }).reading;
    for (const one of [...targets, ...measurements]) expect(one.text).toBe(points.slice(one.start, one.end).join(''));
  });
});

/** A document of ../shared with its annotations. */
function annotated(doc: string): Pick<Sample, 'text' | 'annotations'> {
  const index = JSON.parse(readFileSync(`${SHARED}directives/index.json`, 'utf8')) as { doc: string; file: string }[];
  const text = readFileSync(`${SHARED}directives/${index.find((entry) => entry.doc === doc)?.file ?? ''}`, 'utf8');
  const gold = parseGold(readFileSync(`${SHARED}gold/${doc}.jsonl`, 'utf8'));
  checkQuotes(gold, text);
  const spans = parseBorderline(readFileSync(`${SHARED}gold/borderline.json`, 'utf8'), new Set([doc]));
  const borderline = spans.map(({ start, end }) => ({ type: 'borderline', quote: '', start, end }));
  return { text, annotations: [...gold, ...borderline] as Placed[] };
}

withGold('reading the annotated directives (skipped where ../shared/gold is absent)', () => {
  it('finds as much, and as rightly, as it has before', () => {
    expectAtLeast(DOCUMENTS.map(annotated), FLOORS.gold);
  });
});
