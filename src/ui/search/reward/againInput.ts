import type { AgainColumn, RewardInput } from '../../../drawings/reward/input.ts';
import type { CurrentTrial } from '../../../run/live.ts';
import {
  type Finalist,
  finalistsOf,
  freshTrainings,
  nextFinalist,
  winnerOf,
} from '../../../search/finalists.ts';
import { rewardOf } from '../../../search/reward.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { finalistWhisker, inRewards } from './whiskers.ts';

/** What the chart draws of the children that were trained again; nothing before all trials have ended. */
export function againInput(
  settings: Settings,
  trials: readonly Trial[],
  done: readonly Finalist[],
  current: Pick<CurrentTrial, 'number' | 'again'> | null,
  deviation: number | null,
): Pick<RewardInput, 'again' | 'againPlaces'> {
  const fresh = freshTrainings(settings);
  const winner = winnerOf(settings, trials, done);
  const isOver = nextFinalist(settings, trials, done) === null;
  const columnOf = (trial: Trial): AgainColumn => {
    const { number, reward, multiplyAdds } = trial;
    const own = done.filter((one) => one.trial === number).sort((a, b) => a.training - b.training);
    const isTraining = current?.again !== undefined && current.number === number;
    const wants = fresh + (trial === winner ? 1 : 0);
    const waits = !isOver && own.length < wants;
    return {
      trial: number,
      chosenBy: reward,
      isWinner: trial === winner,
      trainings: own.map((one) => ({
        training: one.training,
        value: one.accuracy === null ? null : rewardOf(settings, one.accuracy, multiplyAdds),
        whisker: inRewards(finalistWhisker(one, deviation), multiplyAdds, settings),
        isFinal: one.training > fresh,
      })),
      next: isTraining ? 'training' : waits ? 'waiting' : 'none',
    };
  };
  const again = finalistsOf(settings, trials).map(columnOf);
  // As they came into the final while it lasts, then as everything else lists them: the winner, and the others by their means.
  if (isOver) again.sort((a, b) => Number(b.isWinner) - Number(a.isWinner) || meanOf(b) - meanOf(a));
  return { again, againPlaces: fresh + 1 };
}

function meanOf({ trainings }: AgainColumn): number {
  const values = trainings.flatMap(({ value, isFinal }) => (value === null || isFinal ? [] : [value]));
  return values.length === 0
    ? Number.NEGATIVE_INFINITY
    : values.reduce((sum, value) => sum + value, 0) / values.length;
}
