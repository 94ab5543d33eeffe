import { expect, it } from 'vitest';
import { add, closingLine, failure, playwrightCounts, success, vitestCounts } from './counts.mjs';

it('adds up, and names skipped tests only where there are some', () => {
  expect(closingLine(add(success, add(success, failure)))).toBe('2 passed, 1 failed');
  expect(closingLine({ passed: 3, failed: 1, flaky: 1, skipped: 2 })).toBe(
    '3 passed, 1 failed, 1 of them passed at a second try, 2 skipped',
  );
});

it('counts a file that cannot be loaded as a failure', () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 1,
    numPendingTests: 2,
    testResults: [
      { status: 'passed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
    ],
  };
  expect(vitestCounts(report)).toEqual({ passed: 4, failed: 2, flaky: 0, skipped: 2 });
});

it('takes nothing flaky for passed, and tells it apart', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 }, errors: [{}] };
  expect(playwrightCounts(report)).toEqual({ passed: 5, failed: 3, flaky: 1, skipped: 1 });
  expect(playwrightCounts({})).toEqual({ passed: 0, failed: 0, flaky: 0, skipped: 0 });
});
