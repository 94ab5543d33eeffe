import { createRandom } from '../../base/random.ts';

/** A search in waves by many workers, as time alone: who trains when, and who waits. */
export interface SimulatedSearch {
  readonly trials: number;
  readonly wave: number;
  readonly workers: number;
  /** Of a child's training, in seconds: each child's is one of these at random. */
  readonly durations: readonly number[];
  /** Between a worker's children, in seconds. */
  readonly overhead: number;
  /** Between two waves, in which the strategy learns, in seconds. */
  readonly learning: number;
  readonly seed: number;
}

export interface SimulatedTimes {
  /** Of the whole search, in seconds. */
  readonly seconds: number;
  readonly childrenPerHour: number;
  /** Of all workers' time, the share in which they train nothing, 0 to 1. */
  readonly idle: number;
  /** How many workers train on average: as many times one that never waits. */
  readonly speedUp: number;
}

/**
 * Event by event: a child begins where a worker is free first, in the order of the numbers, and the next wave begins once all
 * of this one have ended (docs/SCALE.md). Throws a RangeError where there are no durations.
 */
export function simulateSearch(search: SimulatedSearch): SimulatedTimes {
  const { trials, wave, workers, durations, overhead, learning, seed } = search;
  if (durations.length === 0) throw new RangeError('a simulated search needs durations');
  const random = createRandom(seed);
  let now = 0;
  let busy = 0;
  for (let done = 0; done < trials; done += wave) {
    const children = Math.min(wave, trials - done);
    /** When each worker is free, soonest first. */
    const free: number[] = Array.from({ length: Math.min(workers, children) }, () => now);
    let end = now;
    for (let child = 0; child < children; child++) {
      const duration = durations[Math.floor(random.uniform() * durations.length)]!;
      busy += duration;
      const ends = free.shift()! + overhead + duration;
      end = Math.max(end, ends);
      const at = free.findIndex((other) => other > ends);
      free.splice(at < 0 ? free.length : at, 0, ends);
    }
    now = end + learning;
  }
  return {
    seconds: now,
    childrenPerHour: (3600 * trials) / now,
    idle: 1 - busy / (workers * now),
    speedUp: busy / now,
  };
}
