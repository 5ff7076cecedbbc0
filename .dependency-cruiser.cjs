/**
 * Who may import whom (docs/adr/0001). test/architecture runs these rules over the source and proves,
 * with one wrong import per rule, that each of them can fail.
 */
const SPEC = '\\.spec\\.ts$';

/** Features that every other feature may use: the HTTP conventions and the door. */
const CROSS_CUTTING = 'http|access';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('no-circular', 'Two files that need each other are one file, or three.', { path: '^(libs|apps)/' }, { circular: true }),
    rule('resolvable', 'An import that cannot be resolved breaks the built program.', {}, { couldNotResolve: true }),
    rule(
      'domain-inward',
      'The domain imports nothing of the house but itself.',
      { path: '^libs/domain/', pathNot: SPEC },
      { path: '^(libs|apps|test|bench|catalog)/', pathNot: '^libs/domain/' },
    ),
    rule(
      'domain-pure',
      'No node:*, no framework, no driver in the domain: its answers depend on its arguments alone.',
      { path: '^libs/domain/', pathNot: SPEC },
      {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/(decimal\\.js|zod)/',
      },
    ),
    rule(
      'decimal-in-kernel',
      'decimal.js is used through kernel/decimal.ts, where its precision is set.',
      { path: '^libs/', pathNot: ['^libs/domain/kernel/decimal\\.ts$', SPEC] },
      { path: 'node_modules/decimal\\.js/' },
    ),
    rule(
      'domain-zod-in-codecs',
      'In the domain zod only checks stored events, in *.codec.ts.',
      { path: '^libs/domain/', pathNot: ['\\.codec\\.ts$', SPEC] },
      { path: 'node_modules/zod/' },
    ),
    rule(
      'contract-inward',
      'The contract knows zod and the words of the domain.',
      { path: '^libs/contract/', pathNot: SPEC },
      { path: '^(libs|apps|test|bench|catalog)/', pathNot: '^libs/(contract|domain)/' },
    ),
    rule(
      'contract-zod-only',
      'The page is built from the contract, so it needs nothing but zod.',
      { path: '^libs/contract/', pathNot: SPEC },
      {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: 'node_modules/zod/',
      },
    ),
    rule(
      'event-store-knows-no-kpi',
      'The event store knows events, not targets: of the house only the kernel.',
      { path: '^libs/event-store/', pathNot: SPEC },
      { path: '^(libs|apps|test|bench|catalog)/', pathNot: '^libs/(event-store|domain/kernel)/' },
    ),
    rule(
      'reading-inward',
      'The reader of directives knows the kernel and itself: text in, structure out.',
      { path: '^libs/reading/', pathNot: SPEC },
      { path: '^(libs|apps|test|bench|catalog)/', pathNot: '^libs/(reading|domain/kernel)/' },
    ),
    rule(
      'reading-pure',
      'No node:*, no framework, no package in the reader: its answers depend on the text alone.',
      { path: '^libs/reading/', pathNot: SPEC },
      { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'formats-inward',
      'Formats turn bytes into text and know nothing of what it says: of the house only the kernel.',
      { path: '^libs/formats/', pathNot: SPEC },
      { path: '^(libs|apps|test|bench|catalog)/', pathNot: '^libs/(formats|domain/kernel)/' },
    ),
    rule(
      'transparency-inward',
      'The transparency log knows entries, hashes and keys, not where they are kept: of the house only the kernel.',
      { path: '^libs/transparency/', pathNot: SPEC },
      { path: '^(libs|apps|test|bench|catalog)/', pathNot: '^libs/(transparency|domain/kernel)/' },
    ),
    rule(
      'transparency-pure',
      'Of all packages and node:* the log needs node:crypto alone, so that anybody can run its checks anywhere.',
      { path: '^libs/transparency/', pathNot: SPEC },
      {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '^(node:)?crypto$',
      },
    ),
    rule(
      'event-store-no-framework',
      'Nest lives in features.',
      { path: '^libs/(event-store|domain|contract|reading|formats|transparency)/' },
      { path: 'node_modules/@nestjs/' },
    ),
    rule(
      'features-no-sibling',
      'Features meet through events, never by import.',
      { path: '^libs/features/([^/]+)/', pathNot: SPEC },
      { path: '^libs/features/([^/]+)/', pathNot: `^libs/features/($1|${CROSS_CUTTING})/` },
    ),
    rule(
      'cross-cutting-stays-low',
      'What every feature may use must use none of them.',
      { path: `^libs/features/(${CROSS_CUTTING})/`, pathNot: SPEC },
      { path: '^libs/features/', pathNot: `^libs/features/(${CROSS_CUTTING})/` },
    ),
    rule('libs-not-apps', 'Libraries do not know who runs them.', { path: '^libs/', pathNot: SPEC }, { path: '^(apps|bench)/' }),
    rule(
      'web-contract-only',
      'The page knows the contract and nothing else of the house.',
      { path: '^apps/web/', pathNot: SPEC },
      { path: '^(libs|apps|test|bench|catalog)/', pathNot: '^(libs/contract|apps/web)/' },
    ),
    rule(
      'apps-apart',
      'API and projector meet in the store; only the command line starts both.',
      { path: '^apps/(api|projector)/', pathNot: SPEC },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    rule(
      'product-not-tests',
      'Nothing that ships imports a test or its helpers.',
      { path: '^(apps|libs)/', pathNot: SPEC },
      { path: ['^test/', SPEC] },
    ),
    rule(
      'product-no-dev-packages',
      'What the program imports must be installed with it.',
      { path: '^(apps|libs)/', pathNot: SPEC },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
