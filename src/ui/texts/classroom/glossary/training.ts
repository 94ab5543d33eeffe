import type { TermText, TrainingTermId } from './ids.ts';

/** How a child is trained and judged. */
export const TRAINING_TERMS: Readonly<Record<TrainingTermId, TermText>> = {
  epoch: {
    term: 'Epoch',
    also: ['pass', 'step', 'batch', 'training time'],
    text: 'One pass over all training images, in a fresh order; a step is one update, by the images of one batch. The paper’s children had 20 epochs, those here have few.',
    related: ['proxy-task', 'seed'],
    place: 'setting:epochs',
  },
  seed: {
    term: 'Seed',
    also: ['random seed', 'reproducibility', 'random numbers'],
    text: 'The number that random draws follow from: of a training its first weights and the order of images, of a whole search also what the strategy draws. The same seed gives the same result, another one shows how much of it is luck.',
    related: ['training-luck', 'finalist', 'processor-engine'],
    place: 'setting:seed',
  },
  'cross-entropy': {
    term: 'Cross-entropy',
    also: ['loss', 'training loss', 'log loss', 'negative log-likelihood'],
    text: 'The loss that training lowers: minus the logarithm of the probability that the network gives the true class, as a mean over images. Guessing among ten classes has 2.30.',
    related: ['softmax', 'epoch'],
    place: 'curves',
  },
  'held-out-accuracy': {
    term: 'Held-out accuracy',
    also: [
      'accuracy',
      'validation accuracy',
      'validation images',
      'held out',
      'generalisation',
      'generalization',
    ],
    text: 'The share of images classified rightly among those that the child never trained on. The search picks by these, so that test images, a third part, are kept out of it altogether.',
    related: ['reward', 'whisker', 'confusion-matrix'],
    place: 'reward',
  },
  'confusion-matrix': {
    term: 'Confusion matrix',
    also: ['confusions', 'what it takes for what', 'mistakes'],
    text: 'How often images of each class are taken for each class: a row is a true class, and what is right stands on the diagonal.',
    related: ['held-out-accuracy', 'softmax'],
    place: 'inspector',
  },
  reward: {
    term: 'Reward',
    also: ['R', 'score', 'objective', 'return'],
    text: 'The number that a search learns from: a child’s held-out accuracy, or that accuracy weighed by cost.',
    related: ['held-out-accuracy', 'baseline', 'advantage'],
    place: 'reward',
  },
  'proxy-task': {
    term: 'Proxy task',
    also: ['transfer', 'transferability', 'short training', 'small network', 'scaling up'],
    text: 'A smaller task that stands for the real one: small networks, small images, few epochs. What transfers is the cell; weights are trained anew, and the accuracies of both can’t be put on one axis.',
    related: ['cells-a-stage', 'weight-sharing', 'successive-halving'],
    place: 'trade-off',
  },
  'weight-sharing': {
    term: 'Weight sharing',
    also: ['ENAS', 'parameter sharing', 'inherit', 'one-shot', 'supernet'],
    text: 'A child begins with the weights that earlier children left at the same places. That saves training, and makes a child’s accuracy depend on those before it.',
    related: ['child-network', 'parameter'],
    place: 'setting:weightSharing',
  },
  'successive-halving': {
    term: 'Successive halving',
    also: ['ASHA', 'Hyperband', 'rung', 'promotion', 'early stopping', 'multi-fidelity'],
    text: 'All children train for a few epochs, and only the best share of them goes on to more. Early figures decide, which can be wrong of children that learn slowly.',
    related: ['epoch', 'child-network'],
    place: 'setting:halving',
  },
  'processor-engine': {
    term: 'Processor’s engine',
    also: ['engine', 'CPU', 'WebAssembly', 'WASM', 'WebGPU', 'GPU', 'same bits'],
    text: 'Trains children on the processor, by WebAssembly, where no graphics card does it. Its results are the same to the last bit on every machine.',
    related: ['seed', 'child-network'],
    place: 'engine',
  },
};
