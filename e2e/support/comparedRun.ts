import { createRandom } from '../../src/base/random.ts';
import type { Trial } from '../../src/search/trial.ts';
import type { Architecture } from '../../src/space/architecture.ts';
import { mutateArchitecture } from '../../src/space/mutate.ts';
import { OPERATION_IDS } from '../../src/space/operations/index.ts';
import { presetOf } from '../../src/space/presets.ts';
import { runOf } from '../../src/ui/board/groups/testing/children.ts';
import { groupedRun } from './groupedRun.ts';

/** Accuracies of the children of `comparedRun`; the second, third and fourth change one decision more each of the one before. */
const OWN = [0.43, 0.45, 0.47, 0.41, null, 0.36, 0.45];

export interface ComparedStory {
  readonly hasBits?: boolean;
  readonly images?: number;
}

/**
 * A finished run as a file. Child 2 differs from child 1, NASNet-A, in one operation and one input of its normal cell and in one
 * combiner of its reduction cell; child 5 failed, child 7 takes the result of child 2 over, the others are drawn at random.
 */
export function comparedRun({ hasBits = true, images = 1000 }: ComparedStory = {}): string {
  const story = runOf({ own: OWN, images, hasBits, reused: { 7: 2 } });
  const random = createRandom(9);
  const space = { blocks: 5, operations: OPERATION_IDS };
  const nasnet = leftOutOutputs(presetOf('nasnet-a').architecture);
  const second = changed(nasnet);
  const third = mutateArchitecture(second, space, random);
  const fourth = mutateArchitecture(third, space, random);
  const known = [nasnet, second, third, fourth];
  const trials = story.trials.map((trial, index): Trial => {
    const architecture = known[(trial.reusedFrom ?? index + 1) - 1] ?? trial.architecture;
    return { ...trial, architecture };
  });
  return groupedRun({ ...story, trials });
}

const leftOutOutputs = ({ normal, reduction }: Architecture): Architecture => ({
  normal: { blocks: normal.blocks },
  reduction: { blocks: reduction.blocks },
});

function changed({ normal, reduction }: Architecture): Architecture {
  const [, second, , fourth] = normal.blocks;
  const combined = { ...reduction.blocks[1]!, combiner: 'concat' } as const;
  return {
    normal: {
      blocks: normal.blocks
        .with(1, { ...second!, inputs: [0, 1] })
        .with(3, { ...fourth!, operations: ['avgpool_3x3', 'identity'] }),
    },
    reduction: { blocks: reduction.blocks.with(1, combined) },
  };
}
