/** What the page's controls, its tooltips and the commands' help say of every setting, as plain data. */

export interface SettingNote {
  readonly label: string;
  /** One sentence. */
  readonly description: string;
}

export interface SettingRange extends SettingNote {
  readonly min: number;
  readonly max: number;
  /** Of a control; a whole step means that the setting is a whole number. */
  readonly step: number;
  /** Empty where the figure has none. */
  readonly unit: string;
}

/** Every numeric setting; both bounds are allowed values. */
export const SETTING_RANGES = {
  trials: {
    min: 1,
    max: 20_000,
    step: 1,
    unit: 'children',
    label: 'Children',
    description: 'How many child networks the search trains before it ends.',
  },
  childrenPerUpdate: {
    min: 1,
    max: 100,
    step: 1,
    unit: 'children',
    label: 'Children per update',
    description: 'How many children are trained before the strategy learns from their rewards.',
  },
  populationSize: {
    min: 2,
    max: 1000,
    step: 1,
    unit: 'children',
    label: 'Population',
    description: 'How many of the latest children aging evolution keeps; the oldest dies for each new one.',
  },
  sampleSize: {
    min: 1,
    max: 1000,
    step: 1,
    unit: 'children',
    label: 'Sample',
    description: 'How many of the population are drawn at random; the best of them is the parent.',
  },
  costTarget: {
    min: 1000,
    max: 1_000_000_000_000,
    step: 1000,
    unit: 'multiply-adds',
    label: 'Target multiply-adds',
    description: 'The cost at which the reward is the accuracy itself; the cost counts one image.',
  },
  costExponent: {
    min: -1,
    max: 0,
    step: 0.01,
    unit: '',
    label: 'Cost exponent',
    description: 'Power of cost / target that the accuracy is multiplied by; 0 ignores the cost.',
  },
  reductionFactor: {
    min: 2,
    max: 10,
    step: 1,
    unit: '',
    label: 'Reduction factor (η)',
    description: 'With halving, one child in so many is trained on, to so many times the epochs.',
  },
  minimumEpochs: {
    min: 1,
    max: 600,
    step: 1,
    unit: 'epochs',
    label: 'Epochs at first (r)',
    description: 'With halving, how many epochs every child is trained for before the best are trained on.',
  },
  seed: {
    min: 0,
    max: 4_294_967_295,
    step: 1,
    unit: '',
    label: 'Seed',
    description: 'The number that all randomness of a run comes from: the same seed gives the same search.',
  },
  blocks: {
    min: 1,
    max: 7,
    step: 1,
    unit: 'blocks',
    label: 'Blocks a cell (B)',
    description: 'How many blocks a cell has, each joining two hidden states into a new one.',
  },
  cellsPerStage: {
    min: 1,
    max: 20,
    step: 1,
    unit: 'cells',
    label: 'Normal cells a stage (N)',
    description: 'How many normal cells are stacked before, between and after the two reduction cells.',
  },
  filters: {
    min: 2,
    max: 256,
    step: 1,
    unit: 'filters',
    label: 'Filters (F)',
    description: 'Filters of the cells of the first stage; they double at each reduction.',
  },
  epochs: {
    min: 1,
    max: 600,
    step: 1,
    unit: 'epochs',
    label: 'Epochs',
    description: 'How often a child sees its training images before its accuracy is measured.',
  },
  batch: {
    min: 1,
    max: 512,
    step: 1,
    unit: 'images',
    label: 'Batch',
    description: 'How many images one training step looks at.',
  },
  learningRate: {
    min: 0.0001,
    max: 1,
    step: 0.005,
    unit: '',
    label: 'Learning rate',
    description: "The child's learning rate at the first step; it falls to zero along a cosine.",
  },
  momentum: {
    min: 0,
    max: 0.99,
    step: 0.01,
    unit: '',
    label: 'Momentum',
    description: 'Share of the last step that the next one keeps (Nesterov momentum).',
  },
  weightDecay: {
    min: 0,
    max: 0.1,
    step: 0.0001,
    unit: '',
    label: 'Weight decay',
    description: 'How strongly kernels are pulled towards zero.',
  },
  clipNorm: {
    min: 0.1,
    max: 1000,
    step: 0.5,
    unit: '',
    label: 'Gradient clip',
    description: 'The greatest norm of the whole gradient; a longer one is scaled down to it.',
  },
  labelSmoothing: {
    min: 0,
    max: 0.5,
    step: 0.01,
    unit: '',
    label: 'Label smoothing',
    description: "Share of each label's weight that is spread evenly over all classes.",
  },
  cropPadding: {
    min: 0,
    max: 8,
    step: 1,
    unit: 'px',
    label: 'Crop padding',
    description: 'Zeros put around a training image before a random 32 x 32 crop; 0 turns cropping off.',
  },
  cutout: {
    min: 0,
    max: 32,
    step: 1,
    unit: 'px',
    label: 'Cutout',
    description:
      'Side of the square that is blanked at a random place of every training image; 0 turns it off.',
  },
  keepProbability: {
    min: 0.1,
    max: 1,
    step: 0.05,
    unit: '',
    label: 'Keep probability',
    description:
      'Share of paths that ScheduledDropPath keeps in the last cell at the end of training; 1 drops none.',
  },
  trainImages: {
    min: 10,
    max: 49_990,
    step: 10,
    unit: 'images',
    label: 'Training images',
    description: 'How many images each child is trained on.',
  },
  validationImages: {
    min: 10,
    max: 49_990,
    step: 10,
    unit: 'images',
    label: 'Validation images',
    description: "How many held-out training images measure a child's accuracy, its reward.",
  },
  controllerLearningRate: {
    min: 0.00001,
    max: 0.5,
    step: 0.005,
    unit: '',
    label: 'Controller learning rate',
    description: 'How far one update moves the controller (Adam).',
  },
  policyEpochs: {
    min: 1,
    max: 50,
    step: 1,
    unit: '',
    label: 'Policy epochs',
    description: 'How many gradient steps PPO takes on the children of one update.',
  },
  clipRange: {
    min: 0.01,
    max: 0.9,
    step: 0.01,
    unit: '',
    label: 'Clip range',
    description:
      "How far PPO may move an architecture's probability, as a share of it, before the gain stops counting.",
  },
  entropyWeight: {
    min: 0,
    max: 1,
    step: 0.001,
    unit: '',
    label: 'Entropy bonus',
    description: "Weight of the entropy of the controller's decisions: more keeps it exploring for longer.",
  },
  baselineDecay: {
    min: 0,
    max: 0.99,
    step: 0.01,
    unit: '',
    label: 'Baseline weight',
    description: 'Weight of the past in the moving average of rewards that a new reward is held against.',
  },
} as const satisfies Readonly<Record<string, SettingRange>>;

