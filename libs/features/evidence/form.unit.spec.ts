import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { history, type History } from '../../contract/histories.js';
import { targetProgress } from '../../contract/progress.js';
import type { StoredForm } from '../../domain/kernel/codec.js';
import { KnownThen } from '../../domain/story/known-then.js';
import { STORY_CODECS } from '../../domain/story/story-codecs.js';
import type { Happened } from '../../domain/story/story.js';
import { tell } from '../../domain/story/tell.js';
import { printHistory } from '../histories/target-story.js';
import * as names from './bundle-files.js';
import { FORM } from './form.js';
import { INSTRUCTION_TEXT } from './instructions.js';

/** What a bundle of a form is made of: a short hash of each part by its name. */
interface Recorded {
  readonly form: string;
  readonly parts: Readonly<Record<string, string>>;
}

const RECORD = new URL('form.golden.json', import.meta.url);
const GOLDEN = new URL('../../domain/golden/', import.meta.url);
const HOW = 'RECORD_FORM=1 npm test -- libs/features/evidence/form';

/** What is wrong with the form, in a sentence for whoever changed it; null where all is as recorded. */
function complaintOf(recorded: Recorded, form: string, parts: Recorded['parts']): string | null {
  const changed = Object.keys(recorded.parts).filter((name) => parts[name] !== recorded.parts[name]);
  const fresh = Object.keys(parts).filter((name) => !Object.hasOwn(recorded.parts, name));
  if (changed.length > 0 && form === recorded.form)
    return `Evidence bundles read otherwise than those of form ${form}: ${changed.join(', ')}. A bundle made before would be taken for forged. Raise FORM in libs/features/evidence/form.ts, then record it: ${HOW}`;
  if (changed.length > 0 || form !== recorded.form) return `Form ${form} of evidence bundles is not on record yet: ${HOW}`;
  return fresh.length > 0 ? `Not on record yet: ${fresh.join(', ')}. What was there before reads as it did, so FORM stays: ${HOW}` : null;
}

const short = (content: string | Uint8Array): string => hash('sha256', content).slice(0, 16);

/** What everything else is told after: named one by one, so that an example more changes nothing of the others. */
const BASE = [
  'LocalityRegistered.v1',
  'IndicatorDefined.v1',
  'DirectiveRegistered.v1',
  'TargetSet.v3',
  'MeasurementRecorded.v2',
  'AlertRaised.v1',
];
const PRINTED = [...BASE, 'MeasurementCorrected.v1', 'TargetRevised.v3', 'AlertAcknowledged.v1', 'TargetWithdrawn.v1'];

function exampleOf(name: string): Happened | null {
  const stored = JSON.parse(readFileSync(new URL(`${name}.json`, GOLDEN), 'utf8')) as StoredForm;
  const [category, codec] = Object.entries(STORY_CODECS).find(([, { types }]) => types.includes(stored.type)) ?? [];
  if (!category || !codec) return null;
  const event = codec.decode(stored);
  const { targetId, directiveId, indicatorId, localityId, year } = event.data as Record<string, string>;
  const figures = [indicatorId, localityId, year].join('.');
  const ids: Record<string, string | undefined> = { target: targetId, alert: targetId, directive: directiveId, measurement: figures };
  const id = ids[category] ?? (category === 'indicator' ? indicatorId : localityId) ?? category;
  return { category, id, event, actor: { name: 'Nguyễn Thị Hoà' } };
}

function missing(name: string): never {
  throw new Error(`no example ${name} that is told`);
}

const happened = (name: string): Happened => exampleOf(name) ?? missing(name);

function after(examples: readonly string[]): KnownThen {
  const known = new KnownThen();
  for (const name of examples) known.take(happened(name));
  return known;
}

