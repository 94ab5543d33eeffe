import { type ProposedChild, proposedOf, type SearchCheckpoint } from '../../search/checkpoint.ts';
import type { ArchitectureCost, Trial } from '../../search/trial.ts';
import { waveEnd, waveStart } from '../../search/waves/waves.ts';
import type { Architecture } from '../../space/architecture.ts';
import { canonicalKey } from '../../space/canonical.ts';
import type { Decision } from '../../strategies/strategy.ts';
import { finalistsLeft } from '../figures.ts';
import type { CurrentTrial, LiveRun } from '../live.ts';

/** So many children of a wave train at once on the page, and are drawn beside each other. */
export const MOST_AT_ONCE = 8;

/** A child of the wave that a search is at. */
export interface WaveChild {
  readonly number: number;
  readonly architecture: Architecture;
  readonly decisions?: readonly Decision[];
  /** `waiting`: trained, or the same as an earlier one, before one of a lower number was; `coming`: it has not begun. */
  readonly stands: 'coming' | 'training' | 'waiting' | 'ended';
  /** Null before it has begun. */
  readonly cost: Pick<ArchitectureCost, 'trainable' | 'multiplyAdds'> | null;
  /** Its training, where it was trained on this visit and has not ended. */
  readonly child: CurrentTrial | null;
  /** How it did: its own trial, or that of which it is the same. Null before. */
  readonly trial: Trial | null;
}

export interface SeenWave {
  /** The numbers of the whole wave. */
  readonly first: number;
  readonly last: number;
  /** By place, eight at most: of a larger wave the eighth after a child takes its place once that has ended. */
  readonly children: readonly WaveChild[];
  /** How many of the whole wave stand how. */
  readonly counts: Readonly<Record<WaveChild['stands'], number>>;
}

const told = new WeakMap<LiveRun, SeenWave | null>();

/** The wave that is in training; null where a search trains one child after the other, looks them up, or is over. */
export function waveOf(run: LiveRun): SeenWave | null {
  const before = told.get(run);
  if (before !== undefined) return before;
  const wave = seenWave(run);
  told.set(run, wave);
  return wave;
}

/** A child of it that is not in training and has not ended, by its number. */
export function comingChild(
  run: LiveRun,
  number: number,
): Pick<WaveChild, 'number' | 'architecture' | 'decisions'> | null {
  const { checkpoint, trials, training } = run;
  if (waveOf(run) === null || checkpoint === null || number <= trials.length) return null;
  if (training.some((one) => one.number === number)) return null;
  const { proposed, waiting } = knownOf(checkpoint);
  const child = proposed.get(number) ?? waiting.get(number);
  return child === undefined ? null : partOf({ ...child, number });
}

const UNDER_WAY: ReadonlySet<string> = new Set(['preparing', 'running', 'paused']);

function seenWave(run: LiveRun): SeenWave | null {
  const { settings, phase, trials, current, checkpoint } = run;
  const { wave = 1 } = settings;
  if (wave < 2 || settings.rewards === 'table' || !UNDER_WAY.has(phase)) return null;
  if (current?.again !== undefined) return null;
  const next = trials.length + 1;
  const known = checkpoint === null ? NOTHING : knownOf(checkpoint);
  // A wave's first child is told of before what was proposed with it: until then the last wave stays.
  const isBegun = known.last >= next && next <= settings.trials;
  if (!isBegun && isPast(run)) return null;
  const at = isBegun ? next : trials.length;
  if (at === 0) return null;
  const first = waveStart(at, settings);
  const last = Math.min(waveEnd(at, settings), settings.trials);
  if (first === last) return null;
  const terms = { run, known, training: new Map(run.training.map((child) => [child.number, child])) };
  const children: WaveChild[] = [];
  for (let place = 0; place < Math.min(MOST_AT_ONCE, last - first + 1); place++) {
    const child = childAt(terms, first + place, last);
    if (child !== null) children.push(child);
  }
  return children.length === 0 ? null : { first, last, children, counts: countsOf(terms, first, last) };
}

/** All trials have ended, and what comes is no wave: finalists, or a search that is made ready once more. */
const isPast = (run: LiveRun): boolean =>
  run.finalists.length > 0 ||
  (run.trials.length >= run.settings.trials && (run.phase === 'preparing' || finalistsLeft(run) > 0));

/** What a checkpoint knows, by number. */
interface Known {
  readonly proposed: ReadonlyMap<number, ProposedChild>;
  readonly waiting: ReadonlyMap<number, Trial>;
  /** The highest number that was proposed; 0: none was. */
  readonly last: number;
}

