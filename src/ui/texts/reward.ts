import type { ReactNode } from 'react';
import { compactText, measuredTime, NONE, percentText, whole } from '../format.ts';
import { phrase } from './phrase.ts';

export const rewardTexts = {
  panel: 'Rewards',
  title: 'Reward',
  /** Points by which the best trial is ahead of random search, or behind it. */
  ahead: (points: ReactNode) => phrase`ahead of random search by ${points} points`,
  behind: (points: ReactNode) => phrase`behind random search by ${points} points`,
  /** What the axis counts: the reward, which is the accuracy itself unless cost is weighed. */
  subtitle: (images: number, synthetic: boolean, weighed = false): string =>
    `${weighed ? 'Reward: held-out accuracy weighed by cost' : 'Held-out accuracy'}, %, on ${whole(images)} ${synthetic ? 'synthetic images' : 'images'}`,
  table: {
    name: 'Rewards by trial',
    trial: 'Trial',
    accuracy: 'Accuracy, %',
    reward: 'Reward, %',
    best: 'Best so far',
    mean: 'Mean of last 5',
    baseline: 'Baseline',
    random: 'Random, median',
  },
  empty:
    'Start a search: pairs of cells are proposed, each is trained here, and its accuracy on held-out images becomes a dot.',
  gettingReady: 'Getting the engine ready.',
  trial: {
    failed: (trial: number): string => `Trial ${trial}, failed`,
    ranked: (trial: number, rank: number | null): string => `Trial ${trial}, rank ${rank ?? NONE}`,
    heldOut: (accuracy: ReactNode, trainable: number, synthetic: boolean) =>
      synthetic
        ? phrase`${accuracy} held out on synthetic images, ${compactText(trainable)} parameters`
        : phrase`${accuracy} held out, ${compactText(trainable)} parameters`,
    reward: (reward: number): string => `reward ${percentText(reward)}, weighed by cost`,
    trained: (seconds: number): string => `trained ${measuredTime(seconds)}`,
  },
  spoken: {
    failed: (trial: number, reason: string | undefined): string =>
      `Trial ${trial}, failed: ${reason ?? 'it could not be trained'}`,
    ranked: (trial: number, rank: number | null, accuracy: number, synthetic: boolean): string =>
      `Trial ${trial}, rank ${rank ?? 'unknown'}, ${percentText(accuracy)} held out${synthetic ? ', synthetic images' : ''}`,
  },
} as const;
