import { DeviceError, messageOf } from '../base/errors.ts';
import type { Architecture } from '../space/architecture.ts';
import type {
  ChildStart,
  ChildState,
  EpochPoint,
  Evaluation,
  Evaluator,
  TrainingProgress,
  Trial,
} from './trial.ts';

/** One child's training, as the search loop forwards it. */
export type TrainingEvent =
  | { readonly type: 'progress'; readonly trial: number; readonly progress: TrainingProgress }
  | { readonly type: 'child-state'; readonly trial: number; readonly state: ChildState };

/** An evaluation, and the child where it paused. */
export type Training = Evaluation & { readonly paused?: ChildState };

/**
 * Forwards a child's progress; an exception becomes a failed evaluation with the epochs that it reached. A DeviceError is
 * thrown, and so is any exception of a child that is its run's only one, once an epoch of it is done: it is resumed from there.
 */
export async function* train(
  evaluator: Evaluator,
  architecture: Architecture,
  trial: number,
  seededBy: number,
  start: ChildStart,
): AsyncGenerator<TrainingEvent, Training, void> {
  const epochs: EpochPoint[] = [...(start.from?.epochs ?? [])];
  const training = evaluator.evaluate(architecture, seededBy, start);
  let paused: ChildState | null = null;
  let running = true;
  try {
    for (;;) {
      const step = await training.next();
      if (step.done) {
        running = false;
        return paused === null ? step.value : { ...step.value, paused };
      }
      if (step.value.type === 'epoch') {
        const { type: _, ...point } = step.value;
        epochs.splice(point.epoch - 1);
        epochs.push(point);
      }
      if (step.value.type !== 'state') yield { type: 'progress', trial, progress: step.value };
      // Where it pauses it goes with its trial, not before.
      else if (step.value.state.epochs.length === start.until) paused = step.value.state;
      else yield { type: 'child-state', trial, state: step.value.state };
    }
  } catch (thrown) {
    if (thrown instanceof DeviceError || (start.isAlone && epochs.length > 0)) throw thrown;
    running = false;
    return { accuracy: null, reason: messageOf(thrown), seconds: 0, epochs };
  } finally {
    if (running) await training.return({ accuracy: null, seconds: 0, epochs });
  }
}

/** Of a child that was trained on: the seconds of this trial alone, and what it began with long ago. */
export function sinceBefore(evaluation: Training, { seconds }: ChildState, { inherited }: Trial): Training {
  const { inherited: _, ...rest } = evaluation;
  const since = Math.max(0, evaluation.seconds - seconds);
  return { ...rest, seconds: since, ...(inherited === undefined ? {} : { inherited }) };
}

/** Its progress alone, in the words of whoever has it trained: where that is interrupted it begins again. */
export async function* progressAlone<Told>(
  events: AsyncGenerator<TrainingEvent, Training, void>,
  tell: (progress: TrainingProgress) => Told,
): AsyncGenerator<Told, Training, void> {
  let running = true;
  try {
    for (;;) {
      const step = await events.next();
      if (step.done) {
        running = false;
        return step.value;
      }
      const { value } = step;
      if (value.type === 'progress') yield tell(value.progress);
    }
  } finally {
    if (running) await events.return({ accuracy: null, seconds: 0, epochs: [] });
  }
}
