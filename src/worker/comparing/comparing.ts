import type { ComparisonCommand, ComparisonEvent } from '../../protocol/comparison.ts';
import { type CompareOptions, type Comparison, compare } from '../../studies/comparison/compare.ts';
import { regretCourses } from '../../studies/comparison/curves.ts';
import type { Tabulation } from '../../studies/comparison/tabulation.ts';
import { contestant } from './contestants.ts';
import { type FetchText, fetchTable } from './fetchTable.ts';

export interface ComparingPorts {
  readonly fetch: FetchText;
  /** In seconds, rising. */
  readonly now: () => number;
  emit(event: ComparisonEvent): void;
}

/** Working out what is known so far may take this share of the time, so that it hardly delays the end. */
const SHARE = 0.2;

/**
 * Compares strategies on the benchmark's table, one command after the other, and tells between seeds what is known so far. It
 * is stopped by ending the worker that it runs in: a search on a table holds nothing that would have to be let go.
 */
export function createComparing({
  fetch,
  now,
  emit,
}: ComparingPorts): (command: ComparisonCommand) => Promise<void> {
  let tabulation: Tabulation | null = null;

  const perform = async (command: ComparisonCommand): Promise<void> => {
    if (command.type === 'open') {
      const fetched = await fetchTable(fetch, command.url);
      tabulation = fetched.ok ? fetched.value : null;
      if (fetched.ok) emit({ type: 'benchmark', benchmark: fetched.value.benchmark });
      else emit({ type: 'problem', problem: fetched.error });
    } else if (tabulation !== null) {
      await compareAll(optionsOf(command, tabulation));
    }
  };

  const compareAll = async (options: CompareOptions): Promise<void> => {
    const start = now();
    const tell = (comparison: Comparison): void =>
      emit({ type: 'compared', ...drawn(comparison), asked: options.seeds.length, seconds: now() - start });
    const comparing = compare(options);
    let telling = 0;
    let step = await comparing.next();
    while (!step.done) {
      const { soFar, done, total } = step.value;
      emit({ type: 'comparing', progress: { done, total } });
      const before = now();
      if (soFar !== null && done < total && telling <= SHARE * (before - start)) {
        tell(soFar());
        telling += now() - before;
      }
      step = await comparing.next();
    }
    tell(step.value);
  };

  let before: Promise<void> = Promise.resolve();
  return (command) => {
    before = before.then(() => perform(command));
    return before;
  };
}

function optionsOf(
  { contestants, seeds, trials }: Extract<ComparisonCommand, { type: 'compare' }>,
  tabulation: Tabulation,
): CompareOptions {
  const { costTarget, costExponent } = tabulation.benchmark.settings;
  return {
    contestants: contestants.map((id) => contestant(id, tabulation)),
    tabulation,
    reward: { reward: 'accuracy', costTarget, costExponent },
    trials,
    seeds: Array.from({ length: seeds }, (_, index) => index + 1),
  };
}

/** What the page draws: curves instead of every search. */
export function drawn(
  comparison: Comparison,
): Pick<Extract<ComparisonEvent, { type: 'compared' }>, 'comparison' | 'regrets'> {
  const contestants = comparison.contestants.map(({ progress: _, regrets: __, ...figures }) => figures);
  return { comparison: { ...comparison, contestants }, regrets: regretCourses(comparison) };
}
