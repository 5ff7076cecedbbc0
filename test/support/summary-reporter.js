import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const LINGER_MS = 20_000;
const WIDTH = 200;
const MOST_LINES = 6;

/**
 * Closes a run with what a reader of its last lines wants to know: which event stores were put to the
 * contract, what was skipped (the describe title says why), what failed in short, and one line of totals, the last of all.
 */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const lines = [...stores(results), ...skips(results), ...failures(results), '', totals(results)];
    // The runner's own summary comes after every reporter, so these lines wait for the exit.
    process.once('exit', () => process.stdout.write(`\n${lines.join('\n')}\n`));
    // A test that failed half-way may leave a connection open; the run must end and tell all the same.
    setTimeout(() => process.exit(), LINGER_MS).unref();
  }
}

function stores({ testResults }) {
  const tested = testResults.filter(({ testFilePath }) => /[\\/]test[\\/]contract[\\/]/.test(testFilePath));
  const titles = grouped(
    tested.flatMap((file) => file.testResults),
    ({ ancestorTitles }) => ancestorTitles[0] ?? '',
  );
  return [...titles].map(([title, tests]) => {
    const passed = tests.filter(({ status }) => status === 'passed').length;
    return `${title}: ${passed === 0 ? 'not run' : `${passed} of ${tests.length} rules hold`}`;
  });
}

function skips({ testResults }) {
  const skipped = testResults.flatMap((file) => file.testResults).filter(({ status }) => status === 'pending' || status === 'todo');
  const titles = grouped(skipped, ({ ancestorTitles, title }) => ancestorTitles.join(' › ') || title);
  return [...titles].map(([title, tests]) => `skipped: ${tests.length} in "${title}"`);
}

function failures({ testResults }) {
  return testResults.flatMap(({ testFilePath, testExecError, testResults: tests }) => {
    const file = relative(process.cwd(), testFilePath);
    const failed = tests.filter(({ status }) => status === 'failed');
    const told = failed.map(({ fullName, failureMessages }) => [`failed: ${file}: ${fullName}`, ...failureMessages.flatMap(inShort)]);
    return testExecError ? [`failed: ${file} could not be run`, ...inShort(testExecError.message)] : told.flat();
  });
}

/** The first lines of what is told of an error, and of its cause; a counterexample may take thousands, a trace a dozen. */
function inShort(message) {
  const lines = stripVTControlCharacters(message).split('\n');
  const causes = lines.flatMap((line, index) => (/^\s*(\[?cause\]?:|Cause:)/i.test(line) ? [index] : []));
  const told = [0, ...causes].flatMap((from) =>
    lines
      .slice(from)
      .filter((line) => line.trim() !== '' && !/^\s*at /.test(line))
      .slice(0, MOST_LINES),
  );
  return [...new Set(told.map((line) => `  ${line.trim().slice(0, WIDTH)}`))];
}

function totals({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests }) {
  // A file that could not be loaded counts as a failure, though none of its tests is known.
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return `${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`;
}

function grouped(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
