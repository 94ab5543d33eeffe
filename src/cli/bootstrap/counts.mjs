// @ts-check
/** Adds up what different checkers report. */
import { readFileSync } from 'node:fs';

/**
 * `flaky`: of those that failed, how many passed when they were run a second time.
 * @typedef {Readonly<{ passed: number, failed: number, flaky: number, skipped: number }>} Counts
 */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, flaky: 0, skipped: 0 };
/** @type {Counts} */
export const success = { ...none, passed: 1 };
/** @type {Counts} */
export const failure = { ...none, failed: 1 };

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    flaky: a.flaky + b.flaky,
    skipped: a.skipped + b.skipped,
  };
}

/** @param {Counts} counts @returns {string} */
export function closingLine({ passed, failed, flaky, skipped }) {
  const others = [
    flaky > 0 ? `${flaky} of them passed at a second try` : '',
    skipped > 0 ? `${skipped} skipped` : '',
  ];
  return [`${passed} passed, ${failed} failed`, ...others.filter((words) => words !== '')].join(', ');
}

/** @param {string} file @returns {unknown} */
export function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
 *   testResults?: readonly { status?: string, assertionResults?: readonly unknown[] }[] }} report of Vitest
 * @returns {Counts}
 */
export function vitestCounts({
  numPassedTests = 0,
  numFailedTests = 0,
  numPendingTests = 0,
  numTodoTests = 0,
  testResults = [],
}) {
  // A file that cannot be loaded has no tests to count.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults?.length,
  );
  return {
    ...none,
    passed: numPassedTests,
    failed: numFailedTests + broken.length,
    skipped: numPendingTests + numTodoTests,
  };
}

/**
 * @param {{ stats?: { expected?: number, unexpected?: number, flaky?: number, skipped?: number },
 *   errors?: readonly unknown[] }} report of Playwright
 * @returns {Counts}
 */
export function playwrightCounts({ stats = {}, errors = [] }) {
  const { expected = 0, unexpected = 0, flaky = 0, skipped = 0 } = stats;
  return { passed: expected, failed: unexpected + flaky + errors.length, flaky, skipped };
}
