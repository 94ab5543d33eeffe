import { existsSync } from 'node:fs';
import path from 'node:path';
import { DataError, InputError, messageOf } from '../../base/errors.ts';
import { openBackend } from '../../engine/backend.ts';
import { openNodeGpu } from '../../engine/nodeGpu.ts';
import type { Phase, Problem, RunEvent } from '../../protocol/protocol.ts';
import type { Settings } from '../../settings/settings.ts';
import { createLaboratory } from '../../worker/laboratory/laboratory.ts';
import { createSession } from '../../worker/session/session.ts';
import { tell } from '../bootstrap/folders.mjs';
import { prepareCifar10 } from '../prepare/prepareCifar10.ts';
import { folderSource } from '../runs/folderSource.ts';
import { type RecordedRun, readRecorded, recorded, resumeOf } from '../runs/runRecorder.ts';
import { createRunWriter } from '../runs/runWriter.ts';
import {
  checked,
  flagOf,
  readSettings,
  settingFlags,
  settingsAmong,
  settingsHelp,
} from '../runs/searchOptions.ts';
import { createSearchReport } from '../runs/searchReport.ts';
import { dataFolder } from '../site/page.ts';
import { parseArguments } from '../text/arguments.ts';
import { terminalReport } from '../text/terminalReport.ts';

const help = `Usage: npm run -s search -- [options]

Searches for cells without a page, as the page does: on WebGPU where there is an adapter, else on the CPU.

  --preset NAME         demo, mini or paper (default: mini); every other setting overrides the preset's
  --out FILE            keeps the run in FILE, which the page can open; what its unfinished child needs lies
                        beside it in FILE.weights, what its children share in FILE.shared, and those that
                        halving may train on in FILE.paused-N. FILE must not exist
  --resume FILE         goes on with the run in FILE, written by this command or exported from the page, to
                        the same trials as if it had never been interrupted, and keeps it there (or in --out).
                        Its settings are the file's; of them only --trials may be given, for more children
  --backend NAME        webgpu or cpu (default: webgpu where there is an adapter)
  --json                one JSON object a line and trial: trial, code, accuracy, reward, trainable,
                        multiplyAdds, seconds, dataset, with weight sharing inherited (parameters), with
                        halving budget (epochs) and promotedFrom (the trial that was trained on)
  --help

Ctrl-C ends the search after the batch in progress, and keeps it if it has a file; a second one ends it at once.

Settings:
${settingsHelp()}`;

