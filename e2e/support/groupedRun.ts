import { encodeRun } from '../../src/run/file/runFile.ts';
import { newRun } from '../../src/run/run.ts';
import { childCounts } from '../../src/settings/childGraph.ts';
import type { StandingInput } from '../../src/ui/search/board/groups/standing.ts';
import { FINISHED } from './storedRun.ts';

/** A finished run as a file, of trials and finalists that were made (ui/search/board/groups/testing). */
export function groupedRun({ settings, trials, finalists }: StandingInput): string {
  const counted = trials.map((trial) => {
    const { trainable, multiplyAdds } = childCounts(trial.architecture, settings);
    return { ...trial, trainable, multiplyAdds };
  });
  const created = '2026-01-31T12:00:00.000Z';
  return encodeRun({
    ...newRun({ name: FINISHED, created, settings }),
    phase: 'finished',
    trainedOn: { engine: 'compiled', backend: 'webgpu', adapter: 'NVIDIA GeForce RTX 4070 Laptop GPU' },
    trials: counted,
    finalists,
  });
}
