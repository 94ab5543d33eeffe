import type { SettingTable } from '../../base/setting.ts';
import { OPERATION_IDS, PAPER_OPERATION_IDS } from '../../space/operations/index.ts';
import { COMMON_SETTINGS } from '../../strategies/common.ts';
import { STRATEGIES } from '../../strategies/list.ts';

/** The baseline last. */
const MENU = [...STRATEGIES]
  .sort((a, b) => Number('isBaseline' in a) - Number('isBaseline' in b))
  .map(({ id, title }) => [id, title] as const);

/** How children are chosen, and from what space. */
export const SEARCH_SETTINGS = {
  strategy: {
    kind: 'choice',
    default: 'reinforce',
    choices: STRATEGIES.map(({ id }) => id),
    titles: MENU,
    label: 'Strategy',
    description:
      'What proposes the next pair of cells: a controller that learns from rewards, evolution, local search, a linear model, or chance.',
    group: 'search',
  },
  /** Children to train. */
  trials: {
    kind: 'number',
    default: 20,
    min: 1,
    max: 20_000,
    step: 1,
    unit: 'children',
    label: 'Children',
    description: 'How many child networks the search trains before it ends.',
    group: 'search',
  },
  ...COMMON_SETTINGS,
  /** W: children proposed before the rewards of any of them are learnt from, search/waves/wave.ts. */
  wave: {
    kind: 'number',
    default: 1,
    later: 1,
    min: 1,
    max: 1000,
    step: 1,
    unit: 'children',
    label: 'Children a wave',
    description:
      'How many children are proposed before the results of any of them are known, so that as many machines can train at once.',
    group: 'search',
  },
  /** Of the best children, search/finalists.ts. */
  finalists: {
    kind: 'number',
    default: 3,
    later: 0,
    min: 0,
    max: 5,
    step: 1,
    unit: 'children',
    label: 'Finalists',
    description:
      'How many of the best children are trained again at the end, since the best of many figures is best partly by luck; 0: none.',
    group: 'search',
  },
  seed: {
    kind: 'number',
    default: 1,
    min: 0,
    max: 4_294_967_295,
    step: 1,
    unit: '',
    label: 'Seed',
    description: 'The number that all randomness of a run comes from: the same seed gives the same search.',
    group: 'search',
  },
  /** Where accuracies come from: children that are trained, or a table of children that were trained beforehand. */
  rewards: {
    kind: 'choice',
    default: 'trained',
    later: 'trained',
    choices: ['trained', 'table'],
    titles: [
      ['trained', 'Trained here'],
      ['table', 'Looked up'],
    ],
    label: 'Source',
    description:
      'Whether children are trained, or looked up in a table whose children were all trained beforehand.',
    group: 'search',
    decidesReward: { option: 'rewards' },
  },
  /** `cost`: accuracy x (multiply-adds / costTarget)^costExponent, search/reward.ts. */
  reward: {
    kind: 'choice',
    default: 'accuracy',
    choices: ['accuracy', 'cost'],
    titles: [
      ['accuracy', 'Accuracy'],
      ['cost', 'Accuracy and cost'],
    ],
    label: 'Reward',
    description: 'What a strategy learns from: the accuracy alone, or the accuracy weighed against the cost.',
    group: 'search',
  },
  costTarget: {
    kind: 'number',
    default: 10_000_000,
    min: 1000,
    max: 1_000_000_000_000,
    step: 1000,
    unit: 'multiply-adds',
    label: 'Target multiply-adds',
    short: 'Target',
    description: 'The cost at which the reward is the accuracy itself; the cost counts one image.',
    group: 'search',
    decidesReward: { part: 'gain', place: 0 },
    onlyWith: { setting: 'reward', is: 'cost' },
  },
  costExponent: {
    kind: 'number',
    default: -0.07,
    min: -1,
    max: 0,
    step: 0.01,
    unit: '',
    label: 'Cost exponent',
    short: 'Exponent',
    description: 'Power of cost / target that the accuracy is multiplied by; 0 ignores the cost.',
    group: 'search',
    decidesReward: { part: 'gain', place: 1 },
    onlyWith: { setting: 'reward', is: 'cost' },
  },
  /** Children inherit the weights of earlier ones, worker/laboratory/sharing.ts. */
  weightSharing: {
    kind: 'switch',
    default: false,
    later: false,
    label: 'Weight sharing',
    description:
      'A child begins with the weights that earlier children left at the same places under the same operations.',
    group: 'search',
    decidesReward: { option: 'weight sharing' },
  },
  /** Children get few epochs first, and the best are trained on, search/halving.ts. */
  halving: {
    kind: 'switch',
    default: false,
    later: false,
    label: 'Successive halving',
    description:
      'Children get few epochs first and the best of them are trained on, each time as one more of the children.',
    group: 'search',
    decidesReward: { option: 'halving' },
  },
  /** Halving's eta: one child in so many is trained on, to so many times the epochs. */
  reductionFactor: {
    kind: 'number',
    default: 3,
    later: 3,
    min: 2,
    max: 10,
    step: 1,
    unit: '',
    label: 'Reduction factor (η)',
    short: 'Factor, η',
    description: 'With halving, one child in so many is trained on, to so many times the epochs.',
    group: 'search',
    decidesReward: { part: 'halving', place: 0 },
    onlyWith: { setting: 'halving', is: true },
  },
  /** Halving's r: epochs of the first rung. */
  minimumEpochs: {
    kind: 'number',
    default: 1,
    later: 1,
    min: 1,
    max: 600,
    step: 1,
    unit: 'epochs',
    label: 'Epochs at first (r)',
    short: 'Epochs at first, r',
    description: 'With halving, how many epochs every child is trained for before the best are trained on.',
    group: 'search',
    decidesReward: { part: 'halving', place: 1 },
    onlyWith: { setting: 'halving', is: true },
  },
  /** Blocks a cell, B. */
  blocks: {
    kind: 'number',
    default: 5,
    min: 1,
    max: 7,
    step: 1,
    unit: 'blocks',
    label: 'Blocks a cell (B)',
    short: 'Blocks a cell, B',
    description: 'How many blocks a cell has, each joining two hidden states into a new one.',
    group: 'space',
    decidesReward: { part: 'space', place: 0 },
  },
  operations: {
    kind: 'subset',
    default: PAPER_OPERATION_IDS,
    choices: OPERATION_IDS,
    needs: 'a block needs at least one to choose from',
    label: 'Operations',
    description: 'The operations that a block may apply to its inputs.',
    group: 'space',
    decidesReward: { part: 'space', place: 1 },
  },
} as const satisfies SettingTable;