const ownFlags = {
  preset: { type: 'string' },
  out: { type: 'string' },
  resume: { type: 'string' },
  backend: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** A device that is lost is replaced this often without the search having come any further. */
const MOST_RECOVERIES = 2;

/** `npm run search`: answers the exit code, 1 where the search failed, 130 where it was interrupted. */
export async function main(args: string[]): Promise<number> {
  const given = parseArguments(args, { ...settingFlags, ...ownFlags }) as Flags;
  if (given.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  if (given.backend !== undefined && given.backend !== 'webgpu' && given.backend !== 'cpu') {
    throw new InputError(`--backend ${given.backend}: give webgpu or cpu.`);
  }
  const { out, run } = given.resume === undefined ? await begin(given) : await goOn(given, given.resume);
  return search(run, out, given);
}

interface Flags {
  readonly preset?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly backend?: 'webgpu' | 'cpu';
  readonly json?: boolean;
  readonly help?: boolean;
  readonly [setting: string]: string | boolean | undefined;
}

interface Job {
  readonly out: string | null;
  readonly run: RecordedRun;
}

async function begin(given: Flags): Promise<Job> {
  const wanted = readSettings(given);
  const out = given.out === undefined ? null : freshFile(given.out);
  const settings = await withImages(wanted, given.dataset !== undefined);
  const created = new Date().toISOString();
  const name = `${given.preset ?? 'mini'}, ${settings.strategy}, seed ${settings.seed}`;
  const file = { name, created, updated: created, settings, environment: null };
  return {
    out,
    run: {
      file: { ...file, trials: [], updates: [], checkpoint: null },
      child: null,
      shared: {},
      paused: {},
    },
  };
}

async function goOn(given: Flags, from: string): Promise<Job> {
  const others = settingsAmong(given).filter((name) => name !== 'trials');
  const extra = others[0] ?? (given.preset === undefined ? undefined : 'preset');
  if (extra !== undefined) {
    const flag = extra === 'preset' ? extra : flagOf(extra as keyof Settings);
    throw new InputError(
      `--${flag} cannot be given with --resume: the run keeps the settings that it began with.`,
    );
  }
  const run = await readRecorded(from);
  const out = given.out === undefined ? from : freshFile(given.out);
  const { trials } = run.file;
  const settings = checked({
    ...run.file.settings,
    ...(given.trials === undefined ? {} : { trials: Number(given.trials) }),
  });
  if (settings.trials < trials.length) {
    throw new InputError(`--trials ${settings.trials}: the run has ${trials.length} trials already.`);
  }
  await withImages(settings, true);
  return { out, run: { ...run, file: { ...run.file, settings } } };
}

function freshFile(out: string): string {
  if (existsSync(out)) {
    throw new InputError(`--out ${out} exists: give another name, or --resume ${out} to go on with it.`);
  }
  if (!existsSync(path.dirname(path.resolve(out)))) {
    throw new InputError(`--out ${out}: there is no folder ${path.dirname(out)}.`);
  }
  return out;
}

/** Prepares CIFAR-10 where it is missing; unless it was asked for, synthetic images stand in where it cannot be had. */
async function withImages(settings: Settings, asked: boolean): Promise<Settings> {
  if (settings.dataset !== 'cifar10') return settings;
  try {
    const folder = path.join(dataFolder, 'cifar10');
    await prepareCifar10({ folder, report: terminalReport(process.stderr) });
    return settings;
  } catch (thrown) {
    if (!(thrown instanceof DataError) || asked) throw thrown;
    tell(`Warning: ${messageOf(thrown)}`);
    tell(
      'Going on with synthetic images: their accuracies say nothing about CIFAR-10. --dataset cifar10 fails instead.',
    );
    return { ...settings, dataset: 'synthetic' };
  }
}

async function search(begun: RecordedRun, out: string | null, { json, backend }: Flags): Promise<number> {
  const { settings, trials } = begun.file;
  const report = createSearchReport(settings, trials.length, json ?? false, {
    out: process.stdout,
    err: process.stderr,
  });
  const writer = out === null ? null : createRunWriter(out, begun);
  const laboratory = createLaboratory({
    source: () => folderSource(path.join(dataFolder, 'cifar10')),
    open: async () =>
      openBackend({
        gpu: backend === 'cpu' ? null : await openNodeGpu(),
        order: backend === undefined ? ['webgpu', 'cpu'] : [backend],
      }),
  });
  let run = begun;
  let phase: Phase = 'preparing';
  let problem: Problem | null = null;
  const session = createSession(laboratory, (event: RunEvent) => {
    run = recorded(run, event);
    report.event(event);
    if (event.type === 'phase') phase = event.phase;
    if (event.type === 'problem') problem = event.problem;
    if (event.type === 'environment' && event.environment.warning !== undefined) {
      report.end();
      tell(`Warning: ${event.environment.warning}`);
    }
    if (event.type === 'checkpoint' || event.type === 'child-state') writer?.offer(run);
  });
  const start = async (): Promise<void> => {
    const from = resumeOf(run);
    session.handle({
      type: 'start',
      run: 'search',
      settings,
      dataUrl: 'http://localhost/',
      mode: 'run',
      ...(from && { from }),
    });
    await session.idle();
  };
  const interrupt = (): void => {
    process.off('SIGINT', interrupt);
    report.end();
    tell('Ending after this batch …');
    session.handle({ type: 'stop', run: 'search' });
  };
  process.on('SIGINT', interrupt);
  try {
    let before = '';
    for (let tries = 0; ; tries++) {
      problem = null;
      await start();
      const lost = problem as Problem | null;
      const progress = `${run.file.trials.length} ${run.child?.state.epochs.length ?? 0}`;
      if (progress !== before) tries = 0;
      before = progress;
      if (!lost?.deviceLost || run.file.checkpoint === null || tries >= MOST_RECOVERIES) break;
      report.end();
      tell(`Warning: ${lost.why} The search goes on, on another device, after the last epoch.`);
    }
    report.end();
    // Before its first child a run is nothing to keep.
    if (run.file.checkpoint !== null) await writer?.finish(run);
    return outcome(phase, problem, run, out);
  } finally {
    process.off('SIGINT', interrupt);
    await session.dispose();
  }
}

function outcome(phase: Phase, problem: Problem | null, { file }: RecordedRun, out: string | null): number {
  const kept = out === null || file.checkpoint === null ? null : out;
  if (phase === 'finished') {
    if (kept !== null) tell(`The run is in ${kept}.`);
    return 0;
  }
  const way = kept === null ? '' : ` Go on with: npm run -s search -- --resume ${kept}`;
  if (phase === 'stopped') {
    tell(`Interrupted after ${file.trials.length} of ${file.settings.trials} trials.${way}`);
    return 130;
  }
  tell(problem === null ? 'The search failed.' : `${problem.what} ${problem.why}`);
  if (way !== '') tell(way.trim());
  return 1;
}
