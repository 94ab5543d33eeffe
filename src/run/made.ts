import { BACKENDS, type MakeCommand, type RunId } from '../protocol/protocol.ts';
import { idOfMade, isDone, type MadeChild, type MadeEvent } from '../search/made.ts';
import type { Settings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import { isInSpace } from '../space/validity.ts';
import { TABULATED_SPACE } from '../studies/tabulated/space.ts';
import { type ChildKey, childKey, keptAfter } from './children/keptWeights.ts';
import type { Run } from './run.ts';

/**
 * What an event makes of a run's children by hand; the very same run where it is of none that is there and still waits for it:
 * what a worker was saying when somebody changed their mind comes late.
 */
export function withMade<Of extends Run>(run: Of, event: Exclude<MadeEvent, { type: 'made-progress' }>): Of {
  if (event.type === 'made-asked') {
    const { number } = event.child;
    if (run.made.some((one) => one.number === number)) return run;
    const made = [...run.made, event.child].sort((a, b) => a.number - b.number);
    return { ...run, made, lastMade: Math.max(run.lastMade, number) };
  }
  const child = run.made.find(({ number }) => number === event.number);
  if (child === undefined || isDone(child)) return run;
  switch (event.type) {
    case 'made-started': {
      const { trainable, multiplyAdds } = event.cost;
      return withChild(run, { ...child, trainable, multiplyAdds });
    }
    case 'made-cancelled': {
      const { trainings } = child;
      if (trainings.length > 0) return withChild(run, { ...child, seeds: trainings.length });
      return { ...run, made: run.made.filter((one) => one !== child) };
    }
    case 'made-ended': {
      if (event.training !== child.trainings.length + 1) return run;
      const trainings = [...child.trainings, event.result];
      const after = withChild(run, { ...child, trainings });
      if (event.weights === undefined) return after;
      const { weights } = event;
      const key = childKey(idOfMade(event.number), trainings.length);
      return { ...after, weights: keptAfter(run.weights, run, { key, weights, byHand: true, again: null }) };
    }
    default:
      return event satisfies never;
  }
}

const withChild = <Of extends Run>(run: Of, child: MadeChild): Of => ({
  ...run,
  made: run.made.map((one) => (one.number === child.number ? child : one)),
});

/** What the weights of its latest training are kept by. */
export function madeKey(number: number, { made }: Pick<Run, 'made'>): ChildKey {
  const child = made.find((one) => one.number === number);
  return childKey(idOfMade(number), child?.trainings.length ?? 0);
}

/** The number that the next one gets. Nobody has had it in this run: not even a child that was cancelled before it trained. */
export const nextMade = ({ lastMade }: Pick<Run, 'lastMade'>): number => lastMade + 1;

/** Whether a run's table answers for it; several seeds of one are trained, since a table has none. */
export const isInTable = (
  { rewards }: Pick<Settings, 'rewards'>,
  { architecture, seeds }: Pick<MadeChild, 'architecture' | 'seeds'>,
): boolean => rewards === 'table' && seeds === 1 && isTabulated(architecture);

/** Whether it is in the table, in whatever spelling. */
export const isTabulated = (architecture: Architecture): boolean => isInSpace(TABULATED_SPACE, architecture);

/** As children of a run are trained where its own were looked up: by the table's recipe, which its settings are. */
export const trainedHere = (settings: Settings): Settings => ({ ...settings, rewards: 'trained' });

type Make = Extract<MakeCommand, { type: 'make' }>;

/** The command that trains what is missing of a child, or has it looked up. */
export function makeOf(
  id: RunId,
  { settings, trainedOn }: Pick<Run, 'settings' | 'trainedOn'>,
  child: MadeChild,
  {
    dataUrl,
    tableUrl,
    archive,
    place,
    fit,
    isContest = false,
  }: Pick<Make, 'dataUrl' | 'tableUrl' | 'place'> & {
    readonly archive?: Blob | null;
    readonly fit?: Make['fit'] | null;
    /** A contest wants it trained by the processor's own engine, whatever trains the run's children. */
    readonly isContest?: boolean;
  },
): Make {
  const { number, architecture, seeds, trainings } = child;
  const inTable = isInTable(settings, child);
  const backend = BACKENDS.find((one) => one === trainedOn?.backend);
  return {
    type: 'make',
    run: id,
    settings: inTable ? settings : trainedHere(settings),
    dataUrl,
    ...(inTable && tableUrl && { tableUrl }),
    ...(archive && { archive }),
    ...(isContest ? { place: 'processor' } : place && { place }),
    // What a table was made by is nothing that is here.
    ...(isContest && !inTable
      ? ({ backend: 'wasm' } as const)
      : backend && settings.rewards === 'trained' && { backend }),
    ...(fit && { fit }),
    child: { number, architecture, seeds, done: trainings.length },
  };
}
