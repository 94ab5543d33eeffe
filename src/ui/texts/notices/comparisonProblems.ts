import type { ComparisonProblem } from '../../../protocol/problem.ts';
import type { ProblemText } from './problems.ts';

const NO_TABLE = 'Strategies cannot be compared without the benchmark’s table.';
const MAKE_IT =
  'Whoever serves this page can put it there: "npm run benchmark -- --recipe judged" makes it, then the page is built again.';

export function comparisonProblem(problem: ComparisonProblem): ProblemText {
  switch (problem.kind) {
    case 'table-missing':
      return { what: NO_TABLE, rest: `There is no ${problem.url}. ${MAKE_IT}` };
    case 'table-refused': {
      const { status, url } = problem;
      return { what: NO_TABLE, rest: `The server answered ${status} for ${url}. Try again in a while.` };
    }
    case 'table-unreachable': {
      const { url, why } = problem;
      return {
        what: NO_TABLE,
        rest: `${url} could not be fetched (${why}). Check the connection, then try again.`,
      };
    }
    case 'table-not-json':
      return {
        what: NO_TABLE,
        rest: `${problem.url} is not JSON: it is damaged, or another file was served in its place. ${MAKE_IT}`,
      };
    case 'table-damaged':
      return { what: NO_TABLE, rest: `${problem.why} ${MAKE_IT}` };
    case 'worker-ended':
      return {
        what: 'The comparison stopped: its worker ended unexpectedly.',
        rest: `${problem.why} Try again.`,
      };
    default:
      return problem satisfies never;
  }
}
