import type { Problem } from '../../protocol/problem.ts';
import { BACKENDS, type FixedCommand, type RunEvent, type RunId } from '../../protocol/protocol.ts';
import {
  type ComparedId,
  type FixedComparison,
  type FixedEvent,
  isFixedDone,
  nextFixed,
} from '../../search/fixed.ts';
import { trainedHere } from '../made.ts';
import type { Run } from '../run.ts';

/** What an event makes of a run's comparison with fixed networks; the very same run where it is of none that waits for it. */
export function withFixed<Of extends Run>(
  run: Of,
  event: Exclude<FixedEvent, { type: 'fixed-progress' }>,
): Of {
  const { fixed } = run;
  switch (event.type) {
    case 'fixed-asked':
      return { ...run, fixed: event.comparison };
    case 'fixed-started':
      return run;
    case 'fixed-cancelled':
      return fixed?.trainings.length === 0 ? { ...run, fixed: null } : run;
    case 'fixed-ended': {
      const { result } = event;
      if (fixed === null) return run;
      const next = nextFixed(fixed, fixed.trainings.length);
      // What a worker was saying when somebody changed their mind comes late.
      if (next?.network.id !== result.network || next.training !== result.training) return run;
      return { ...run, fixed: { ...fixed, trainings: [...fixed.trainings, result] } };
    }
    default:
      return event satisfies never;
  }
}

/** What a worker has been asked for and has not done, as a page shows it. */
export interface FixedInTraining {
  /** Null before it has begun with one. */
  readonly network: ComparedId | null;
  readonly training: number;
  readonly step: number;
  readonly steps: number;
}

/** What a page knows of a comparison beside what is kept of it. */
export interface FixedHere {
  readonly fixing: FixedInTraining | null;
  /** Why what was asked for last is not trained. */
  readonly fixedProblem: Problem | null;
}

export const NOT_FIXING: FixedHere = { fixing: null, fixedProblem: null };

type Said = Extract<RunEvent, { type: `fixed-${string}` }>;

/** `run`: as it is after the event. */
export function fixedHere(
  { fixing, fixedProblem, fixed }: FixedHere & Pick<Run, 'fixed'>,
  event: Said,
): FixedHere {
  switch (event.type) {
    case 'fixed-asked':
      return { fixing: { network: null, training: 1, step: 0, steps: 1 }, fixedProblem: null };
    case 'fixed-started': {
      const { network, training, cost } = event;
      return { fixing: fixing && { network, training, step: 0, steps: cost.steps }, fixedProblem };
    }
    case 'fixed-progress': {
      const { network, training, progress } = event;
      const isIt = fixing?.network === network && fixing.training === training && progress.type === 'batch';
      return { fixing: isIt ? { ...fixing, step: progress.step } : fixing, fixedProblem };
    }
    case 'fixed-ended':
      return { fixing: fixed !== null && isFixedDone(fixed) ? null : fixing, fixedProblem };
    case 'fixed-cancelled':
      return NOT_FIXING;
    case 'fixed-refused':
      return { fixing: null, fixedProblem: event.problem };
    default:
      return event satisfies never;
  }
}

type Compare = Extract<FixedCommand, { type: 'compare-fixed' }>;

/** The command that trains what is missing of a comparison: here, by the recipe of its table where its children were looked up. */
export function compareFixedOf(
  id: RunId,
  { settings, trainedOn }: Pick<Run, 'settings' | 'trainedOn'>,
  { networks, seeds, trainings }: FixedComparison,
  { dataUrl, archive, place }: Pick<Compare, 'dataUrl' | 'place'> & { readonly archive?: Blob | null },
): Compare {
  // All of it by one engine, where that is to be had: that of the run's own children. A table was made by nothing that is here.
  const trainedBy = trainings.at(-1)?.environment ?? (settings.rewards === 'trained' ? trainedOn : null);
  const backend = BACKENDS.find((one) => one === trainedBy?.backend);
  return {
    type: 'compare-fixed',
    run: id,
    settings: trainedHere(settings),
    dataUrl,
    ...(archive && { archive }),
    ...(place && { place }),
    ...(backend && { backend }),
    comparison: { networks, seeds, done: trainings.length },
  };
}
