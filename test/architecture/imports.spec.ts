import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ruleNames, violations } from './cruise.js';

const ROOT = join(import.meta.dirname, '../..');

/** One wrong import per rule: the smallest tree of files that breaks it. */
const WRONG: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-circular': { 'libs/domain/a.ts': `import './b.js';`, 'libs/domain/b.ts': `import './a.js';` },
  resolvable: { 'libs/domain/a.ts': `import './nowhere.js';` },
  'domain-inward': { 'libs/domain/a.ts': `import '../contract/b.js';`, 'libs/contract/b.ts': '' },
  'domain-pure': { 'libs/domain/a.ts': `import 'node:fs';` },
  'decimal-in-kernel': { 'libs/domain/target/a.ts': `import { Decimal } from 'decimal.js'; export const x = new Decimal(1);` },
  'domain-zod-in-codecs': { 'libs/domain/target/target.decide.ts': `import { z } from 'zod'; export const x = z.string();` },
  'contract-inward': { 'libs/contract/a.ts': `import '../event-store/b.js';`, 'libs/event-store/b.ts': '' },
  'contract-zod-only': { 'libs/contract/a.ts': `import postgres from 'postgres'; export const x = postgres();` },
  'event-store-knows-no-kpi': { 'libs/event-store/a.ts': `import '../domain/target/b.js';`, 'libs/domain/target/b.ts': '' },
  'reading-inward': { 'libs/reading/a.ts': `import '../contract/b.js';`, 'libs/contract/b.ts': '' },
  'reading-pure': { 'libs/reading/text/a.ts': `import 'node:fs';` },
  'formats-inward': { 'libs/formats/a.ts': `import '../reading/b.js';`, 'libs/reading/b.ts': '' },
  'transparency-inward': { 'libs/transparency/a.ts': `import '../event-store/b.js';`, 'libs/event-store/b.ts': '' },
  'transparency-pure': { 'libs/transparency/a.ts': `import 'node:fs';` },
  'event-store-no-framework': { 'libs/event-store/a.ts': `import { Module } from '@nestjs/common'; export const x = Module;` },
  'features-no-sibling': { 'libs/features/targets/a.ts': `import '../progress/b.js';`, 'libs/features/progress/b.ts': '' },
  'cross-cutting-stays-low': { 'libs/features/http/a.ts': `import '../targets/b.js';`, 'libs/features/targets/b.ts': '' },
  'libs-not-apps': { 'libs/features/targets/a.ts': `import '../../../apps/api/b.js';`, 'apps/api/b.ts': '' },
  'web-contract-only': { 'apps/web/a.ts': `import '../../libs/domain/b.js';`, 'libs/domain/b.ts': '' },
  'apps-apart': { 'apps/api/a.ts': `import '../projector/b.js';`, 'apps/projector/b.ts': '' },
  'product-not-tests': { 'libs/domain/a.ts': `import '../../test/support/b.js';`, 'test/support/b.ts': '' },
  'product-no-dev-packages': { 'apps/api/a.ts': `import fc from 'fast-check'; export const x = fc;` },
};

/** Imports that look wrong and are not. */
const RIGHT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'decimal.js in kernel/decimal.ts': { 'libs/domain/kernel/decimal.ts': `import { Decimal } from 'decimal.js'; export const x = Decimal;` },
  'zod in a codec': { 'libs/domain/target/target.codec.ts': `import { z } from 'zod'; export const x = z;` },
  'a feature on the HTTP conventions': { 'libs/features/targets/a.ts': `import '../http/b.js';`, 'libs/features/http/b.ts': '' },
  'the event store on the kernel': { 'libs/event-store/a.ts': `import '../domain/kernel/b.js';`, 'libs/domain/kernel/b.ts': '' },
  'the reader on the kernel': { 'libs/reading/text/a.ts': `import '../../domain/kernel/b.js';`, 'libs/domain/kernel/b.ts': '' },
  'a feature on the reader': { 'libs/features/directives/a.ts': `import '../../reading/b.js';`, 'libs/reading/b.ts': '' },
  'an app on the formats': { 'apps/cli/a.ts': `import '../../libs/formats/b.js';`, 'libs/formats/b.ts': '' },
  'the transparency log on node:crypto and the kernel': {
    'libs/transparency/a.ts': `import 'node:crypto'; import '../domain/kernel/b.js';`,
    'libs/domain/kernel/b.ts': '',
  },
  'a test on its helpers': { 'libs/domain/a.unit.spec.ts': `import '../../test/support/b.js';`, 'test/support/b.ts': '' },
};

async function violationsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
  const dir = mkdtempSync(join(tmpdir(), 'tiendo-imports-'));
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'), 'junction');
    symlinkSync(join(ROOT, 'package.json'), join(dir, 'package.json'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), text);
    }
    return await violations(
      dir,
      ['libs', 'apps'].filter((folder) => existsSync(join(dir, folder))),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

describe('import rules', () => {
  it('hold for the whole source', async () => {
    expect(await violations(ROOT, ['libs', 'apps', 'test', 'bench'])).toEqual([]);
  });

  it('have one wrong import each that proves them', () => {
    expect(Object.keys(WRONG).sort()).toEqual([...ruleNames].sort());
  });

  it.each(Object.entries(WRONG))('refuse what %s forbids', async (rule, files) => {
    expect((await violationsOf(files)).map((violation) => violation.split(':')[0])).toContain(rule);
  });

  it.each(Object.entries(RIGHT))('allow %s', async (_name, files) => {
    expect(await violationsOf(files)).toEqual([]);
  });
});