/** A story of the examples, the same for ever. */
function printedStory(): History {
  const known = new KnownThen();
  const items = PRINTED.map((name, n): History['items'][number] => {
    const one = happened(name);
    const { directive, ...told } = tell(one, known) ?? missing(name);
    known.take(one);
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    return {
      ...{ position: String(n + 1), eventId: id, type: one.event.type, stream: `${one.category}-${one.id}`, revision: n },
      ...{ recordedAt: `2021-09-0${(n % 9) + 1}T02:03:04.000Z`, commandId: id, correlationId: id },
      ...{ who: { id: 'hoa', name: 'Nguyễn Thị Hoà', role: 'planner', locality: 'vn-08@base' } },
      ...(told as unknown as Pick<History['items'][number], 'about' | 'on' | 'changes' | 'reason' | 'sentence'>),
      directive: directive && { ...directive, name: known.directiveName(directive.id) },
      cause: n % 2 === 0 ? { kind: 'command', id, type: null, position: null } : { kind: 'event', id, type: 'DayBegan', position: '1' },
    };
  });
  const name = { vi: 'Mục tiêu di dời hộ dân, tỉnh Tuyên Quang', en: 'Target: relocated households, Tuyen Quang Province' };
  const subject = { kind: 'target', id: 'relocation-2021', name } as const;
  return { subject, knownAt: { position: '99', at: '2021-10-01T02:03:04Z' }, items, nextCursor: null };
}

/** The members and types of a file, without what is only said about them. */
const shapeOf = (schema: z.ZodType): string =>
  JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'output' }), (key, value: unknown) =>
    key === 'description' || key === 'examples' || key === 'title' ? undefined : value,
  );

async function partsNow(): Promise<Recorded['parts']> {
  const examples = readdirSync(GOLDEN)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -5))
    .sort();
  const [nothing, something] = [new KnownThen(), after(BASE)];
  const words = examples.flatMap((name) => {
    const one = exampleOf(name);
    return one ? [[`words of ${name}`, short(JSON.stringify([tell(one, nothing), tell(one, something)]))] as const] : [];
  });
  const files = {
    manifest: names.manifest,
    proofs: names.proofs,
    consistency: names.consistency,
    keys: names.keys,
    history,
    progress: targetProgress,
  };
  return Object.fromEntries([
    ['instructions', short(INSTRUCTION_TEXT)],
    ['printed page', short(await printHistory(printedStory(), 'vi'))],
    ...Object.entries(files).map(([name, schema]) => [`members of ${name}.json`, short(shapeOf(schema))]),
    ...words,
  ]) as Recorded['parts'];
}

describe('the form of evidence bundles', () => {
  it('is raised whenever the words, the page or the members of a bundle are not what they were', async () => {
    const parts = await partsNow();
    const recorded: Recorded = existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as Recorded) : { form: '', parts: {} };
    const complaint = complaintOf(recorded, FORM, parts);
    const mayRecord = complaint !== null && !complaint.includes('Raise FORM');
    if (process.env.RECORD_FORM && mayRecord) return writeFileSync(RECORD, `${JSON.stringify({ form: FORM, parts }, null, 2)}\n`);
    if (complaint !== null) throw new Error(complaint);
  });

  it('may stay where something new is told, and only there', () => {
    const recorded = { form: '2', parts: { page: 'a', words: 'b' } };
    expect(complaintOf(recorded, '2', { page: 'a', words: 'b' })).toBeNull();
    expect(complaintOf(recorded, '2', { page: 'a', words: 'c' })).toMatch(/otherwise than those of form 2: words\..* Raise FORM/);
    expect(complaintOf(recorded, '2', { page: 'a' })).toMatch(/: words\..* Raise FORM/);
    expect(complaintOf(recorded, '3', { page: 'a', words: 'c' })).toMatch(/^Form 3 .* not on record yet/);
    expect(complaintOf(recorded, '2', { page: 'a', words: 'b', more: 'd' })).toMatch(/^Not on record yet: more\. .* FORM stays/);
  });

  it('tells the examples in words that differ from each other', async () => {
    const words = Object.entries(await partsNow()).filter(([name]) => name.startsWith('words of '));
    expect(words.length).toBeGreaterThan(35);
    // Versions of one event may say the same; nothing else does.
    const alike = words.filter(([name, one], n) => words.findIndex(([, other]) => other === one) !== n && !/\.v[2-9]$/.test(name));
    expect(alike).toEqual([]);
  });
});
