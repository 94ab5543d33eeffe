import type { ReactNode } from 'react';
import type { Finalist } from '../../../search/finalists.ts';
import type { JudgedOn } from '../../../search/trial.ts';
import type { Whisker } from '../../../studies/uncertainty/whisker.ts';
import { compactText, measuredTime, percentText, SPACE, whole } from '../../format.ts';
import { type Mark, phrase, unmarked } from '../phrase.ts';
import { uncertaintyTexts } from './uncertainty.ts';

export const rewardTexts = {
  panel: 'Rewards',
  /** By how many points the best trial is ahead of the best of as many random ones or behind it, and half the interval, a share of 1. */
  ahead: (lead: number, points: ReactNode, half: number, mark: Mark = unmarked) =>
    phrase`best is ${lead < 0 ? 'behind' : 'ahead of'} ${mark('random-search', 'random search')}’s by ${points} ${uncertaintyTexts.half(half)} points (95${SPACE}%)`,
  replay: { text: 'Replay', says: 'Plays this run once more, from its first child on.' },
  compareRuns: {
    text: 'Compare runs',
    says: 'Opens the list of runs: those ticked there are laid over this one.',
  },
  /** In the place of the lead, where there is nothing to be ahead of. */
  noRandom: 'no random children shipped for this recipe',
  /** What the axis counts: the reward, which is the accuracy itself unless cost is weighed. */
  subtitle: ({ images, synthetic, weighed, lookedUp, final, isFirst }: Subtitle): string => {
    const again = final === null ? '' : FINAL[final.judgedOn](final.images);
    if (isFirst)
      return `A dot is a network: its accuracy, %, on ${whole(images)} images that it was not trained on${again}`;
    const what = weighed ? 'Reward: held-out accuracy weighed by cost' : 'Held-out accuracy';
    const on = `${what}, %, on ${whole(images)} ${synthetic ? 'synthetic images' : 'images'}`;
    const source = lookedUp ? '; looked up, trained beforehand' : '';
    return on + source + again;
  },
  /** Beside it: what a whisker says. */
  key: {
    both: `95${SPACE}% intervals: thick, images alone; thin, training luck too`,
    imagesOnly: `95${SPACE}%: images only`,
  },
  table: {
    name: 'Rewards by trial',
    trial: 'Trial',
    accuracy: 'Accuracy, %',
    reward: 'Reward, %',
    whole: `± 95${SPACE}%`,
    images: 'Images ±',
    best: 'Best so far',
    mean: 'Mean of up to 5',
    baseline: 'Baseline',
    random: 'Random, median',
    again: 'Trained again',
    chosenBy: 'selected at',
    fresh: (training: number): string => `fresh seed ${training}`,
    final: 'final',
    winner: (trial: number): string => `${trial}, the winner`,
  },
  empty:
    'Start a search: pairs of cells are proposed, each is trained here, and its accuracy on held-out images becomes a dot.',
  openingTable: 'Opening the table of children that were trained beforehand.',
  gettingReady: 'Getting the engine ready.',
  probing: 'Timing a child here, so that the search takes about two minutes.',
  trial: {
    failed: (trial: number): string => `Trial ${trial}, failed`,
    name: (trial: number): string => `Trial ${trial}`,
    heldOut: (accuracy: ReactNode, whisker: Whisker, synthetic: boolean) =>
      synthetic
        ? phrase`${accuracy} on synthetic images ${uncertaintyTexts.parts(whisker)}`
        : phrase`${accuracy} ${uncertaintyTexts.parts(whisker)}`,
    reward: (reward: number): string => `reward ${percentText(reward)}, weighed by cost`,
    made: (trainable: number, how: string): string => `${compactText(trainable)} parameters, ${how}`,
    trained: (seconds: number): string => `trained ${measuredTime(seconds)}`,
    lookedUp: 'looked up',
  },
  again: {
    line: (name: string, accuracy: ReactNode, whisker: Whisker, images: number, on: JudgedOn) =>
      phrase`${name}: ${accuracy} ${uncertaintyTexts.half(whisker.whole)} on ${whole(images)} ${IMAGES[on]}`,
    failed: (name: string, reason: string): string => `${name}, failed: ${reason}`,
  },
  spoken: {
    failed: (trial: number, reason: string | undefined): string =>
      `Trial ${trial}, failed: ${reason ?? 'it could not be trained'}`,
    /** `name`: the trial, with its place. */
    placed: (name: string, accuracy: number, whisker: Whisker, synthetic: boolean): string =>
      `${name}, ${percentText(accuracy)} held out${synthetic ? ', synthetic images' : ''}, ${uncertaintyTexts.spoken(whisker)}`,
    again: (trial: number, isFinal: boolean, accuracy: number, whisker: Whisker): string =>
      `Trial ${trial} trained again, ${isFinal ? 'final figure ' : ''}${percentText(accuracy)}, ${uncertaintyTexts.spoken(whisker)}`,
    againFailed: (trial: number, reason: string | undefined): string =>
      `Trial ${trial} trained again, failed: ${reason ?? 'it could not be trained'}`,
  },
} as const;

export interface Subtitle {
  /** To someone who has never seen the page, whom its headline tells of the rewards. */
  readonly isFirst: boolean;
  readonly images: number;
  readonly synthetic: boolean;
  readonly weighed: boolean;
  readonly lookedUp: boolean;
  /** The winner's last training, once it is there. */
  readonly final: Finalist | null;
}

const FINAL: Readonly<Record<JudgedOn, (images: number) => string>> = {
  validation: () => '; final on the same',
  outside: (images) => `; final on ${whole(images)} others`,
  test: (images) => `; final on ${whole(images)} test images`,
};

const IMAGES: Readonly<Record<JudgedOn, string>> = {
  validation: 'images',
  outside: 'other images',
  test: 'test images',
};
