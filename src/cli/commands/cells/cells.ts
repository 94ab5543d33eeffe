import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { toBase64 } from '../../../base/bytes/bits.ts';
import type { Inspected, InspectionTold } from '../../../protocol/inspection.ts';
import type { EpochPoint } from '../../../search/trial.ts';
import {
  type CellsRecording,
  digitsOf,
  type RecordedTraining,
} from '../../../studies/recorded/cells/recording.ts';
import { CELLS_SETTINGS, RECORDED_CELLS, TRAININGS_EACH } from '../../../studies/recorded/cells/terms.ts';
import { createLaboratory } from '../../../worker/laboratory/laboratory.ts';
import { createSession, type Session } from '../../../worker/session/session.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { folderOf, prepareDataset } from '../../prepare/preparations.ts';
import { openDevice } from '../../runs/engine.ts';
import { folderSource } from '../../runs/folderSource.ts';
import { onInterruption } from '../../runs/interruption.ts';
import { commandOptions } from '../../text/help.ts';
import { terminalReport } from '../../text/terminalReport.ts';

const FILE = path.join(root, 'src', 'studies', 'recorded', 'cells', 'recording.json');

const help = `Usage: npm run -s cells -- [options]

Trains the three cells of the lessons, three times each, on the processor's engine, and keeps their curves and what
they take each held-out image for in src/studies/recorded/cells/recording.json (docs/RECORDED.md). What that file
has already is not trained again; Ctrl-C loses the training in progress alone.

  --help`;

const HERE = 'http://localhost/';

/** `npm run cells`: answers the exit code. */
export async function main(args: string[]): Promise<number> {
  if (commandOptions(help, args, {}) === null) return 0;
  await prepareDataset(CELLS_SETTINGS.dataset, { report: terminalReport(process.stderr) });
  let answer: (told: InspectionTold, inspection: number) => void = () => {};
  const laboratory = createLaboratory({
    source: (dataset) => folderSource(folderOf(dataset)),
    open: () => openDevice({ engine: 'wasm', threads: 1 }),
  });
  const session = createSession(laboratory, (event) => {
    if (event.type === 'inspection') answer(event.told, event.inspection);
  });
  const interruption = onInterruption(() => tell('Ending after this batch …'));
  try {
    let kept: CellsRecording | null = existsSync(FILE) ? JSON.parse(await readFile(FILE, 'utf8')) : null;
    for (let trial = 1; trial <= CELLS_SETTINGS.trials; trial++) {
      if (kept?.trainings.some((one) => one.trial === trial)) continue;
      const created = new Date().toISOString();
      const began = performance.now();
      const trained = await trainedBy(session, trial, (hear) => {
        answer = (told, inspection) => {
          // Opening one closes the one before, which says so.
          if (inspection === trial) hear(interruption.code === null ? told : { type: 'closed' });
        };
      });
      if (trained === null) return interruption.code ?? 1;
      const seconds = (performance.now() - began) / 1000;
      kept = withTraining(kept, trained, { trial, created, seconds });
      await writeFile(`${FILE}.new`, `${JSON.stringify(kept, null, 1)}\n`);
      await rename(`${FILE}.new`, FILE);
      tell(`Training ${trial} of ${CELLS_SETTINGS.trials}: ${titleOf(trial)}, ${Math.round(seconds)} s.`);
    }
    return 0;
  } finally {
    interruption.end();
    await session.dispose();
  }
}

const cellOf = (trial: number) => {
  const cell = RECORDED_CELLS[Math.floor((trial - 1) / TRAININGS_EACH)];
  if (cell === undefined) throw new RangeError(`there is no cell of trial ${trial}`);
  return cell;
};

const titleOf = (trial: number): string => cellOf(trial).title;

interface Trained {
  readonly inspected: Inspected;
  readonly epochs: readonly EpochPoint[];
}

/** Trains one as a search's trial of that number would be, and reads what it takes each image for; null where that fails. */
async function trainedBy(
  session: Session,
  trial: number,
  listen: (hear: (told: InspectionTold) => void) => void,
): Promise<Trained | null> {
  const epochs: EpochPoint[] = [];
  const ended = new Promise<Inspected | null>((resolve) => {
    listen((told) => {
      if (told.type === 'training' && told.progress.type === 'epoch') {
        const { type: _, ...epoch } = told.progress;
        epochs.push(epoch);
      }
      if (told.type === 'inspected') resolve(told.inspected);
      if (told.type === 'refused') tell(`Training ${trial} failed: ${JSON.stringify(told.refusal)}`);
      if (told.type === 'refused' || told.type === 'closed') resolve(null);
    });
  });
  const { architecture } = cellOf(trial);
  session.handle({
    ...{ type: 'inspect', run: 'cells', inspection: trial, settings: CELLS_SETTINGS, dataUrl: HERE },
    ...{ place: 'automatic', child: { architecture, trial, seededBy: trial } },
  });
  const inspected = await ended;
  listen(() => {});
  return inspected && { inspected, epochs };
}

function withTraining(
  kept: CellsRecording | null,
  { inspected, epochs }: Trained,
  { trial, created, seconds }: { trial: number; created: string; seconds: number },
): CellsRecording {
  const { predicted, probabilities, images, again } = inspected;
  if (again?.accuracy == null) throw new RangeError(`training ${trial} has no accuracy`);
  const classes = probabilities.length / images.count;
  const sure = Uint8Array.from(predicted, (taken, image) =>
    Math.round(100 * (probabilities[image * classes + taken] ?? 0)),
  );
  const training: RecordedTraining = {
    ...{ trial, accuracy: again.accuracy, seconds: Math.round(seconds), epochs },
    ...{ predicted: digitsOf(predicted), sure: toBase64(sure) },
  };
  return {
    created: kept?.created ?? created,
    updated: new Date().toISOString(),
    environment: again.environment,
    labels: digitsOf(images.labels),
    trainings: [...(kept?.trainings ?? []), training],
  };
}
