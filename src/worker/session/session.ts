import { messageOf } from '../../base/errors.ts';
import { object, readWith, text } from '../../base/fields.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import type { ImageSet } from '../../data/dataset.ts';
import {
  CHILDREN_A_SECOND,
  type Command,
  type Event,
  type KnownPart,
  type RunEvent,
  type RunId,
  type ShownPictures,
} from '../../protocol/protocol.ts';
import { runFinalists } from '../../search/finalists.ts';
import { runSearch, type SearchEvent, type SearchOptions } from '../../search/loop.ts';
import type { Trial } from '../../search/trial.ts';
import type { Settings } from '../../settings/settings.ts';
import { parseCommand, type RunCommand } from './commands.ts';
import { createFitOnce, type FitOnce } from './fitOnce.ts';
import { Gate } from './gate.ts';
import { parseInspection } from './inspectionCommands.ts';
import { createInspections } from './inspections.ts';
import type { Laboratory, LaboratoryReport, Workbench } from './laboratory.ts';
import { createMadeQueue, type MadeQueue } from './made.ts';
import { parseMake } from './makeCommands.ts';
import { problemOf } from './problems.ts';
import { createThrottle } from './throttle.ts';
import { Turns } from './turns.ts';

export type { Laboratory, LaboratoryReport, Workbench } from './laboratory.ts';

/**
 * The session joins search, controller and engine, and speaks only the protocol: the browser's worker and the commands
 * in Node are thin shells around it. One run at a time; starting another stops the one before.
 */
export interface Session {
  /** Takes a message of any shape; what is no command becomes a problem or, without a run, an exception. */
  handle(message: unknown): void;
  /** Settles when the run that is active now, if any, has ended, and inspections are answered. */
  idle(): Promise<void>;
  dispose(): Promise<void>;
}

/** What a search shares with all else that is at work in its session. */
interface Around {
  readonly gate: Gate;
  readonly turns: Turns;
  readonly fitOnce: FitOnce;
  readonly made: MadeQueue;
}

interface ActiveRun {
  readonly id: RunId;
  readonly gate: Gate;
  /** Settles when nothing of the run is left; never rejects, since the next run waits for it. */
  readonly ended: Promise<void>;
}

