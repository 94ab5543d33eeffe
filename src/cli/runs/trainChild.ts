import { spokenAdapter } from '../../base/adapterName.ts';
import { DeviceError, messageOf } from '../../base/errors.ts';
import type { Environment } from '../../protocol/protocol.ts';
import { recorded } from '../../run/journal.ts';
import { type Recovery, recoveryOf } from '../../run/resuming/recovery.ts';
import { resumeOf } from '../../run/resuming/resume.ts';
import type { Run } from '../../run/run.ts';
import { runSearch, type SearchEvent } from '../../search/loop.ts';
import { createLaboratory } from '../../worker/laboratory/laboratory.ts';
import type { Laboratory, LaboratoryReport } from '../../worker/session/session.ts';
import { tell } from '../bootstrap/folders.mjs';
import { folderOf } from '../prepare/preparations.ts';
import { type EngineChoice, openDevice } from './engine.ts';
import { folderSource } from './folderSource.ts';

/** One child trained as a run's first, without a session: what a page's full training does, in a command. */
export interface ChildTraining {
  /** Its checkpoint proposes the child (run/fullRun.ts). */
  readonly run: Run;
  readonly choice: EngineChoice;
  /** Aborts between two batches. */
  readonly signal: AbortSignal;
  /** Whether its time is measured and said before it begins. */
  readonly estimates: boolean;
  started(environment: Environment): void;
  /** Hears of each event after `run` has taken it in; what it answers is waited for. */
  heard(event: SearchEvent, run: Run): Promise<void> | void;
}

/** Stands for where the page's files lie; nothing is fetched. */
const HERE = 'http://localhost/';

/**
 * Answers the run as it ended, or as it was when the signal came. A device that was lost is opened again, as a search has it, and
 * the child goes on after its last epoch; throws the DeviceError where that comes to nothing.
 */
export async function trainRun(training: ChildTraining): Promise<Run> {
  const laboratory = createLaboratory({
    source: (dataset) => folderSource(folderOf(dataset)),
    open: ({ backend }) => openDevice(training.choice, backend),
  });
  let run = training.run;
  let backend: Environment['backend'] | null = null;
  let recovery: Recovery | null = null;
  const take = async (event: SearchEvent): Promise<void> => {
    run = recorded(run, event);
    await training.heard(event, run);
  };
  const report: LaboratoryReport = {
    dataUrl: HERE,
    tableUrl: null,
    archive: null,
    place: 'automatic',
    get backend() {
      return backend;
    },
    signal: training.signal,
    environment(environment) {
      run = recorded(run, { type: 'environment', environment });
      if (backend === null) training.started(environment);
      backend = environment.backend;
    },
    data() {},
    table() {},
    shownImages() {},
  };
  try {
    if (training.estimates) await sayTime(laboratory, run, report);
    if (training.signal.aborted) return run;
    for (;;) {
      try {
        await pull(laboratory, run, report, take);
        return run;
      } catch (thrown) {
        if (training.signal.aborted) return run;
        recovery = thrown instanceof DeviceError ? recoveryOf(run, recovery) : null;
        if (recovery === null) throw thrown;
        tell(`Warning: ${messageOf(thrown)} The child goes on, on a new device, after its last epoch.`);
      }
    }
  } finally {
    laboratory.dispose();
  }
}

async function pull(
  laboratory: Laboratory,
  run: Run,
  report: LaboratoryReport,
  take: (event: SearchEvent) => Promise<void>,
): Promise<void> {
  const { settings } = run;
  const { strategy, evaluator, dispose } = await laboratory.open(settings, report);
  const from = resumeOf(run);
  const search = runSearch({
    ...{ settings, strategy, evaluator, checkpoints: true, keepWeights: true },
    ...(from && { from }),
  });
  try {
    while (!report.signal.aborted) {
      const { value, done } = await search.next();
      if (done) return;
      await take(value);
    }
  } finally {
    await search.return();
    dispose();
  }
}

/** What a child refuses is told by its training, and not by its measurement. */
async function sayTime({ measure }: Laboratory, run: Run, report: LaboratoryReport): Promise<void> {
  const { settings, checkpoint, child } = run;
  const pair = checkpoint?.proposed?.architecture;
  const left = settings.epochs - (child?.state.epochs.length ?? 0);
  if (measure === undefined || pair === undefined) return;
  tell('Measuring a step …');
  try {
    const { seconds, step, steps } = await measure(settings, pair, report, left);
    tell(
      `${left} of ${settings.epochs} epochs, ${steps.toLocaleString('en-US')} steps of ${(1000 * step).toPrecision(3)} ms as measured here: about ${spoken(seconds)}.`,
    );
  } catch (thrown) {
    if (report.signal.aborted || thrown instanceof DeviceError) return;
    tell(`How long it takes could not be measured: ${messageOf(thrown)}`);
  }
}

/** "42 s", "25 min", "31 h", "12 days". */
function spoken(seconds: number): string {
  const units = [
    ['s', 1, 90],
    ['min', 60, 90],
    ['h', 3600, 48],
  ] as const;
  const fit = units.find(([, size, most]) => seconds / size < most);
  return fit
    ? `${Math.max(1, Math.round(seconds / fit[1]))} ${fit[0]}`
    : `${Math.round(seconds / 86_400)} days`;
}

/** "25,486 parameters on this processor, 2 threads" */
export const placeWords = (trainable: number, environment: Environment): string =>
  `${trainable.toLocaleString('en-US')} parameters on ${spokenAdapter(environment)}`;