const NOTHING: Known = { proposed: new Map(), waiting: new Map(), last: 0 };
const knowns = new WeakMap<SearchCheckpoint, Known>();

function knownOf(checkpoint: SearchCheckpoint): Known {
  const before = knowns.get(checkpoint);
  if (before !== undefined) return before;
  const all = proposedOf(checkpoint);
  const known = {
    proposed: new Map(all.map((child) => [child.trial, child])),
    waiting: new Map(checkpoint.waiting?.map((trial) => [trial.number, trial])),
    last: all.at(-1)?.trial ?? 0,
  };
  knowns.set(checkpoint, known);
  return known;
}

interface Terms {
  readonly run: LiveRun;
  readonly known: Known;
  readonly training: ReadonlyMap<number, CurrentTrial>;
}

/** Of those that have this place, the first that has not ended, or else the last. */
function childAt(terms: Terms, place: number, last: number): WaveChild | null {
  const next = terms.run.trials.length + 1;
  let ended: number | null = null;
  for (let number = place; number <= last; number += MOST_AT_ONCE) {
    if (number < next) ended = number;
    else {
      const child = childOf(terms, number);
      if (child !== null) return child;
    }
  }
  return ended === null ? null : childOf(terms, ended);
}

function childOf({ run, known, training }: Terms, number: number): WaveChild | null {
  const ended = run.trials[number - 1];
  if (ended !== undefined)
    return { ...partOf(ended), stands: 'ended', cost: ended, child: null, trial: ended };
  const child = training.get(number) ?? null;
  const waited = known.waiting.get(number);
  // What a checkpoint holds is another copy each time: a child in training stays the same.
  if (waited !== undefined)
    return { ...partOf(child ?? waited), stands: 'waiting', cost: waited, child, trial: waited };
  if (child !== null) {
    const same = sameAs(run, child);
    const stands = same === null ? 'training' : 'waiting';
    return { ...partOf(child), stands, cost: child.cost, child, trial: same };
  }
  const coming = known.proposed.get(number);
  if (coming === undefined) return null;
  return { ...partOf({ ...coming, number }), stands: 'coming', cost: null, child: null, trial: null };
}

function countsOf({ run, known, training }: Terms, first: number, last: number): SeenWave['counts'] {
  const counts = { coming: 0, training: 0, waiting: 0, ended: 0 };
  for (let number = first; number <= last; number++) {
    const child = training.get(number);
    if (number <= run.trials.length) counts.ended++;
    else if (known.waiting.has(number)) counts.waiting++;
    else if (child !== undefined) counts[sameAs(run, child) === null ? 'training' : 'waiting']++;
    else if (known.proposed.has(number)) counts.coming++;
  }
  return counts;
}

const partOf = ({
  number,
  architecture,
  decisions,
}: Pick<WaveChild, 'number' | 'architecture' | 'decisions'>) => ({
  number,
  architecture,
  ...(decisions === undefined ? {} : { decisions }),
});

/** The earlier child whose result this one takes over, where nothing of it is trained. */
function sameAs({ settings, trials, checkpoint }: LiveRun, child: CurrentTrial): Trial | null {
  const hasBegun = child.step > 0 || child.points.length > 0 || child.compiling !== undefined;
  if (hasBegun || (settings.strategy === 'evolution' && settings.retrainKnown)) return null;
  const { epochs } = settings;
  const wanted = trainingKey(child, epochs);
  const waiting = checkpoint?.waiting && firstByKey(checkpoint.waiting, epochs).get(wanted);
  return waiting ?? firstByKey(trials, epochs).get(wanted) ?? null;
}

const keys = new WeakMap<Architecture, string>();

/** The same of equal graphs that are trained as long. */
function trainingKey(
  { architecture, budget }: Pick<Trial, 'architecture' | 'budget'>,
  epochs: number,
): string {
  const key = keys.get(architecture) ?? canonicalKey(architecture);
  keys.set(architecture, key);
  return `${budget ?? epochs} ${key}`;
}

const firsts = new WeakMap<readonly Trial[], ReadonlyMap<string, Trial>>();

/** The first that was trained of each graph. */
function firstByKey(trials: readonly Trial[], epochs: number): ReadonlyMap<string, Trial> {
  const before = firsts.get(trials);
  if (before !== undefined) return before;
  const first = new Map<string, Trial>();
  for (const trial of trials) {
    if (trial.status !== 'trained') continue;
    const key = trainingKey(trial, epochs);
    if (!first.has(key)) first.set(key, trial);
  }
  firsts.set(trials, first);
  return first;
}
