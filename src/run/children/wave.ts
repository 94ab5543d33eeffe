import { proposedOf } from '../../search/checkpoint.ts';
import type { ArchitectureCost, Trial } from '../../search/trial.ts';
import { keyOf } from '../../search/wave.ts';
import { waveEnd, waveStart } from '../../search/waves.ts';
import type { Architecture } from '../../space/architecture.ts';
import type { Decision } from '../../strategies/strategy.ts';
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

const UNDER_WAY: ReadonlySet<string> = new Set(['preparing', 'running', 'paused']);

function seenWave(run: LiveRun): SeenWave | null {
  const { settings, phase, trials, training, current, checkpoint } = run;
  const { wave = 1 } = settings;
  if (wave < 2 || settings.rewards === 'table' || !UNDER_WAY.has(phase)) return null;
  if (current?.again !== undefined) return null;
  const next = trials.length + 1;
  const proposed = checkpoint === null ? [] : proposedOf(checkpoint);
  const isBegun = training.length > 0 || proposed.some(({ trial }) => trial === next);
  const at = isBegun ? next : trials.length;
  if (at === 0) return null;
  const first = waveStart(at, settings);
  const last = Math.min(waveEnd(at, settings), settings.trials);
  const all: WaveChild[] = [];
  for (let number = first; number <= last; number++) {
    const one = childOf(run, number, proposed);
    if (one !== null) all.push(one);
  }
  const children = Array.from({ length: Math.min(MOST_AT_ONCE, last - first + 1) }, (_, place) => {
    const here = all.filter((one) => (one.number - first) % MOST_AT_ONCE === place);
    return here.find(({ stands }) => stands !== 'ended') ?? here.at(-1);
  }).filter((one) => one !== undefined);
  return children.length === 0 ? null : { first, last, children };
}

function childOf(run: LiveRun, number: number, proposed: ReturnType<typeof proposedOf>): WaveChild | null {
  const { trials, training, checkpoint } = run;
  const ended = trials[number - 1];
  if (ended !== undefined)
    return { ...partOf(ended), stands: 'ended', cost: ended, child: null, trial: ended };
  const child = training.find((one) => one.number === number) ?? null;
  const waited = checkpoint?.waiting?.find((one) => one.number === number);
  if (waited !== undefined)
    return { ...partOf(waited), stands: 'waiting', cost: waited, child, trial: waited };
  if (child !== null) {
    const same = sameAs(run, child);
    const stands = same === null ? 'training' : 'waiting';
    return { ...partOf(child), stands, cost: child.cost, child, trial: same };
  }
  const coming = proposed.find(({ trial }) => trial === number);
  if (coming === undefined) return null;
  return { ...partOf({ ...coming, number }), stands: 'coming', cost: null, child: null, trial: null };
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
  const key = (one: Pick<Trial, 'architecture' | 'budget'>): string =>
    keyOf(one.architecture, one.budget ?? epochs);
  const wanted = key(child);
  const known = [...(checkpoint?.waiting ?? []), ...trials];
  return known.find((one) => one.status === 'trained' && key(one) === wanted) ?? null;
}
