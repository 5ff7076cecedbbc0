import { register } from 'node:module';

// `node --import ./test/support/register-typescript.js x.ts` runs TypeScript in a child process of a test.
register('./typescript-hooks.js', import.meta.url);
