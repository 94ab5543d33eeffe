import { messageOf } from '../../base/errors.ts';
import { fail, type Result } from '../../base/result.ts';
import type { ComparisonProblem } from '../../protocol/problem.ts';
import { readTabulation } from '../../studies/comparison/readTabulation.ts';
import type { Tabulation } from '../../studies/comparison/tabulation.ts';

/** The browser's, or a test's. */
export type FetchText = (url: string) => Promise<Pick<Response, 'ok' | 'status' | 'text'>>;

/** The benchmark's table from its address; the failure says what is wrong with it. */
export async function fetchTable(
  fetch: FetchText,
  url: string,
): Promise<Result<Tabulation, ComparisonProblem>> {
  let text: string;
  try {
    const response = await fetch(url);
    if (response.status === 404) return fail({ kind: 'table-missing', url });
    if (!response.ok) return fail({ kind: 'table-refused', url, status: response.status });
    text = await response.text();
  } catch (thrown) {
    return fail({ kind: 'table-unreachable', url, why: messageOf(thrown) });
  }
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch {
    return fail({ kind: 'table-not-json', url });
  }
  const table = readTabulation(written);
  return table.ok ? table : fail({ kind: 'table-damaged', why: table.error });
}
