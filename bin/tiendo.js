#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';

// A checkout is built on the way, in a moment; an image holds dist/ only.
if (existsSync(join(import.meta.dirname, '../apps/cli/main.ts'))) {
  const { build } = await import('../scripts/build.js');
  await build();
}
const { main } = await import('../dist/apps/cli/main.js');
await main(process.argv);