export type NumericSetting = keyof typeof SETTING_RANGES;

/** Every setting that is not a number. */
export const SETTING_NOTES = {
  strategy: {
    label: 'Strategy',
    description:
      'What proposes the next pair of cells: a controller that learns from rewards, evolution, or chance.',
  },
  reward: {
    label: 'Reward',
    description: 'What a strategy learns from: the accuracy alone, or the accuracy weighed against the cost.',
  },
  weightSharing: {
    label: 'Weight sharing',
    description:
      'A child begins with the weights that earlier children left at the same places under the same operations.',
  },
  halving: {
    label: 'Successive halving',
    description:
      'Children get few epochs first and the best of them are trained on, each time as one more of the children.',
  },
  imageSize: {
    label: 'Image size',
    description:
      'Height and width of the images that children see; each halving takes means of 2 x 2 pixels and is four times as fast.',
  },
  operations: {
    label: 'Operations',
    description: 'The operations that a block may apply to its inputs.',
  },
  flip: {
    label: 'Flip',
    description: 'Mirrors every second training image, chosen at random.',
  },
  auxiliary: {
    label: 'Auxiliary head',
    description: 'Trains a second classifier two thirds in, whose loss counts 0.4.',
  },
  dataset: {
    label: 'Images',
    description: 'CIFAR-10, or a set of simple shapes made in code.',
  },
} as const satisfies Readonly<Record<string, SettingNote>>;
