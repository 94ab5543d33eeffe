import type { ConfusionTexts } from '../../../../charts/inspector/ConfusionChart.tsx';
import type { Likeness } from '../../../../run/children/again.ts';
import { childName } from '../../../../search/made.ts';
import type { TrainingProgress } from '../../../../search/trial.ts';
import type { TileFigure } from '../../../child/inspector/figures.ts';
import type { ImageOrder } from '../../../child/inspector/images/order.ts';
import type { TrainedBy } from '../../../child/inspector/trainedBy.ts';
import { percentText, roughly, SPACE, whole } from '../../../format.ts';
import { commonTexts } from '../../common.ts';
import { counts } from '../../counts.ts';

const ORDINALS = ['first', 'second'] as const;

/** "a dog", "an apple"; of classes that are no things the name alone. */
const aClass = (name: string, isThing: boolean): string =>
  isThing ? `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}` : name;

/** One child, opened. */
export const inspectorTexts = {
  /** "Trial 13, 3 epochs, seed 7, trained 14.6 s on NVIDIA RTX 4070". */
  caption: (trial: number, epochs: number, seed: number, time: string, place: string | null): string =>
    `${trial < 0 ? `Child ${childName(trial)}` : `Trial ${trial}`}, ${counts.epochs(epochs)}, seed ${seed}, trained ${time}${place === null ? '' : ` on ${place}`}`,
  inTraining: 'In training; counts are those of its whole network.',
  untrained: 'Not trained here; counts are those of its network with these settings.',
  trainings: {
    name: 'Which training',
    search: 'in the search',
    again: (training: number): string => `again ${training}`,
    seed: (training: number): string => `seed ${training}`,
    seedSays: 'A child made by hand, as one of its seeds trained it.',
    says: 'The child as the search trained it, or one of its further trainings as a finalist.',
  },
  bars: {
    name: 'bar in a tile',
    words: {
      time: 'share of time',
      parameters: 'parameters',
      multiplyAdds: 'multiply-adds',
      probability: 'probability',
    } satisfies Record<TileFigure, string>,
    says: {
      time: 'Of a training step, by the adapter’s own clock. The longest bar is the cell’s greatest.',
      parameters: 'Trained numbers of the operation. The longest bar is the cell’s greatest.',
      multiplyAdds: 'For one image. The longest bar is the cell’s greatest.',
      probability: 'What the controller gave the operation. The longest bar is the cell’s greatest.',
    } satisfies Record<TileFigure, string>,
  },
  node: {
    panel: 'Node',
    tile: (slot: 0 | 1, state: number): string =>
      `${ORDINALS[slot]} operation of the block that makes state ${state}`,
    combiner: (state: number): string => `makes state ${state}`,
    input: 'as the blocks of the cell read it',
    output: 'what the next cell reads',
    where: (what: string, cell: number, cells: number): string => `${what}, in cell ${cell} of ${cells}`,
    before: 'The cell of its kind before',
    after: 'The cell of its kind after',
    input_: 'Input',
    shape: 'Output',
    parameters: 'Parameters',
    parametersSay: (trainable: number, all: number): string =>
      `${whole(trainable)} trained; ${whole(all)} with running means and variances`,
    multiplyAdds: 'Multiply-adds',
    share: 'Share of step time',
    shareRefused: (why: string): string => `Share of step time is not shown. ${why}`,
    probability: 'Probability when sampled',
    asleep: 'No block reads it: it never runs.',
  },
  maps: {
    title: 'Picked image',
    all: (count: number): string => (count === 1 ? 'the one map of it' : `all ${whole(count)} maps of it`),
    some: (shown: number, count: number): string => `${shown} of ${whole(count)} maps of it`,
    more: (count: number): string => `${whole(count)} more`,
    fewer: 'fewer',
    waiting: 'maps: waiting',
    none: 'no maps',
    map: (channel: number): string => `Map ${channel + 1}`,
    label: (count: number): string =>
      `${count === 1 ? 'One map' : `${whole(count)} maps`}, each from its least to its greatest value`,
  },
  filters: {
    title: (count: number): string => `The stem’s ${count} filters`,
    label: (count: number, height: number, width: number): string =>
      `${count} filters of ${height} by ${width}, red, green and blue as their weights`,
  },
  curves: 'How it learned',
  lookedUp: (images: number | null): string =>
    images === null
      ? 'Of this training the table says nothing of single images: no confusion matrix, no images, no maps.'
      : `Of single images the table says which of ${whole(images)} it got right, not what it took the others for: no confusion matrix. It has no weights either: no maps.`,
  confusion: {
    title: 'What it takes for what',
    rows: (least: number, most: number): string =>
      least === most
        ? `rows are true, ${whole(most)} a class`
        : `rows are true, ${whole(least)} to ${whole(most)} a class`,
    hint: 'Press a square to see its images.',
    square: (truth: string, taken: string, count: number, total: number): string =>
      truth === taken
        ? `${truth}: ${whole(count)} of ${whole(total)} right`
        : `${truth}, taken for ${taken}: ${whole(count)} of ${whole(total)}`,
    chosen: (truth: string, taken: string, count: number, total: number): string =>
      truth === taken
        ? `${whole(count)} of ${whole(total)} images of ${truth} are right: only they are shown.`
        : `${whole(count)} of ${whole(total)} images of ${truth} are taken for ${taken}: only they are shown.`,
    all: 'All images',
    description: (right: number, count: number): string =>
      `${whole(right)} of ${whole(count)} held-out images are right.`,
    truth: 'True class',
  },
  images: {
    title: 'Held-out images',
    order: 'Which come first',
    orders: {
      wrong: 'wrong first',
      right: 'right first',
      unsure: 'least sure',
    } satisfies Record<ImageOrder, string>,
    more: (count: number): string => `Show ${whole(count)} more`,
    shown: (shown: number, count: number): string => `${whole(shown)} of ${whole(count)}`,
    nothing: 'There is no such image.',
    is: (name: string, isThing: boolean): string => `is ${aClass(name, isThing)}`,
    right: 'right',
    /** "Taken for a dog at 74 %, is a cat". */
    says: (taken: string, probability: number, truth: string, isThing: boolean): string => {
      const share = `${Math.round(100 * probability)}${SPACE}%`;
      const head = `Taken for ${aClass(taken, isThing)} at ${share}`;
      return taken === truth ? `${head}, right` : `${head}, is ${aClass(truth, isThing)}`;
    },
  },
  stage: {
    pair: 'No run trained this pair: it has cells and counts, and no images or maps.',
    missing: (trial: number): string =>
      `There is no child ${trial} here. A link to a child opens it in the browser that has its run.`,
    notYet: (trial: number): string => `At this moment of the replay child ${trial} is not trained yet.`,
    coming: 'Its training has not begun. Its mistakes and maps can be seen once it has ended.',
    inTraining: 'It is in training. Its mistakes and maps can be seen once it has ended.',
    failed: (reason: string | undefined): string => `It failed: ${reason ?? commonTexts.unknownReason}`,
    notKept: 'Its weights are not kept here.',
    trainedAgain: 'Trained again, it shows its mistakes and maps, and classifies pictures of your own.',
    shared: 'It cannot be trained again either, since it began with what earlier children had left.',
    /** `isHere`: so long it took this machine. */
    train: (seconds: number, isHere: boolean): string =>
      `Train it again here, about ${roughly(seconds)}${isHere ? '' : ' where it was trained'}`,
    trainSays:
      'From its own seed, on what it was trained on where that is to be had. A search that runs goes on meanwhile, and they take turns.',
    /** `then`: what trained it in the search. */
    trainedBy: (by: TrainedBy, then: string): string => {
      switch (by) {
        case 'same':
          return `It is trained on ${then} as in the search, to the same bits.`;
        case 'other':
          return `The search trained it on ${then}, which is not to be had here: it is trained on another, and may differ.`;
        case 'unknown':
          return 'What the search trained it on is not recorded: trained again, it may differ.';
        default:
          return by satisfies never;
      }
    },
    opening: 'Opening device and images',
    evaluating: (done: number, total: number): string => `image ${whole(done)} of ${whole(total)}`,
    training: (progress: TrainingProgress): string => {
      switch (progress.type) {
        case 'compiling':
          return `compiling ${counted(progress.kernels)}`;
        case 'compiled':
          return 'training begins';
        case 'batch':
          return `step ${whole(progress.step)} of ${whole(progress.steps)}`;
        case 'evaluating':
          return `epoch ${progress.epoch}, image ${whole(progress.done)} of ${whole(progress.total)}`;
        case 'epoch':
          return `epoch ${progress.epoch} done, loss ${progress.loss.toFixed(2)}`;
        case 'shown':
          return `step ${whole(progress.step)}`;
        default:
          return progress satisfies never;
      }
    },
    leaving: 'Whoever leaves this child ends its training.',
    cancel: 'Cancel',
    again: 'Open it again',
    /** It was trained again by something else than the search had. */
    elsewhere: (now: string, then: string | null): string =>
      then === null
        ? `Trained again on ${now}; what the search trained on is not recorded, so the bits may be others.`
        : `Trained again on ${now}, in the search on ${then}: the bits may be others.`,
    sameHere: (now: string): string => `Trained again on ${now}, as in the search.`,
    likeness: (likeness: Likeness): string => {
      switch (likeness.kind) {
        case 'same-bits':
          return 'It is the same child, bit for bit.';
        case 'same-images':
          return 'It is right on the very same images as the recorded child.';
        case 'same-accuracy':
          return 'It has the accuracy of the recorded child, of which single images are not recorded.';
        case 'differs': {
          const { here, recorded, images } = likeness;
          const figures = `${percentText(here)} here, ${percentText(recorded)} in the search`;
          const judged = images === null ? '' : `, ${judgedOtherwise(images)}`;
          return `It differs from the recorded child: ${figures}${judged}.`;
        }
        case 'not-comparable':
          return 'The recorded figure is of other images, so it cannot be compared.';
        default:
          return likeness satisfies never;
      }
    },
  },
} as const;

const judgedOtherwise = (images: number): string =>
  images === 1 ? 'one held-out image judged otherwise' : `${whole(images)} held-out images judged otherwise`;

const counted = (kernels: number): string => `${whole(kernels)} ${kernels === 1 ? 'kernel' : 'kernels'}`;

/** `classes`: long names. */
export const confusionTexts = (
  classes: readonly string[],
  counted: ArrayLike<number>,
  totals: readonly number[],
): ConfusionTexts => ({
  name: 'Confusion matrix',
  squares: 'Confusion matrix, squares',
  sentenceOf: ({ truth, taken }) =>
    inspectorTexts.confusion.square(
      classes[truth] ?? '',
      classes[taken] ?? '',
      counted[truth * classes.length + taken] ?? 0,
      totals[truth] ?? 0,
    ),
});
