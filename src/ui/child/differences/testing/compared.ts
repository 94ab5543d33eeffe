import { createRandom } from '../../../../base/random.ts';
import type { Trial } from '../../../../search/trial.ts';
import type { Architecture } from '../../../../space/architecture.ts';
import { mutateArchitecture } from '../../../../space/mutate.ts';
import { PAPER_OPERATION_IDS } from '../../../../space/operations/index.ts';
import { presetOf } from '../../../../space/presets.ts';
import type { StandingInput } from '../../../search/board/groups/standing.ts';
import { runOf } from '../../../search/board/groups/testing/children.ts';

export interface ComparedStory {
  readonly hasBits?: boolean;
  readonly images?: number;
}

/** Own accuracies of the children of `comparedChildren`. */
const OWN = [0.43, 0.45, 0.47, 0.41, null, 0.36, 0.45];

/**
 * A run of seven for tests, pictures and the gallery. Child 2 differs from child 1, NASNet-A with free outputs, in one input and
 * one operation of its normal cell and in one combiner of its reduction cell; 3 and 4 change one decision more each, child 5
 * failed, 6 is drawn at random, and 7 takes the result of 2 over.
 */
export function comparedChildren({ hasBits = true, images = 1000 }: ComparedStory = {}): StandingInput {
  const story = runOf({ own: OWN, images, hasBits, reused: { 7: 2 } });
  const random = createRandom(9);
  const space = { blocks: 5, operations: PAPER_OPERATION_IDS };
  const { normal, reduction } = presetOf('nasnet-a').architecture;
  const first = { normal: { blocks: normal.blocks }, reduction: { blocks: reduction.blocks } };
  const second = changed(first);
  const third = mutateArchitecture(second, space, random);
  const known = [first, second, third, mutateArchitecture(third, space, random)];
  const trials = story.trials.map((trial, index): Trial => {
    const architecture = known[(trial.reusedFrom ?? index + 1) - 1] ?? trial.architecture;
    return { ...trial, architecture };
  });
  return { ...story, trials };
}

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
