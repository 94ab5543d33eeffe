import type { CurveInput } from '../../../drawings/curve/layout.ts';
import type { WaveChild } from '../../../run/children/wave.ts';
import type { LiveRun } from '../../../run/live.ts';
import { lastOf } from '../../child/cells/curves/axes.ts';
import { curvesOf, type Training } from '../../child/cells/curves/shownTraining.ts';
import { percent } from '../../format.ts';
import { populationTexts as says } from '../../texts/search/population.ts';

/** A child of a wave as it is drawn among the others. */
export interface Slot {
  readonly one: WaveChild;
  readonly accuracy: CurveInput;
  /** In %, of its training, or held out once it has a result; null before. */
  readonly figure: string | null;
  /** Which of them; empty where there is none. */
  readonly named: string;
  /** What it is at. */
  readonly line: string;
  /** The same, and its figure, for who doesn't see them. */
  readonly said: string;
}

export function slotOf(one: WaveChild, { settings, trials }: Pick<LiveRun, 'settings' | 'trials'>): Slot {
  const { trial, child, stands } = one;
  const training: Training =
    stands !== 'ended' && child !== null && child.points.length > 0
      ? { kind: 'live', trial: child }
      : trial !== null
        ? { kind: 'done', trial }
        : child === null
          ? { kind: 'none' }
          : { kind: 'live', trial: child };
  const { accuracy, loss } = curvesOf(training, settings.epochs);
  const isOver = stands === 'waiting' || stands === 'ended';
  const live = lastOf(accuracy, 1);
  const result = trial?.accuracy == null ? null : percent(trial.accuracy);
  const figure = isOver ? result : live;
  const line = lineOf(one, lastOf(loss, 2), trials.length);
  if (figure === null) return { one, accuracy, figure, named: '', line, said: line };
  const kind = isOver ? 'heldOut' : 'training';
  return { one, accuracy, figure, named: says.figure[kind], line, said: `${line}, ${says[kind](figure)}` };
}

function lineOf({ stands, child, trial, number }: WaveChild, loss: string | null, done: number): string {
  switch (stands) {
    case 'coming':
      return says.coming;
    case 'training': {
      if (child === null) return says.starting;
      const { compiling, evaluating, step, epoch, budget } = child;
      if (compiling !== undefined) return says.compiling(compiling);
      if (evaluating) return says.evaluating(evaluating.done, evaluating.total);
      return step === 0 && loss === null ? says.starting : says.epoch(epoch, budget, loss);
    }
    case 'waiting':
      if (trial === null || trial.accuracy === null) return says.failed(trial?.reason);
      if (trial.number !== number) return says.same(trial.number);
      return number === done + 1 ? says.ended : says.waits;
    case 'ended':
      if (trial === null || trial.accuracy === null) return says.failed(trial?.reason);
      return trial.reusedFrom === undefined ? says.ended : says.reused(trial.reusedFrom);
    default:
      return stands satisfies never;
  }
}
