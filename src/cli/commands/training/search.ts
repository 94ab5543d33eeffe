import { constants, existsSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { spokenAdapter } from '../../../base/adapterName.ts';
import { InputError } from '../../../base/errors.ts';
import type { Problem } from '../../../protocol/problem.ts';
import type { Environment, FitRequest } from '../../../protocol/protocol.ts';
import { acceptRun } from '../../../run/file/importRun.ts';
import { isGivenPair } from '../../../run/fullRun.ts';
import { recorded } from '../../../run/journal.ts';
import { defaultName } from '../../../run/name.ts';
import { type Recovery, recoveryOf } from '../../../run/resuming/recovery.ts';
import { lacksCheckpoint, startOf } from '../../../run/resuming/resume.ts';
import { isComplete, newRun, type Run } from '../../../run/run.ts';
import type { Settings } from '../../../settings/settings.ts';
import { readRunFiles } from '../../../storage/files/readRunFiles.ts';
import { createRunWriter } from '../../../storage/files/runWriter.ts';
import type { DeviceWish } from '../../../worker/laboratory/devices/choose.ts';
import { createLaboratory } from '../../../worker/laboratory/laboratory.ts';
import { createLookup } from '../../../worker/lookup/laboratory.ts';
import { createSession, type Laboratory } from '../../../worker/session/session.ts';
import { root, tell } from '../../bootstrap/folders.mjs';
import { folderOf } from '../../prepare/preparations.ts';
import { createQueueCrew, type QueueCrewOptions } from '../../queue/crew.ts';
import { type QueueChoice, queueChoice, queueFlags, queueHelp, queueRun } from '../../queue/options.ts';
import {
  type EngineChoice,
  engineChoice,
  engineFlags,
  engineHelp,
  gpuFlags,
  gpuHelp,
  openDevice,
} from '../../runs/engine.ts';
import { type FileLock, lockFile } from '../../runs/fileLock.ts';
import { fittedLine } from '../../runs/fitted.ts';
import { folderSource } from '../../runs/folderSource.ts';
import { freshFile, type Lock } from '../../runs/freshFile.ts';
import { prepareOrStandIn } from '../../runs/images.ts';
import { alarm, onInterruption } from '../../runs/interruption.ts';
import { keepingFirst } from '../../runs/keepingFirst.ts';
import { keepRun } from '../../runs/keepRun.ts';
import {
  checked,
  fitOf,
  flagOf,
  givenSettings,
  readSettings,
  settingFlags,
  settingsAmong,
  settingsHelp,
} from '../../runs/searchOptions.ts';
import { searchOutcome } from '../../runs/searchOutcome.ts';
import { createSearchReport } from '../../runs/searchReport.ts';
import { goOnUnheard } from '../../runs/unheard.ts';
import { numberFlag } from '../../text/flags.ts';
import { commandOptions } from '../../text/help.ts';
import { goOnWith } from '../../text/shell.ts';
import { workersCrew } from '../../workers/evaluator.ts';
import { type Crew, createWorkersLaboratory } from '../../workers/laboratory.ts';
import {
  checkForWorkers,
  childrenAtOnce,
  idleNote,
  type WorkersChoice,
  workersChoice,
  workersFlags,
  workersHelp,
} from '../../workers/options.ts';
import { createWorkers } from '../../workers/pool.ts';

const help = `Usage: npm run -s search -- [options]

Searches for cells without a page, as the page does: on a graphics card where there is one, else on the processor.

  --preset NAME         fitted, table, demo, mini or paper (default: mini); every other setting overrides the
                        preset's. fitted probes a child here for half a second and takes about two minutes
  --out FILE            keeps the run in FILE, which the page can open; what its unfinished child needs lies
                        beside it in FILE.weights, what its children share in FILE.shared, and those that
                        halving may train on in FILE.paused-N; while the search runs FILE.lock says whose it
                        is. FILE must not exist
  --resume FILE         goes on with the run in FILE, written by this command or exported from the page, to
                        the same trials as if it had never been interrupted, and keeps it there (or in --out).
                        Its settings are the file's; of them only --trials may be given, for more children
${engineHelp(24)}
${gpuHelp(24)}
${workersHelp(24)}
${queueHelp(24)}
  --minutes N           ends after so many minutes as Ctrl-C does, and answers 0: a long search in pieces
  --json                one JSON object a line and trial: trial, code, accuracy, reward, trainable,
                        multiplyAdds, seconds, dataset, with weight sharing inherited (parameters), with
                        halving budget (epochs) and promotedFrom (the trial that was trained on);
                        with --finalists then one for each training again: finalist (its trial), training (from 1),
                        accuracy, judgedOn (validation, outside or test), images, seconds
  --help

Ctrl-C, SIGTERM and SIGHUP end the search after the batch in progress, and keep it if it has a file; a second Ctrl-C
ends it at once.

Settings:
${settingsHelp()}`;

const ownFlags = {
  preset: { type: 'string' },
  out: { type: 'string' },
  resume: { type: 'string' },
  minutes: { type: 'string' },
  ...engineFlags,
  ...gpuFlags,
  ...workersFlags,
  ...queueFlags,
  json: { type: 'boolean' },
} as const;

/** The run's id in messages: there is only one. */
const RUN = 'search';

/** Stands for where the page's files lie; nothing is fetched. */
const HERE = 'http://localhost/';

/** A file that the page brings along, from the folder that it is served from. */
async function publicFile(url: string): Promise<Uint8Array | null> {
  const file = path.join(root, 'public', new URL(url).pathname);
  return existsSync(file) ? readFile(file) : null;
}

/** How long a large run may take to be read, in ms. */
const READING = 5000;

const warn = (text: string): void => tell(`Warning: ${text}`);

/** `npm run search`: answers the exit code, 1 where the search failed, 2 where it cannot run as it was asked to, 128 and the signal's number where it was interrupted. */
export async function main(args: string[]): Promise<number> {
  const given: Flags | null = commandOptions(help, args, { ...settingFlags, ...ownFlags }) as Flags | null;
  if (given === null) return 0;
  const choice = engineChoice(given);
  const queue = queueChoice(given);
  const workers = queue === null ? workersChoice(given) : null;
  const minutes = numberFlag('minutes', given.minutes, { min: 0.01, max: 10_000 });
  const locks: FileLock[] = [];
  const lock: Lock = async (option, file) => void locks.push(await lockFile(option, file));
  try {
    const { out, run, fit } =
      given.resume === undefined ? await begin(given, lock) : await goOn(given, given.resume, lock);
    // All that is printed is in the file, too.
    if (out !== null) goOnUnheard(process.stdout);
    if (isComplete(run)) return await leave(run, out, given.resume);
    const helpers = queue ?? workers;
    if (helpers !== null) checkForWorkers(run.settings, queue === null ? 'workers' : 'queue');
    return await search({ run, out, fit }, choice, helpers, { json: given.json ?? false, minutes });
  } finally {
    for (const held of locks) held.release();
  }
}

/** A run with nothing left to train is what it is: it is copied where that is asked for, and else not touched. */
async function leave(run: Run, out: string | null, from: string | undefined): Promise<number> {
  if (out !== null && out !== from) await createRunWriter(out, run, tell).finish(run);
  const { length } = run.trials;
  tell(
    `${length === 1 ? 'The one trial of the run is' : `All ${length} trials of the run are`} done; it is in ${out}.`,
  );
  return 0;
}

interface Flags {
  readonly preset?: string;
  readonly out?: string;
  readonly resume?: string;
  readonly minutes?: string;
  readonly engine?: string;
  readonly threads?: string;
  readonly gpu?: string;
  readonly workers?: string;
  readonly evaluator?: string;
  readonly mixed?: boolean;
  readonly queue?: string;
  readonly json?: boolean;
  readonly [setting: string]: string | boolean | undefined;
}

interface Job {
  readonly out: string | null;
  readonly run: Run;
  /** Its settings are chosen where it trains. */
  readonly fit: FitRequest | null;
}

async function begin(given: Flags, lock: Lock): Promise<Job> {
  const wanted = readSettings(given);
  const out = given.out === undefined ? null : await freshFile('--out', given.out, lock);
  const settings = await withImages(wanted, given.dataset !== undefined);
  const created = new Date().toISOString();
  const fit = fitOf(given);
  const preset = `${given.preset ?? 'mini'}, ${settings.strategy}, seed ${settings.seed}`;
  const name = fit === null ? preset : defaultName(settings);
  return { out, run: newRun({ name, created, settings }), fit };
}

async function goOn(given: Flags, from: string, lock: Lock): Promise<Job> {
  const others = settingsAmong(given).filter((name) => name !== 'trials');
  const extra = others[0] ?? (given.preset === undefined ? undefined : 'preset');
  if (extra !== undefined) {
    const flag = extra === 'preset' ? extra : flagOf(extra as keyof Settings);
    throw new InputError(
      `--${flag} cannot be given with --resume: the run keeps the settings that it began with.`,
    );
  }
  if (given.out === undefined && existsSync(from)) await lock('--resume', from);
  const read = await (given.out === undefined ? readRunFiles(from, warn) : readAtRest(from));
  if (!read.ok) throw new InputError(`--resume ${from}: ${read.error}`);
  const run = read.value;
  if (lacksCheckpoint(run)) {
    throw new InputError(
      `--resume ${from}: it has ${run.trials.length} trials and no checkpoint to go on from. They stay as they are; a search with its settings can be started anew.`,
    );
  }
  const { trials, finalists } = run;
  const isDone = isComplete(run);
  // One pair that was given is of no space that more could be searched in.
  if (await isGivenPair(run)) {
    const way = isDone ? 'It is done.' : goOnWith('train', from);
    throw new InputError(`--resume ${from}: it is a training of one given pair, and no search. ${way}`);
  }
  const settings = checked({
    ...run.settings,
    ...givenSettings(given),
  });
  const accepted = acceptRun(run, new Date());
  if (!accepted.ok) throw new InputError(`--resume ${from}: ${accepted.error}`);
  const out = given.out === undefined ? from : await freshFile('--out', given.out, lock);
  if (settings.trials < trials.length) {
    throw new InputError(`--trials ${settings.trials}: the run has ${trials.length} trials already.`);
  }
  // Those of fewer children are not the best of more.
  const kept = settings.trials > trials.length ? [] : finalists;
  if (!isComplete({ settings, trials, finalists: kept })) await withImages(settings, true);
  return { out, run: { ...run, settings, finalists: kept }, fit: null };
}

/** What lies beside a run fits it only while nobody writes it; where nobody can, nobody does. */
async function readAtRest(from: string): Promise<Awaited<ReturnType<typeof readRunFiles>>> {
  const canBeWritten = await access(path.dirname(from), constants.W_OK).then(
    () => existsSync(from),
    () => false,
  );
  const held = canBeWritten ? await lockFile('--resume', from, READING) : null;
  return readRunFiles(from, warn).finally(() => held?.release());
}

/** Prepares the images; unless they were asked for, synthetic ones stand in where they cannot be had. A table needs none. */
async function withImages(settings: Settings, asked: boolean): Promise<Settings> {
  if (settings.rewards === 'table') return settings;
  const dataset = await prepareOrStandIn(settings.dataset, asked);
  return dataset === settings.dataset ? settings : { ...settings, dataset };
}

interface Manner {
  readonly json: boolean;
  /** Undefined: to its end. */
  readonly minutes: number | undefined;
}

async function search(
  { run: begun, out, fit }: Job,
  choice: EngineChoice,
  helpers: WorkersChoice | QueueChoice | null,
  { json, minutes }: Manner,
): Promise<number> {
  const { settings, trials } = begun;
  const report = createSearchReport(
    settings,
    trials.length,
    json,
    { out: process.stdout, err: process.stderr },
    begun.trials.at(-1)?.environment ?? null,
  );
  const writer = out === null ? null : createRunWriter(out, begun, tell);
  const told = (text: string): void => {
    report.end();
    warn(text);
  };
  const before = begun.trials.findLast(({ environment }) => environment !== undefined)?.environment ?? null;
  const heard = { before, tell: told, watch: report.worker };
  const crew = helpers && (await crewOf(helpers, queueRun(out, begun), heard));
  const laboratory = keepingFirst(laboratoryFor(settings, choice, crew), writer);
  let run = begun;
  let problem: Problem | null = null;
  let trainsOn: Environment['backend'] | null = null;
  let toFit = fit;
  const session = createSession(laboratory, (event) => {
    if (event.type === 'inspection' || event.type === 'measured') return; // nobody asks for one here
    run = recorded(run, event);
    report.event(event);
    if (event.type === 'problem') problem = event.problem;
    if (event.type === 'fitted') {
      toFit = null;
      report.end();
      tell(fittedLine(event));
    }
    if (event.type === 'environment') {
      if (trainsOn === null) {
        report.end();
        const count = helpers && 'count' in helpers ? helpers.count : 0;
        const idle = idleNote(count, run.settings);
        if (idle) tell(idle);
        const { adapter } = event.environment;
        tell(
          settings.rewards === 'table'
            ? `Children are looked up in the ${adapter}.`
            : `Children train on ${spokenAdapter(event.environment)}${crew ? ', in processes of their own' : ''}.`,
        );
      }
      trainsOn = event.environment.backend;
    }
    if (event.type === 'environment' && event.environment.warning !== undefined) {
      report.end();
      warn(event.environment.warning);
    }
    const isKept = ['checkpoint', 'child-state', 'finalist-ended'].includes(event.type);
    // No checkpoint follows a child in the midst of its wave.
    if (isKept || (event.type === 'trial-ended' && run.settings.wave > 1)) writer?.offer(run);
  });
  /** Answers the problem that ended it, if one did. */
  const train = async (): Promise<Problem | null> => {
    problem = null;
    const urls = { dataUrl: HERE, tableUrl: HERE };
    session.handle(startOf(RUN, run, { ...urls, mode: 'run', backend: trainsOn, fit: toFit }));
    await session.idle();
    return problem;
  };
  const stop = (): void => {
    report.end();
    tell('Ending after this batch …');
    session.handle({ type: 'stop', run: RUN });
    crew?.interrupt?.();
  };
  const interruption = onInterruption(stop);
  const bell = minutes === undefined ? null : alarm(minutes, stop);
  try {
    let recovery: Recovery | null = null;
    for (;;) {
      const ended = await train();
      // What workers lose they have tried again themselves.
      recovery = ended?.kind === 'device-lost' && !crew ? recoveryOf(run, recovery) : null;
      if (ended === null || recovery === null) break;
      report.end();
      warn(`${ended.why} The search goes on, on a new device, after the last epoch.`);
    }
    report.end();
    // Before its first child a run is nothing to keep; one that is looked up has no checkpoint.
    const begins = run.checkpoint !== null || run.trials.length > 0;
    const kept =
      begins && writer !== null && out !== null
        ? await keepRun(writer, run, out, tell)
        : { file: null, asWanted: true, isWhole: false };
    return searchOutcome(run, problem, kept, interruption.code ?? (bell?.rung ? 0 : null));
  } finally {
    bell?.end();
    interruption.end();
    await session.dispose();
    await crew?.close();
  }
}

/** Those who train children, where this process does not. */
async function crewOf(
  helpers: WorkersChoice | QueueChoice,
  run: string,
  heard: Pick<QueueCrewOptions, 'before' | 'tell' | 'watch'>,
): Promise<Crew> {
  if ('database' in helpers) return createQueueCrew({ ...helpers, run, ...heard });
  return workersCrew(createWorkers({ ...helpers, ...heard }));
}

/** Where children train: in this process, in workers, or not at all. */
function laboratoryFor(settings: Settings, choice: EngineChoice, crew: Crew | null): Laboratory {
  if (settings.rewards === 'table') return createLookup(publicFile);
  const open = ({ backend }: Pick<DeviceWish, 'backend'>) => openDevice(choice, backend);
  const own = createLaboratory({ source: (dataset) => folderSource(folderOf(dataset)), open });
  if (crew === null) return own;
  return createWorkersLaboratory({
    ...{ crew, atOnce: childrenAtOnce, openDevice: (backend) => open({ backend }), own },
  });
}
