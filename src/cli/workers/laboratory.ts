import { fail } from '../../base/result.ts';
import { createArrayPolicy } from '../../controller/arrays/policy.ts';
import { trainingSteps } from '../../engine/trainer.ts';
import type { Environment } from '../../protocol/protocol.ts';
import type { Evaluator } from '../../search/trial.ts';
import { childCounts } from '../../settings/childGraph.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { CreatePolicy } from '../../strategies/learner/policy.ts';
import type { Strategy } from '../../strategies/strategy.ts';
import type { Device } from '../../worker/laboratory/devices/device.ts';
import { guardStrategy } from '../../worker/laboratory/lost.ts';
import { checkPrecision } from '../../worker/laboratory/recipeOf.ts';
import type { Laboratory, LaboratoryReport, Workbench } from '../../worker/session/session.ts';
import { createStrategy } from '../../worker/strategies.ts';
import type { Hello } from './lines.ts';

/** Those who train a search's children in other processes: beside it, or behind a queue. */
export interface Crew {
  /** How many children they take at once. */
  readonly count: number;
  /** Resolves once somebody can train these settings' children, so many at once; answers what trains them. Throws an InputError. */
  open(settings: Settings, wanted: number): Promise<{ readonly hello: Hello; readonly unseen?: string }>;
  evaluator(settings: Settings, cost: Evaluator['cost']): Evaluator;
  /** Ends the opening, and children at once. */
  abort(): void;
  /** Lets go of children that nobody may be training: a search that is stopped does not wait for them. */
  interrupt?(): void;
  close(): Promise<void>;
}

export interface WorkersLaboratoryOptions {
  readonly crew: Crew;
  /** How many children can be in training at once. */
  atOnce(settings: Settings): number;
  /** A device of this backend in this very process, for the controller: a search without workers has it beside the children. */
  openDevice(backend: Environment['backend']): Promise<Device>;
  /** What a search without workers has, which fits settings. */
  readonly own: Laboratory;
}

/** Loops in this process, which loses nothing. */
const plain = () => ({ createPolicy: createArrayPolicy, lost: new Promise<string>(() => {}) });

/** Whether the strategy makes a controller: one that has none needs no device here. */
function hasController(strategyBy: (createPolicy: CreatePolicy) => Strategy): boolean {
  let isWanted = false;
  strategyBy((...job) => {
    isWanted = true;
    return createArrayPolicy(...job);
  }).dispose();
  return isWanted;
}

/** A laboratory whose children train in worker processes; its strategy works in this one. */
export function createWorkersLaboratory({
  crew,
  atOnce,
  openDevice,
  own,
}: WorkersLaboratoryOptions): Laboratory {
  let device: Device | null = null;

  const controllerOf = async ({ environment: { backend } }: Hello) => {
    // The processor's controller is plain loops, whatever process they run in.
    if (backend === 'wasm') return plain();
    device ??= await openDevice(backend as Environment['backend']);
    return device;
  };

  return {
    ...(own.fit && { fit: own.fit }),
    async open(settings, report): Promise<Workbench> {
      const { hello, unseen } = await opened(crew, settings, atOnce(settings), report);
      checkPrecision(settings, hello.environment.engine);
      report.environment(environmentOf(hello));
      if (unseen !== undefined) report.shownImages(settings.dataset, fail(unseen));
      const { blocks, operations } = settings;
      const counts = (architecture: Architecture) => childCounts(architecture, settings);
      const strategyBy = (createPolicy: CreatePolicy) =>
        createStrategy(settings, { blocks, operations }, { cost: counts, createPolicy });
      const { createPolicy, lost } = hasController(strategyBy) ? await controllerOf(hello) : plain();
      report.signal.throwIfAborted();
      const strategy = strategyBy(createPolicy);
      const cost = (architecture: Architecture) => {
        const { trainable, multiplyAdds } = counts(architecture);
        return { trainable, multiplyAdds, steps: trainingSteps(settings, settings.trainImages) };
      };
      const guarded = guardStrategy(strategy, lost);
      return {
        strategy: guarded,
        evaluator: crew.evaluator(settings, cost),
        parallel: crew.count,
        dispose: () => guarded.dispose(),
      };
    },
    dispose() {
      device?.executor.dispose();
      device = null;
      own.dispose();
    },
  };
}

/** A search that is stopped does not wait for its workers to have begun. */
async function opened(
  crew: Crew,
  settings: Settings,
  atOnce: number,
  { signal }: LaboratoryReport,
): ReturnType<Crew['open']> {
  signal.throwIfAborted();
  signal.addEventListener('abort', crew.abort);
  try {
    return await crew.open(settings, atOnce);
  } finally {
    signal.removeEventListener('abort', crew.abort);
  }
}

const environmentOf = ({ environment, threads, warning }: Hello): Environment => ({
  ...(environment as Environment),
  ...(threads === undefined ? {} : { threads }),
  ...(warning === undefined ? {} : { warning }),
});