export function createSession(laboratory: Laboratory, emit: (event: Event) => void): Session {
  let active: ActiveRun | null = null;
  const turns = new Turns();
  const fitOnce = createFitOnce(laboratory);
  const made = createMadeQueue(laboratory, { turns, fitOnce }, emit);
  const inspections = createInspections(laboratory.inspector ?? null, turns, emit);

  const start = (command: Extract<Command, { type: 'start' }>): void => {
    const before = active;
    before?.gate.stop();
    const gate = new Gate();
    if (command.mode === 'step') gate.step();
    const send = (event: RunEvent): void => emit({ ...event, run: command.run });
    const ended = (before?.ended ?? Promise.resolve()).then(() =>
      performRun(laboratory, command, { gate, turns, fitOnce, made }, send).finally(() => made.look('over')),
    );
    active = { id: command.run, gate, ended };
  };

  const perform = (command: RunCommand): void => {
    switch (command.type) {
      case 'start':
        start(command);
        return;
      case 'prepare': {
        const { settings, dataUrl, place = 'automatic' } = command;
        if (active === null) void laboratory.prepare?.(settings, { dataUrl, place });
        return;
      }
      case 'measure':
        void measure(command);
        return;
      case 'stop':
        if (command.run === measured) measuring.abort();
        control(command);
        return;
      default:
        control(command);
    }
  };

  let measuring = new AbortController();
  let measured: RunId | null = null;
  const measure = async (command: Extract<Command, { type: 'measure' }>): Promise<void> => {
    measuring.abort();
    measuring = new AbortController();
    const { signal } = measuring;
    const { run, settings, architecture, place = 'automatic' } = command;
    measured = run;
    const told = await turns
      .take(async () => {
        signal.throwIfAborted();
        return laboratory.measure?.(settings, architecture, { place, signal });
      })
      .then(
        (answer) => (answer ? ok(answer) : fail('Nothing is trained here.')),
        (thrown: unknown) => fail(messageOf(thrown)),
      );
    if (!signal.aborted) emit({ type: 'measured', run, measured: told });
  };

  const control = (command: Exclude<RunCommand, { type: 'start' | 'prepare' | 'measure' }>): void => {
    if (active === null || active.id !== command.run || active.gate.stopped) return;
    const { gate } = active;
    if (command.type === 'speed') {
      // Whoever chooses a speed does not want it to hold by itself.
      gate.pauseAfter = null;
      gate.setSpeed(command.speed);
      return;
    }
    const wasPaused = gate.paused;
    gate[command.type]();
    made.look('goes-on');
    if (gate.paused === wasPaused) return;
    const going = gate.prepared ? 'running' : 'preparing';
    emit({ type: 'phase', phase: gate.paused ? 'paused' : going, run: command.run });
  };

  return {
    handle(message) {
      const inspecting = parseInspection(message);
      if (inspecting?.ok) return inspections.handle(inspecting.value);
      // The page asked for what is no inspection: that is a mistake of its own.
      if (inspecting !== null) throw new TypeError(inspecting.error);
      const making = parseMake(message);
      if (making?.ok) return made.handle(making.value);
      if (making !== null) throw new TypeError(making.error);
      const command = parseCommand(message);
      if (command.ok) return perform(command.value);
      const run = runOf(message);
      // A run that is under way must not read as failed while it goes on.
      if (run === null || run === active?.id) throw new TypeError(command.error);
      emit({ type: 'problem', problem: { kind: 'command', why: command.error }, run });
      emit({ type: 'phase', phase: 'failed', run });
    },
    async idle() {
      await active?.ended;
      await made.idle();
      await inspections.idle();
    },
    async dispose() {
      measuring.abort();
      active?.gate.stop();
      made.look('goes-on');
      await made.dispose();
      await inspections.dispose();
      await active?.ended;
      laboratory.dispose();
    },
  };
}

async function performRun(
  laboratory: Laboratory,
  command: Extract<Command, { type: 'start' }>,
  around: Around,
  send: (event: RunEvent) => void,
): Promise<void> {
  const { gate, turns, fitOnce } = around;
  const { dataUrl, tableUrl = null, archive = null, place = 'automatic', backend = null } = command;
  const { from, known, speed = null, pauseAfter = null, atOnce = 1, keepWeights = false } = command;
  let { settings } = command;
  gate.speed = speed;
  gate.pauseAfter = pauseAfter;
  send({ type: 'phase', phase: 'preparing' });
  let workbench: Workbench | null = null;
  try {
    const report: LaboratoryReport = {
      dataUrl,
      tableUrl,
      archive,
      place,
      backend,
      signal: gate.signal,
      environment: (environment) => send({ type: 'environment', environment }),
      data: (data) => send({ type: 'data', data }),
      table: (accuracies) => send({ type: 'table', accuracies }),
      shownImages: (dataset, images) => send({ type: 'shown-images', dataset, images: shownOf(images) }),
    };
    // An inspection may be opening the very device, or be at work on it, which a probe would take for the device's pace.
    workbench = await turns.take(async () => {
      gate.signal.throwIfAborted();
      settings = await fitOnce(command, report, send);
      gate.signal.throwIfAborted();
      return laboratory.open(settings, report);
    });
    gate.prepared = true;
    if (!gate.paused && !gate.stopped) send({ type: 'phase', phase: 'running' });
    const { strategy, evaluator, parallel } = workbench;
    const resumed = from === undefined ? {} : { from };
    // A looked-up run is searched again from its first child, so that nothing has to be kept of its strategy.
    const checkpoints = settings.rewards === 'trained';
    const search = runSearch({
      settings,
      strategy,
      evaluator,
      checkpoints,
      keepWeights,
      ...(parallel === undefined
        ? { parallel: atOnce, oneDevice: { room: ROOM, onlyNext: () => gate.stepping } }
        : { parallel }),
      ...resumed,
    });
    const whole = withFinalists(search, {
      ...{ settings, evaluator, keepWeights, parallel: parallel ?? 1 },
      ...resumed,
    });
    const finished = await pull(known ? after(whole, known) : whole, around, send, settings.trials);
    send({ type: 'phase', phase: finished ? 'finished' : 'stopped' });
  } catch (thrown) {
    if (gate.stopped) return send({ type: 'phase', phase: 'stopped' });
    send({ type: 'problem', problem: problemOf(thrown, settings) });
    send({ type: 'phase', phase: 'failed' });
  } finally {
    release(workbench);
  }
}

