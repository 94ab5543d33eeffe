import { messageOf } from '../../base/errors.ts';
import { fail, type Result } from '../../base/result.ts';
import type { Problem } from '../../protocol/protocol.ts';
import { type BenchmarkTable, decodeTable } from '../../studies/benchmark/table.ts';

/** The browser's, or a test's. */
export type FetchText = (url: string) => Promise<Pick<Response, 'ok' | 'status' | 'text'>>;

const MAKE_IT =
  'Whoever serves this page can put it there: "npm run tabulate" makes it, then the page is built again.';

/** The benchmark's table from its address; the failure says what is wrong with it and what to do. */
export async function fetchTable(fetch: FetchText, url: string): Promise<Result<BenchmarkTable, Problem>> {
  let text: string;
  try {
    const response = await fetch(url);
    if (response.status === 404) return problem(`There is no ${url}.`, MAKE_IT);
    if (!response.ok) {
      return problem(`The server answered ${response.status} for ${url}.`, 'Try again in a while.');
    }
    text = await response.text();
  } catch (thrown) {
    const why = `${url} could not be fetched (${messageOf(thrown)}).`;
    return problem(why, 'Check the connection, then try again.');
  }
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch {
    return problem(`${url} is not JSON: it is damaged, or another file was served in its place.`, MAKE_IT);
  }
  const table = decodeTable(written);
  return table.ok ? table : problem(table.error, MAKE_IT);
}

function problem(why: string, remedy: string): { readonly ok: false; readonly error: Problem } {
  return fail({
    what: 'Strategies cannot be compared without the benchmark’s table.',
    why,
    remedy,
    action: 'retry',
  });
}
