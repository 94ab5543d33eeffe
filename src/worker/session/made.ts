import type { Event, FixedCommand, MakeCommand, RunId } from '../../protocol/protocol.ts';
import { trainMade } from '../../search/made.ts';
import type { FitOnce } from './fitOnce.ts';
import { performFixed } from './fixed.ts';
import type { Gate } from './gate.ts';
import type { Ground, GroundReport, Laboratory } from './laboratory.ts';
import { problemOf } from './problems.ts';
import { pullBeside } from './pullBeside.ts';
import type { Turns } from './turns.ts';

/**
 * Children by hand and comparisons with fixed networks, of a session: one after the other, in the order in which they were asked for, each with a ground of its own
 * beside a search's, as an inspection has. They take turns with whatever else is at work on the device, batch by batch; but a
 * search and a child by hand don't begin in each other's midst: see `between`.
 */
export interface MadeQueue {
  handle(command: MakeCommand | FixedCommand): void;
  /**
   * A search says that it is between two of its children, and waits until no child by hand is to be trained, or it is stopped.
   * From then on none begins until it is between two again, or paused.
   */
  between(gate: Gate): Promise<void>;
  /** The search's gate may have changed, or the search is over. */
  look(search: 'goes-on' | 'over'): void;
  /** Settles once all that was asked for so far has ended. */
  idle(): Promise<void>;
  dispose(): Promise<void>;
}

/** What searches and children by hand have in common. */
interface Shared {
  readonly turns: Turns;
  readonly fitOnce: FitOnce;
}

type Make = Extract<MakeCommand, { type: 'make' }>;
type Wanted = Make | Extract<FixedCommand, { type: 'compare-fixed' }>;

interface Job<Of extends Wanted = Wanted> {
  readonly command: Of;
  readonly abort: AbortController;
}

/** What of a run a job is: a child's number, or its one comparison. */
const partOf = (command: Wanted): number | 'fixed' =>
  command.type === 'make' ? command.child.number : 'fixed';

export function createMadeQueue(
  laboratory: Pick<Laboratory, 'ground' | 'judgedGround'>,
  shared: Shared,
  emit: (event: Event) => void,
): MadeQueue {
  let jobs: Job[] = [];
  let working: Promise<void> | null = null;
  /** A search that is in the midst of a child. */
  let within: Gate | null = null;
  const waiting: (() => void)[] = [];

  const wake = (): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const begin = (): void => {
    const mayBegin = within === null || within.paused || within.stopped;
    if (working !== null || jobs.length === 0 || !mayBegin) return;
    const job = jobs[0] as Job;
    working = perform(laboratory, job, shared, emit).finally(() => {
      jobs = jobs.filter((one) => one !== job);
      working = null;
      wake();
      begin();
    });
  };
  const cancel = (run: RunId | null, part?: number | 'fixed'): void => {
    const isMeant = ({ command }: Job): boolean =>
      (run === null || command.run === run) && (part === undefined || partOf(command) === part);
    for (const { abort } of jobs.filter(isMeant)) abort.abort();
    // The one at work leaves by itself.
    const [first] = working === null ? [] : jobs;
    jobs = jobs.filter((job) => job === first || !isMeant(job));
    wake();
  };

  return {
    handle(command) {
      if (command.type === 'make-cancel') return cancel(command.run, command.number);
      if (command.type === 'compare-fixed-cancel') return cancel(command.run, 'fixed');
      // Asked for twice, it is trained once.
      if (jobs.some((job) => !job.abort.signal.aborted && isSame(job.command, command))) return;
      jobs.push({ command, abort: new AbortController() });
      begin();
    },
    async between(gate) {
      within = null;
      while (jobs.length > 0 && !gate.stopped) {
        begin();
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      within = gate;
    },
    look(search) {
      if (search === 'over') within = null;
      wake();
      begin();
    },
    async idle() {
      // Where a search holds them, that is what they wait for.
      while (working !== null) await working;
    },
    async dispose() {
      cancel(null);
      await working;
    },
  };
}

const isSame = (one: Wanted, other: Wanted): boolean =>
  one.run === other.run && partOf(one) === partOf(other);

const perform = (
  laboratory: Pick<Laboratory, 'ground' | 'judgedGround'>,
  { command, abort }: Job,
  shared: Shared,
  emit: (event: Event) => void,
): Promise<void> =>
  command.type === 'make'
    ? performMake(laboratory, { command, abort }, shared, emit)
    : performFixed(laboratory, command, abort, shared.turns, emit);

/** Never rejects: whoever comes next waits for it. */
async function performMake(
  laboratory: Pick<Laboratory, 'ground'>,
  { command, abort: { signal } }: Job<Make>,
  { turns, fitOnce }: Shared,
  emit: (event: Event) => void,
): Promise<void> {
  const {
    run,
    child,
    dataUrl,
    tableUrl = null,
    archive = null,
    place = 'automatic',
    backend = null,
  } = command;
  const { number } = child;
  let { settings } = command;
  let ground: Ground | null = null;
  try {
    signal.throwIfAborted();
    const report: GroundReport = {
      ...{ dataUrl, tableUrl, archive, place, backend, signal },
      data: (data) => emit({ type: 'data', data, run }),
    };
    ground = await turns.take(async () => {
      settings = await fitOnce(command, report, (event) => emit({ ...event, run }));
      if (laboratory.ground === undefined) throw new TypeError('This laboratory trains no children by hand.');
      return laboratory.ground(settings, report);
    });
    const { warning: _, threads: __, ...environment } = ground.environment;
    const events = trainMade({ child, evaluator: ground.evaluator, environment, keepWeights: true });
    await pullBeside(events, turns, signal, (event) => emit({ ...event, run }));
  } catch (thrown) {
    // Who cancelled it knows.
    if (!signal.aborted) emit({ type: 'made-refused', number, problem: problemOf(thrown, settings), run });
  } finally {
    release(ground);
  }
}

/** A device that is gone may refuse even this. */
function release(ground: Ground | null): void {
  try {
    ground?.dispose();
  } catch (thrown) {
    console.warn('A child by hand could not free what it held:', thrown);
  }
}
