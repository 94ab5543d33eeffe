import type { Browser, Page } from 'playwright/test';

const BEGIN = 'the traced part begins';

/** Of a trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** On the processor. */
  readonly tdur?: number;
}

/**
 * Tells what the page's thread did while `act` went on: the time of each task on the processor (ms), the longest first. A clock
 * on the wall would tell of whatever else the machine did meanwhile. Where `act` loads the page, its tasks count from the
 * first contentful paint on.
 */
export async function tasksOf(browser: Browser, page: Page, act: () => Promise<void>): Promise<number[]> {
  const categories = ['toplevel', 'loading', 'blink.user_timing', 'disabled-by-default-devtools.timeline'];
  await browser.startTracing(page, { categories });
  await page.evaluate((name) => performance.mark(name), BEGIN);
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const from = trace.traceEvents.findLast(({ name }) => name === 'firstContentfulPaint' || name === BEGIN);
  if (from === undefined) throw new Error('the trace does not hold the page');
  return trace.traceEvents
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === from.pid && tid === from.tid)
    .filter(({ ts }) => ts >= from.ts)
    .map(({ tdur = 0 }) => tdur / 1000)
    .sort((a, b) => b - a);
}
