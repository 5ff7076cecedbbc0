import fc from 'fast-check';
import { forged, jsonIn, resigned, startEvidenceHouse, type EvidenceHouse } from '../../../test/support/evidence-house.js';
import { changedAt, jsonText, mutation, pathsIn, type Json, type Path } from '../../../test/support/mutated-json.js';
import type { History } from '../../contract/histories.js';
import { printable } from '../histories/printable.js';
import type { PrintHistory } from '../http/target-evidence.js';
import { canonicalBytes, unzipped, zipped, type Manifest } from './bundle-files.js';
import { sentenceOf } from './bundle-findings.js';
import { plainJson } from './bundle-text.js';
import { checkBundle, type Checked } from './check-bundle.js';
import { FORM } from './form.js';

/** The page without its typeface: a forger prints it anew each time. */
const print: PrintHistory = async (story) => Promise.resolve(Buffer.from(JSON.stringify(printable(story, 'vi'))));

type Files = Map<string, Uint8Array>;

/** A number that follows from a seed. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('a forged bundle', () => {
  let house: EvidenceHouse;
  let bundle: Uint8Array;

  beforeAll(async () => {
    house = await startEvidenceHouse();
    bundle = await printed(house.now);
  }, 120_000);
  afterAll(() => house.close());

  /** As a forger who has the program: story printed, sums made. */
  const printed = async (bytes: Uint8Array, claims?: (manifest: Manifest) => object): Promise<Uint8Array> => {
    const page = await print(jsonIn<History>(unzipped(bytes), 'history.json'), 'vi').catch(() => new Uint8Array());
    return forged(bytes, (files) => files.set('history.pdf', page), claims);
  };
  const edited = (bytes: Uint8Array, name: string, change: (value: never) => unknown): Uint8Array =>
    forged(bytes, (files) => files.set(name, canonicalBytes(change(jsonIn(files, name)))));
  const check = (bytes: Uint8Array): Promise<Checked> => checkBundle(bytes, { keys: house.keys, kept: [], print });
  const said = ({ findings }: Checked): string =>
    findings
      .map(sentenceOf)
      .map(({ vi, en }) => `${vi}\n${en}`)
      .join('\n');

  it('is told from a sound one', async () => {
    expect(await check(bundle)).toMatchObject({ verdict: 'agrees', findings: [], unchecked: [] });
    expect(await check(await printed(house.before))).toMatchObject({ verdict: 'agrees', findings: [] });
  });

  it('cannot switch off what is checked by another form', async () => {
    const otherWords = (files: Files): void => {
      const text = Buffer.from(files.get('history.json')!).toString();
      files.set('history.json', Buffer.from(text.replaceAll(' corrected the ', ' amended the ')));
      files.set('history.pdf', Buffer.from('%PDF-1.4 forged'));
    };
    const inForm = (form: string): Uint8Array => forged(bundle, otherWords, (manifest) => ({ ...manifest, form }));
    expect((await check(inForm(FORM))).verdict).toBe('differs');
    for (const form of ['99', '0', '-1', '1e0', '01', '', 'x', String(Number(FORM) + 1)])
      expect([form, await check(inForm(form))]).toEqual([form, expect.objectContaining({ verdict: 'differs' })]);
    expect(said(await check(inForm('99')))).toContain('manifest.json, form: chương trình này không biết dạng "99"');
    const earlier = await check(inForm('1'));
    expect(earlier).toMatchObject({ verdict: 'partly', findings: [] });
    expect(earlier.unchecked.map(({ vi }) => vi).join()).toContain('trang in history.pdf và HUONG-DAN.txt KHÔNG được kiểm tra');
  });

  it('cannot tell another moment than its events and its head allow', async () => {
    const claimed = async (from: Uint8Array, knownAt: object, log: object = {}): Promise<Checked> => {
      const whole = { ...jsonIn<Manifest>(unzipped(from), 'manifest.json').knownAt, ...knownAt };
      const story = edited(from, 'history.json', (history: History) => ({ ...history, knownAt: whole }));
      return check(await printed(story, (manifest) => ({ ...manifest, knownAt: whole, log: { ...manifest.log, ...log } })));
    };
    const { log, knownAt } = jsonIn<Manifest>(unzipped(bundle), 'manifest.json');
    const early = 'knownAt.at: ghi "2021-09-30T10:00:00Z", phải là';
    // The event at that very position is in the bundle, or it is not.
    expect(said(await claimed(bundle, { at: '2021-09-30T10:00:00Z' }))).toContain(`${early} 20`);
    expect(said(await claimed(house.before, { ...knownAt, at: '2021-09-30T10:00:00Z' }))).toContain(`${early} >= 20`);
    expect(said(await claimed(bundle, { at: '2999-09-30T10:00:00Z' }))).toContain('log.signedAt: ghi ');
    expect(said(await claimed(bundle, { at: null }))).toContain('knownAt.at: ghi null');
    expect(said(await claimed(bundle, { position: '3' }))).toContain('knownAt.position: ghi "3", phải là >= ');
    expect(said(await claimed(bundle, { position: String(log.size + 1) }))).toContain(`phải là <= ${log.size}`);
    expect(said(await claimed(bundle, {}, { signedAt: '2020-01-01T00:00:00.000Z' }))).toContain('log.signedAt: ghi "2020');
    expect(said(await claimed(bundle, {}, { origin: 'kiemtoan.gov.vn/log' }))).toContain('log.origin: ghi "kiemtoan.gov.vn/log"');
    expect(
      said(
        await check(
          forged(
            bundle,
            () => {},
            (manifest) => ({ ...manifest, knownAt: { ...knownAt, at: '2999-01-01T00:00:00Z' } }),
          ),
        ),
      ),
    ).toContain('history.json, knownAt.at: manifest.json ghi "2999');

    // Later events left out and another moment said: it cannot be seen, and that is said beside the moment, with how many there may be.
    const omission = await claimed(await printed(house.before), knownAt, {});
    expect(omission.verdict).toBe('agrees');
    const others = Number(knownAt.position) - omission.events;
    expect(omission.moment?.en).toContain(`NOT proven: that none of the ${others} other entries of the log`);
    expect(omission.moment?.vi).toContain(`TỰ NÊU là đã biết đến vị trí ${knownAt.position}`);
  });

  it('cannot call a place or an indicator by another name', async () => {
    for (const [field, text] of [
      ['row.locality.name', '"name":"Tuyên Quang"'],
      ['row.locality.fullName', '"fullName":"Tỉnh Tuyên Quang"'],
      ['row.indicator.name', '"name":"Giải ngân vốn đầu tư công"'],
      ['row.directive.number', '"number":"1510/UBND-TH"'],
    ] as const) {
      const other = forged(bundle, (files) => {
        const before = Buffer.from(files.get('progress.json')!).toString();
        expect(before).toContain(text);
        files.set('progress.json', Buffer.from(before.replace(text, text.replace(/"[^"]*"$/, '"Khác"'))));
      });
      expect(said(await check(other))).toContain(`progress.json, ${field}: đã hiển thị "Khác"`);
    }
  });

  it('cannot carry a file or a member that no bundle has', async () => {
    const more = forged(bundle, (files) => files.set('KET-LUAN.pdf', Buffer.from('%PDF')));
    expect(said(await check(more))).toContain('KET-LUAN.pdf: gói bằng chứng không có tệp nào tên như vậy');
    const member = edited(bundle, 'progress.json', (value: { row: object }) => ({ ...value, row: { ...value.row, verdict: 'achieved' } }));
    expect(said(await check(member))).toContain('progress.json: sai quy cách: có trường lạ');
  });

  it('says nothing that a terminal would act on, and nothing without end', async () => {
    const escape = '\u001b[2J\u001b[1;1H✓ tất cả khớp\u001b[8m\u009b2J\u202e\n';
    const long = 'x'.repeat(60_000);
    const claims = (path: 'origin' | 'id', text: string) => (manifest: Manifest) => ({
      ...manifest,
      ...(path === 'id' ? { subject: { ...manifest.subject, id: text } } : { log: { ...manifest.log, origin: text } }),
    });
    const text = (name: string, from: RegExp, to: string): Uint8Array =>
      forged(bundle, (files) => files.set(name, Buffer.from(Buffer.from(files.get(name)!).toString().replace(from, to))));
    const event = [...unzipped(bundle).keys()].filter((name) => name.startsWith('events/')).at(-1)!;
    const head = Buffer.from(unzipped(bundle).get('heads/head.txt')!).toString().split('\n')[0]!;
    for (const tail of [escape, long])
      for (const forgery of [
        ...(['origin', 'id'] as const).map((path) => forged(bundle, () => {}, claims(path, `evil${tail}`))),
        text(event, /"stream":"/, `"stream":${JSON.stringify(`evil${tail}`).slice(0, -1)}`),
        text('history.json', /"sentence":\{"en":"/, `"sentence":{"en":${JSON.stringify(`evil${tail}`).slice(0, -1)}`),
        text('heads/head.txt', new RegExp(`^${head}`), `evil${tail.replace('\n', '')}`),
      ]) {
        const checked = await check(forgery);
        expect(checked.verdict).toBe('differs');
        for (const line of said(checked).split('\n')) expect([/[\p{Cc}\p{Cf}]/u.test(line), line.length < 1_200]).toEqual([false, true]);
        expect(plainJson(checked).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      }
  });

  it('is found out by every member of every file, but for those that are said to be unproven', async () => {
    const unproven = new Set<string>();
    for (const file of ['manifest.json', 'progress.json', 'history.json', 'proofs.json', 'keys.json']) {
      const value = jsonIn<Json>(unzipped(bundle), file);
      for (const [path, leaf] of leavesOf(value))
        for (const instead of others(leaf)) {
          const changed = changedAt(value, path, () => instead);
          if (file === 'manifest.json' && path[0] === 'files') continue;
          const other = forged(bundle, (files) => files.set(file, canonicalBytes(changed)));
          const bytes = file === 'history.json' ? await printed(other) : other;
          if ((await check(bytes)).verdict === 'agrees')
            unproven.add(`${file} ${path.map((one) => (typeof one === 'number' ? '*' : one)).join('.')}`);
        }
    }
    expect([...unproven].sort()).toEqual([
      'keys.json keys.*.from',
      'keys.json keys.*.until',
      'manifest.json log.signedAt',
      'progress.json row.lastPosition',
    ]);
  }, 300_000);

  it('is told, and breaks nothing down, whatever stands in place of whichever value', async () => {
    const files = unzipped(bundle);
    const places = [...files.keys()]
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => pathsIn(jsonIn<Json>(files, name)).map((path) => [name, path] as const));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), mutation, async ([name, path], change) => {
        const bytes = Buffer.from(jsonText(changedAt(jsonIn<Json>(files, name), path, change)));
        fc.pre(!bytes.equals(files.get(name)!));
        const changed = zipped(new Map([...files, [name, bytes]]));
        const checked = await check(name === 'manifest.json' ? changed : forged(bundle, (all) => all.set(name, bytes)));
        expect(said(checked).replaceAll('\n', '')).not.toMatch(/\[object|[\p{Cc}\p{Cf}]/u);
        const isUnproven = name === 'keys.json' || String(path) === 'log,signedAt' || String(path) === 'row,lastPosition';
        if (!isUnproven && checked.verdict !== 'partly') expect(checked.verdict).toBe('differs');
      }),
      { numRuns: 60 },
    );
  }, 300_000);

  it('is told, and breaks nothing down, where whoever signs the log signed what no event says', async () => {
    const events = [...unzipped(bundle)].flatMap(([name]) => (name.startsWith('events/') ? [jsonIn<Json>(unzipped(bundle), name)] : []));
    const of = (change: (text: string) => string): Promise<Checked> =>
      check(
        resigned(
          bundle,
          events.map((event) => change(jsonText(event))),
          house.signer,
        ),
      );
    const at = (from: RegExp, to: string) => of((text) => text.replace(from, to));
    expect((await of((text) => text)).events).toBe(events.length);
    expect(said(await at(/"graceDays":\d+/, '"graceDays":9007199254740991'))).toContain('progress.json: it cannot be worked out');
    expect(said(await at(/"revision":1,/, '"revision":9007199254740991,'))).toContain('the event at revision 1 is missing');
    const long = await at(/"stream":"target-/, `"stream":"target-${'x'.repeat(70_000)}`);
    expect(said(long)).toContain('the names of stream and type are too long');
  }, 120_000);

  it('cannot mix positions of two stores', async () => {
    const { knownAt } = jsonIn<Manifest>(unzipped(bundle), 'manifest.json');
    const stroke = { ...knownAt, position: `${knownAt.position}/0` };
    const story = edited(bundle, 'history.json', (history: History) => ({ ...history, knownAt: stroke }));
    expect(said(await check(await printed(story, (manifest) => ({ ...manifest, knownAt: stroke }))))).toContain('history.json: malformed');
  });

  it('names the file of which a bit was flipped, wherever, and never breaks down', async () => {
    const random = randomFrom(20211001);
    for (const [name, bytes] of unzipped(bundle))
      for (let n = 0; n < 12; n++) {
        const flipped = Uint8Array.from(bytes);
        const [at, bit] = [random(bytes.length), random(8)];
        flipped[at] = flipped[at]! ^ (1 << bit);
        const place = `${name}, byte ${at}, bit ${bit}`;
        const plainly = await check(zipped(new Map([...unzipped(bundle), [name, flipped]])));
        expect([place, plainly.verdict, said(plainly).includes(name)]).toEqual([place, 'differs', true]);
        expect([place, said(plainly)]).toEqual([place, expect.not.stringMatching(/undefined|\[object|\{\w+\}|Invalid input/)]);
        if (name === 'manifest.json') continue;
        const remade = await check(forged(bundle, (files) => files.set(name, flipped)));
        const isUnproven = name === 'keys.json' || (name === 'progress.json' && remade.verdict === 'agrees');
        if (!isUnproven) expect([place, remade.verdict, said(remade).includes(name)]).toEqual([place, 'differs', true]);
      }
  }, 300_000);
});

function leavesOf(value: Json, path: Path = []): readonly (readonly [Path, Json])[] {
  if (Array.isArray(value)) return value.flatMap((one, n) => leavesOf(one, [...path, n]));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([name, one]) => leavesOf(one, [...path, name]));
  return [[path, value]];
}

/** Values of the same kind, near and far. */
function others(leaf: Json): readonly Json[] {
  if (typeof leaf === 'number') return [leaf + 1];
  if (typeof leaf === 'boolean') return [!leaf];
  if (leaf === null) return ['x', '1', '2999-01-01T00:00:00Z'];
  if (/^\d+$/.test(leaf as string)) return [String(Number(leaf) + 1), String(Number(leaf) - 1)];
  const next = String(leaf).replace(/\d/, (digit) => String((Number(digit) + 1) % 10));
  return [...new Set([next, `${String(leaf)}x`])].filter((text) => text !== leaf);
}
