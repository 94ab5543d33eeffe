import type { ComparisonCommand, ComparisonEvent } from '../../protocol/comparison.ts';
import { type CompareOptions, compare } from '../../studies/comparison/compare.ts';
import { coursesOf } from '../../studies/comparison/curves.ts';
import type { Tabulation } from '../../studies/comparison/tabulation.ts';
import { contestant } from './contestants.ts';
import { type FetchText, fetchTable } from './fetchTable.ts';

export interface ComparingPorts {
  readonly fetch: FetchText;
  emit(event: ComparisonEvent): void;
}

/**
 * Compares strategies on the benchmark's table, one command after the other. It is stopped by ending the worker that it
 * runs in: a search on a table holds nothing that would have to be let go.
 */
export function createComparing({
  fetch,
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
      emit(await compared(optionsOf(command, tabulation), emit));
    }
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

async function compared(
  options: CompareOptions,
  emit: ComparingPorts['emit'],
): Promise<Extract<ComparisonEvent, { type: 'compared' }>> {
  const comparing = compare(options);
  let step = await comparing.next();
  while (!step.done) {
    emit({ type: 'comparing', progress: step.value });
    step = await comparing.next();
  }
  const { value } = step;
  const contestants = value.contestants.map(({ progress: _, regrets: __, ...figures }) => figures);
  return { type: 'compared', comparison: { ...value, contestants }, courses: coursesOf(value) };
}
