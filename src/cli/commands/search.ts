import { existsSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../base/errors.ts';
import { openBackend } from '../../engine/backend.ts';
import { openNodeGpu } from '../../engine/nodeGpu.ts';
import { happened, type Problem } from '../../protocol/problem.ts';
import type { RunEvent } from '../../protocol/protocol.ts';
import { acceptRun } from '../../run/file/importRun.ts';
import { recorded } from '../../run/journal.ts';
import { type Recovery, recoveryOf } from '../../run/recovery.ts';
import { startOf } from '../../run/resume.ts';
import { isComplete, newRun, type Run } from '../../run/run.ts';
import type { Settings } from '../../settings/settings.ts';
import { readRunFiles } from '../../storage/files/readRunFiles.ts';
import { createRunWriter } from '../../storage/files/runWriter.ts';
import { createLaboratory } from '../../worker/laboratory/laboratory.ts';
import { createSession } from '../../worker/session/session.ts';
import { tell } from '../bootstrap/folders.mjs';
import { folderOf } from '../prepare/preparations.ts';
import { folderSource } from '../runs/folderSource.ts';
import { prepareOrStandIn } from '../runs/images.ts';
import {
  checked,
  flagOf,
  readSettings,
  settingFlags,
  settingsAmong,
  settingsHelp,
} from '../runs/searchOptions.ts';
import { createSearchReport } from '../runs/searchReport.ts';
import { commandOptions } from '../text/help.ts';

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
} as const;

/** The run's id in messages: there is only one. */
const RUN = 'search';

const warn = (text: string): void => tell(`Warning: ${text}`);

/** `npm run search`: answers the exit code, 1 where the search failed, 130 where it was interrupted. */
export async function main(args: string[]): Promise<number> {
  const given: Flags | null = commandOptions(help, args, { ...settingFlags, ...ownFlags }) as Flags | null;
  if (given === null) return 0;
  if (given.backend !== undefined && given.backend !== 'webgpu' && given.backend !== 'cpu') {
    throw new InputError(`--backend ${given.backend}: give webgpu or cpu.`);
  }
  const { out, run } = given.resume === undefined ? await begin(given) : await goOn(given, given.resume);
  if (isComplete(run)) return leave(run, out, given.resume);
  return search(run, out, given);
}

/** A run with nothing left to train is what it is: it is copied where that is asked for, and else not touched. */
async function leave(run: Run, out: string | null, from: string | undefined): Promise<number> {
  if (out !== null && out !== from) await createRunWriter(out, newRun(run), tell).finish(run);
  tell(`All ${run.trials.length} trials of the run are done; it is in ${out}.`);
  return 0;
}

interface Flags {
  readonly preset?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly backend?: 'webgpu' | 'cpu';
  readonly json?: boolean;
  readonly [setting: string]: string | boolean | undefined;
}

interface Job {
  readonly out: string | null;
  readonly run: Run;
}

async function begin(given: Flags): Promise<Job> {
  const wanted = readSettings(given);
  const out = given.out === undefined ? null : freshFile(given.out);
  const settings = await withImages(wanted, given.dataset !== undefined);
  const created = new Date().toISOString();
  const name = `${given.preset ?? 'mini'}, ${settings.strategy}, seed ${settings.seed}`;
  return { out, run: newRun({ name, created, settings }) };
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
  const read = await readRunFiles(from, warn);
  if (!read.ok) throw new InputError(`--resume ${from}: ${read.error}`);
  const accepted = acceptRun(read.value, new Date());
  if (!accepted.ok) throw new InputError(`--resume ${from}: ${accepted.error}`);
  const run = accepted.value;
  const out = given.out === undefined ? from : freshFile(given.out);
  const { trials } = run;
  const settings = checked({
    ...run.settings,
    ...(given.trials === undefined ? {} : { trials: Number(given.trials) }),
  });
  if (settings.trials < trials.length) {
    throw new InputError(`--trials ${settings.trials}: the run has ${trials.length} trials already.`);
  }
  if (!isComplete({ settings, trials })) await withImages(settings, true);
  return { out, run: { ...run, settings } };
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

/** Prepares the images; unless they were asked for, synthetic ones stand in where they cannot be had. */
async function withImages(settings: Settings, asked: boolean): Promise<Settings> {
  const dataset = await prepareOrStandIn(settings.dataset, asked);
  return dataset === settings.dataset ? settings : { ...settings, dataset };
}

async function search(begun: Run, out: string | null, { json, backend }: Flags): Promise<number> {
  const { settings, trials } = begun;
  const report = createSearchReport(
    settings,
    trials.length,
    json ?? false,
    {
      out: process.stdout,
      err: process.stderr,
    },
    begun.trials.at(-1)?.environment ?? null,
  );
  const writer = out === null ? null : createRunWriter(out, begun, tell);
  const laboratory = createLaboratory({
    source: (dataset) => folderSource(folderOf(dataset)),
    open: async () =>
      openBackend({
        gpu: backend === 'cpu' ? null : await openNodeGpu(),
        order: backend === undefined ? ['webgpu', 'cpu'] : [backend],
      }),
  });
  let run = begun;
  let problem: Problem | null = null;
  const session = createSession(laboratory, (event: RunEvent) => {
    run = recorded(run, event);
    report.event(event);
    if (event.type === 'problem') problem = event.problem;
    if (event.type === 'environment' && event.environment.warning !== undefined) {
      report.end();
      warn(event.environment.warning);
    }
    if (event.type === 'checkpoint' || event.type === 'child-state') writer?.offer(run);
  });
  /** Answers the problem that ended it, if one did. */
  const train = async (): Promise<Problem | null> => {
    problem = null;
    session.handle(startOf(RUN, run, { dataUrl: 'http://localhost/', mode: 'run' }));
    await session.idle();
    return problem;
  };
  const interrupt = (): void => {
    process.off('SIGINT', interrupt);
    report.end();
    tell('Ending after this batch …');
    session.handle({ type: 'stop', run: RUN });
  };
  process.on('SIGINT', interrupt);
  try {
    let recovery: Recovery | null = null;
    for (;;) {
      const ended = await train();
      recovery = ended?.kind === 'device-lost' ? recoveryOf(run, recovery) : null;
      if (ended === null || recovery === null) break;
      report.end();
      warn(`${ended.why} The search goes on, on another device, after the last epoch.`);
    }
    report.end();
    // Before its first child a run is nothing to keep.
    if (run.checkpoint !== null) await writer?.finish(run);
    return outcome(run, problem, out);
  } finally {
    process.off('SIGINT', interrupt);
    await session.dispose();
  }
}

function outcome(
  { phase, checkpoint, trials, settings }: Run,
  problem: Problem | null,
  out: string | null,
): number {
  const kept = out === null || checkpoint === null ? null : out;
  if (phase === 'finished') {
    if (kept !== null) tell(`The run is in ${kept}.`);
    return 0;
  }
  const way = kept === null ? '' : ` Go on with: npm run -s search -- --resume ${kept}`;
  if (phase === 'stopped') {
    tell(`Interrupted after ${trials.length} of ${settings.trials} trials.${way}`);
    return 130;
  }
  tell(problem === null ? 'The search failed.' : `${happened[problem.kind]} ${problem.why}`);
  if (way !== '') tell(way.trim());
  return 1;
}
