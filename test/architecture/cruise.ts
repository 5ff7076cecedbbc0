import { createRequire } from 'node:module';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

/** Runs the import rules over folders of `baseDir`; each violation as `rule: from -> to`. */
export async function violations(baseDir: string, folders: readonly string[]): Promise<string[]> {
  const { output } = await cruise(
    [...folders],
    { ...config.options, baseDir, validate: true, ruleSet: { forbidden: config.forbidden } },
    undefined,
    {
      tsConfig: extractTSConfig(`${import.meta.dirname}/../../tsconfig.json`),
    },
  );
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

/** The names of all rules. */
export const ruleNames: readonly string[] = config.forbidden.map((rule: { name: string }) => rule.name);