/** The search, and then the further trainings of its best children. */
async function* withFinalists(
  search: AsyncGenerator<SearchEvent, void, void>,
  {
    settings,
    evaluator,
    keepWeights,
    parallel,
    from,
  }: Pick<SearchOptions, 'evaluator' | 'from'> & {
    readonly settings: Settings;
    readonly keepWeights: boolean;
    readonly parallel: number;
  },
): AsyncGenerator<RunEvent, void, void> {
  const trials: Trial[] = [...(from?.trials ?? [])];
  try {
    for await (const event of search) {
      if (event.type === 'trial-ended') trials.push(event.trial);
      yield event;
    }
  } finally {
    await search.return();
  }
  const finalists = from?.finalists ?? [];
  yield* runFinalists({ settings, evaluator, trials, finalists, keepWeights, parallel });
}

/** What comes after so much of it. */
async function* after(
  search: AsyncGenerator<RunEvent, void, void>,
  known: KnownPart,
): AsyncGenerator<RunEvent, void, void> {
  let trials = 0;
  let finalists = 0;
  try {
    for await (const event of search) {
      const isKnown =
        trials < known.trials || (event.type.startsWith('finalist') && finalists < known.finalists);
      if (event.type === 'trial-ended') trials++;
      if (event.type === 'finalist-ended') finalists++;
      if (!isKnown) yield event;
    }
  } finally {
    await search.return();
  }
}

function shownOf(read: Result<ImageSet, string>): Result<ShownPictures, string> {
  if (!read.ok) return read;
  const { info, images, labels } = read.value;
  // A copy, since the laboratory keeps its own.
  return ok({ height: info.height, width: info.width, labels: [...labels], pixels: images.slice() });
}

/** Bytes that children in training beside each other may take: a phone's graphics card, or a small one, still has them. */
const ROOM = 512 * 2 ** 20;

const paceOf = (speed: number): number => 1000 / (speed * CHILDREN_A_SECOND);

/** A device that is gone may refuse even this, which must not keep the next run from starting. */
function release(workbench: Workbench | null): void {
  try {
    workbench?.dispose();
  } catch (thrown) {
    console.warn('A run could not free what it held:', thrown);
  }
}

/** Pulls the search to its end, or until the gate is stopped; answers which. */
async function pull(
  search: AsyncGenerator<RunEvent, void, void>,
  { gate, turns, made }: Around,
  send: (event: RunEvent) => void,
  trials: number,
): Promise<boolean> {
  const throttle = createThrottle(send, () => performance.now());
  try {
    await made.between(gate);
    while (await gate.pass()) {
      const { value, done } = await turns.take(() => search.next());
      if (done) return true;
      throttle(value);
      if (value.type === 'trial-ended' || value.type === 'finalist-ended') await gate.rest(paceOf);
      const more = value.type === 'trial-ended' && value.trial.number < trials;
      if (more && gate.trialEnded(value.trial.number)) send({ type: 'phase', phase: 'paused' });
      if (value.type === 'trial-ended' || value.type === 'finalist-ended') await made.between(gate);
    }
    return false;
  } finally {
    await turns.take(() => search.return());
  }
}

const ofRun = object({ run: text({ min: 1 }) }, [], { others: 'ignored' });

function runOf(message: unknown): RunId | null {
  const read = readWith(ofRun, message);
  return read.ok ? read.value.run : null;
}
