import { encodeRun } from '../../src/run/file/runFile.ts';
import { newRun } from '../../src/run/run.ts';
import { childCounts } from '../../src/settings/childGraph.ts';
import { tiny } from './playground.ts';
import { FINISHED } from './storedRun.ts';

/** A run of one tiny child, as its file has it: without weights. */
export function tinyRun(change: Partial<typeof tiny> = {}): string {
  const settings = { ...tiny, ...change, trials: 1 };
  const block = { inputs: [0, 1], operations: ['sepconv_3x3', 'identity'], combiner: 'add' } as const;
  const cell = { blocks: [block, { ...block, inputs: [2, 0] }] } as const;
  const architecture = { normal: cell, reduction: cell };
  const { trainable, multiplyAdds } = childCounts(architecture, settings);
  const created = '2026-01-31T12:00:00.000Z';
  return encodeRun({
    ...newRun({ name: FINISHED, created, settings }),
    phase: 'finished',
    trials: [
      {
        ...{
          number: 1,
          architecture,
          status: 'trained',
          accuracy: 0.1,
          reward: 0.1,
          trainable,
          multiplyAdds,
        },
        ...{ seconds: 2, epochs: [{ epoch: 1, loss: 2.3, trainAccuracy: 0.1, validationAccuracy: 0.1 }] },
      },
    ],
  });
}
