import { InputError } from '../../base/errors.ts';
import { RECORDINGS } from '../../studies/recorded/list.ts';
import { type SimulatedTimes, simulateSearch } from '../../studies/scale/simulate.ts';
import { readRecording } from '../site/recordings.ts';
import { integerFlag, numberFlag } from '../text/flags.ts';
import { commandOptions } from '../text/help.ts';
import { tableLines } from '../text/table.ts';

const WAVES = [20, 100, 500, 2500];
const [WORKERS, TRIALS, SEED, OVERHEAD_MS] = [500, 20_000, 1, 10];

const help = `Usage: npm run -s bench -- --scale [options]

Simulates a search in waves by many workers, children as long as those of the recorded searches of this repository: how
many children an hour, and how much of the workers' time is spent waiting. It trains nothing. See docs/SCALE.md.

  --workers N     (default: ${WORKERS}, as many as the paper had)
  --trials N      (default: ${TRIALS.toLocaleString('en-US')}, as in the paper)
  --wave N,…      (default: ${WAVES.join(', ')})
  --overhead MS   between a worker's children, in ms (default: ${OVERHEAD_MS})
  --seed N        (default: ${SEED})
  --json          one JSON object`;

const flags = {
  scale: { type: 'boolean' },
  workers: { type: 'string' },
  trials: { type: 'string' },
  wave: { type: 'string' },
  overhead: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** `npm run bench -- --scale`: answers the exit code. */
export async function simulateScale(args: readonly string[]): Promise<number> {
  const given = commandOptions(help, args, flags);
  if (given === null) return 0;
  const most = { min: 1, max: 1_000_000 };
  const workers = integerFlag('workers', given.workers, { min: 1, max: 100_000 }) ?? WORKERS;
  const trials = integerFlag('trials', given.trials, most) ?? TRIALS;
  const overhead = numberFlag('overhead', given.overhead, { min: 0, max: 1e6 }) ?? OVERHEAD_MS;
  const seed = integerFlag('seed', given.seed, { min: 0, max: 2 ** 32 - 1 }) ?? SEED;
  const waves =
    given.wave === undefined
      ? WAVES
      : given.wave.split(',').map((one) => integerFlag('wave', one, most) ?? 1);
  const durations = await recordedDurations();
  const about = { workers, trials, durations, seed, overhead: overhead / 1000, learning: 0 };
  const rows = waves.map((wave) => ({ wave, ...simulateSearch({ ...about, wave }) }));
  const mean = durations.reduce((sum, one) => sum + one, 0) / durations.length;
  const facts = { workers, trials, overhead, seed, children: durations.length, mean };
  console.log(
    given.json ? JSON.stringify({ ...facts, longest: Math.max(...durations), rows }) : linesOf(rows),
  );
  return 0;
}

/** Seconds of the trained children of the searches that the page ships. */
async function recordedDurations(): Promise<number[]> {
  const durations: number[] = [];
  for (const { id } of RECORDINGS)
    for (const { status, seconds } of (await readRecording(id))?.trials ?? [])
      if (status === 'trained') durations.push(seconds);
  if (durations.length === 0) throw new InputError('No recorded search is finished: there are no durations.');
  return durations;
}

function linesOf(rows: readonly ({ readonly wave: number } & SimulatedTimes)[]): string {
  return tableLines(
    ['wave', 'children an hour', 'hours', 'idle', 'times one worker'],
    rows.map(({ wave, childrenPerHour, seconds, idle, speedUp }) => [
      String(wave),
      Math.round(childrenPerHour).toLocaleString('en-US'),
      (seconds / 3600).toFixed(1),
      `${(100 * idle).toFixed(1)} %`,
      speedUp.toFixed(1),
    ]),
  ).join('\n');
}
