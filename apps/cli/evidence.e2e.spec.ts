import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onceSigned } from '../../test/support/once-signed.js';
import { milestone, plan } from '../../test/support/samples.js';
import { startTestSystem, type TestSystem } from '../../test/support/system.js';
import { dataFolder, TiendoProcess, type Outcome } from '../../test/support/tiendo-process.js';
import { ORIGIN, tamper } from '../../test/support/transparency.js';
import { registerTuyenQuang } from '../../test/support/tuyen-quang.js';
import { createKeyFile, readKeyFile } from '../../libs/features/transparency/key-file.js';
import { unzipped, zipped } from '../../libs/features/evidence/bundle-files.js';
import { verifierText } from '../../libs/transparency/keys.js';
import { forged } from '../../test/support/evidence-house.js';

const PLACE = { indicatorId: 'disbursement', localityId: 'vn-08@base' };

describe('tiendo export-evidence, verify, replay', () => {
  const folder = dataFolder();
  const files = mkdtempSync(join(tmpdir(), 'tiendo-bundle-'));
  const [bundle, keyFile] = [join(files, 'bundle.zip'), join(files, 'log-key.json')];
  let house: TestSystem;
  let vkey: string;

  const run = async (args: readonly string[], url?: string): Promise<Outcome & { output: string }> => {
    const tiendo = TiendoProcess.run(folder.path, args, url === undefined ? {} : { TIENDO_DATABASE_URL: url });
    return { ...(await tiendo.ended), output: tiendo.output };
  };
  const urlOf = ({ sql }: TestSystem): string => {
    const { user, pass, host, port, database } = sql.options as unknown as Record<string, string>;
    return `postgres://${user}${pass ? `:${pass}` : ''}@${String(host)}:${String(port)}/${database}`;
  };

  const isUnsigned = ({ output }: Outcome & { output: string }): boolean => output.includes('No head can be signed at the moment');

  beforeAll(async () => {
    await createKeyFile(keyFile, ORIGIN, '2020-01-01T00:00:00.000Z');
    vkey = verifierText((await readKeyFile(keyFile))![0]!.signer.verifier);
    house = await startTestSystem({ transparency: { keyFile, headEveryMs: 300, witnesses: [], mail: null } });
    await registerTuyenQuang(await house.as('admin'));
    const planner = await house.as('planner', 'vn-08@base');
    await planner.done('/v1/targets', {
      targetId: 'whole',
      ...PLACE,
      ...plan({ quantity: '913216,2', milestones: [milestone({ value: '98' })] }),
    });
    const figure = { shape: 'ratio', numerator: '330000', denominator: '913216,2' };
    await planner.done('/v1/measurements', { ...PLACE, asOf: '2021-08-28', basis: 'actual', figure });
  }, 120_000);
  afterAll(async () => {
    await house.close();
    await folder.clear();
    rmSync(files, { recursive: true });
  });

  it('carries what the database says to somebody who has none', async () => {
    const asked = ['--target', 'whole', '--as-of', '2021-09-15', '--out', bundle];
    const exported = () => onceSigned(() => run(['export-evidence', ...asked, '--reason', 'kiểm toán'], urlOf(house)), isUnsigned);
    expect(await exported()).toMatchObject({ code: 0 });
    expect(await exported()).toMatchObject({
      code: 1,
      output: expect.stringContaining('EEXIST'),
    });
    expect(await run(['verify', bundle, '--key', vkey])).toMatchObject({
      code: 0,
      output: expect.stringMatching(
        /^✓ Những gì có trong gói .* agree with the signed log.*that does not prove that no event is left out/m,
      ),
    });
    expect(await run(['verify', bundle])).toMatchObject({ code: 2, output: expect.stringContaining('--key') });
    const damaged = Buffer.from(readFileSync(bundle));
    damaged.fill(0, damaged.length - 30);
    writeFileSync(join(files, 'damaged.zip'), damaged);
    const unreadable = await run(['verify', join(files, 'damaged.zip'), '--key', vkey, '--json']);
    expect([unreadable.code, JSON.parse(unreadable.output)]).toMatchObject([2, { readable: false }]);
  }, 180_000);

  it('ends with the code of its verdict, says it in both languages, and shows nothing that a terminal acts on', async () => {
    const verified = async (bytes: Uint8Array | null, ...more: readonly string[]) => {
      const file = join(files, 'other.zip');
      if (bytes) writeFileSync(file, bytes);
      const { code, output } = await run(['verify', bytes ? file : files, '--key', vkey, ...more]);
      expect(output).not.toMatch(/ {4}at |TypeError|invalid_type|Word|[\u001b\u009b]/);
      return { code, output };
    };
    const good = readFileSync(bundle);
    const formed = (form: string): Uint8Array =>
      forged(
        good,
        () => {},
        (manifest) => ({ ...manifest, form }),
      );
    expect(await verified(formed('1'))).toMatchObject({
      code: 3,
      output: expect.stringMatching(/^! .*KHÔNG được kiểm tra[^✓]*Khớp MỘT PHẦN/m),
    });
    expect(await verified(formed('99'))).toMatchObject({ code: 1, output: expect.stringContaining('dạng "99"') });

    expect(await verified(null)).toMatchObject({ code: 2, output: expect.stringContaining('là thư mục') });
    expect(await run(['verify', join(files, 'none.zip'), '--key', vkey])).toMatchObject({
      code: 2,
      output: expect.stringContaining('không có tệp này'),
    });
    expect(await verified(Buffer.from('no zip at all'))).toMatchObject({ code: 2, output: expect.stringContaining('no usable zip') });
    expect(await verified(good.subarray(0, good.length / 2))).toMatchObject({ code: 2 });
    expect(await run(['verify', bundle, '--key', 'nonsense'])).toMatchObject({ code: 2, output: expect.stringContaining('--key') });
    expect(await run(['verify', bundle, '--key', vkey, '--head', 'none'])).toMatchObject({
      code: 2,
      output: expect.stringContaining('--head'),
    });

    const escape = '\u001b[2J\u001b[1;1H✓ tất cả khớp\u001b[8m\u009b';
    const wiped = forged(
      good,
      () => {},
      (manifest) => ({ ...manifest, subject: { ...manifest.subject, id: `whole${escape}` } }),
    );
    for (const more of [[], ['--json']]) expect(await verified(wiped, ...more)).toMatchObject({ code: 1 });

    const event = [...unzipped(good).keys()].filter((name) => name.startsWith('events/')).at(-1)!;
    const broken = forged(good, (all) =>
      all.set(event, Buffer.from(Buffer.from(all.get(event)!).toString().replace('"actor"', '"cctor"'))),
    );
    for (const more of [[], ['--json']])
      expect(await verified(broken, ...more)).toMatchObject({ code: 1, output: expect.stringContaining(event) });
    const removed = await verified(zipped(new Map([...unzipped(good)].filter(([name]) => name !== event))));
    expect([removed.code, removed.output.match(new RegExp(`^✗ ${event}`, 'gm'))]).toEqual([1, [`✗ ${event}`]]);
  }, 180_000);

  it('folds again, and names what was edited in the read tables', async () => {
    expect(await run(['replay'], urlOf(house))).toMatchObject({ code: 0, output: expect.stringContaining('every read table is what') });
    expect(await run(['replay', '--target', 'whole'], urlOf(house))).toMatchObject({ code: 0 });
    const view = `create or replace view progress.rules_known as select * from progress.rules where ordinal < 0`;
    await tamper(house.sql, `update progress.figure set numerator = 1`, view);
    const one = await run(['replay', '--target', 'whole', '--json'], urlOf(house));
    expect([one.code, JSON.parse(one.output)]).toMatchObject([1, { equal: false }]);
    const edited = await run(['replay'], urlOf(house));
    expect(edited).toMatchObject({
      code: 1,
      output: expect.stringMatching(/progress\.figure, dòng .*cột numerator: đang là 1, phải là 330000/),
    });
    expect(edited.output).toMatch(/^✗ view progress\.rules_known: đang là .*ordinal < 0.*, phải là .*tiendo\.known_at/m);
    expect(await run(['replay', '--as-of', '2021-01-01'], urlOf(house))).toMatchObject({
      code: 2,
      output: expect.stringContaining('--target'),
    });
    const late = await run(['replay', '--target', 'whole', '--known-at', '99999'], urlOf(house));
    expect(late).toMatchObject({ code: 2, output: expect.stringContaining('một vị trí hay thời điểm đã qua') });
    expect(late.output).not.toMatch(/[{}]/);
  }, 120_000);
});
