import { readdirSync, readFileSync } from 'node:fs';
import { DomainError } from './kernel/errors.js';
import { REFUSALS, refusalText } from './refusals.js';

const THROWN = /\b(refuse|reject|lacking|askToConfirm)\(\s*'(\w+)'/g;
const KINDS: Readonly<Record<string, string>> = { refuse: 'rule', reject: 'invalid', lacking: 'missing', askToConfirm: 'confirm' };

const domain = new URL('./', import.meta.url);
const thrown = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) =>
    [...readFileSync(new URL(file, domain), 'utf8').matchAll(THROWN)].map(([, how = '', code = '']) => [code, KINDS[how]] as const),
  );

describe('the list of refusals', () => {
  it('has every code that the domain throws, with its kind, and no other', () => {
    const listed = Object.entries(REFUSALS).map(([code, { kind }]) => [code, kind] as const);
    expect(Object.fromEntries(thrown)).toEqual(Object.fromEntries(listed));
    for (const [code, kind] of thrown) expect([code, kind]).toEqual([code, REFUSALS[code as keyof typeof REFUSALS].kind]);
  });

  it('says the same things in both languages', () => {
    const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const { vi, en } of Object.values(REFUSALS)) expect(places(vi)).toEqual(places(en));
  });

  it('makes sentences, and leaves codes of others alone', () => {
    const error = new DomainError('as_of_in_future', 'rule', { asOf: '2021-09-11', today: '2021-09-10' });
    expect(refusalText(error, 'en')).toBe('The as-of date 2021-09-11 is after today, 2021-09-10.');
    expect(refusalText(error, 'vi')).toBe('Ngày tính số liệu 2021-09-11 sau ngày hôm nay 2021-09-10.');
    expect(refusalText({ code: 'toString', params: {} }, 'en')).toBeNull();
  });
});
