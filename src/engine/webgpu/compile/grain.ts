/**
 * How finely work is divided among invocations. A software adapter computes a few of them at a time and pays for each; a
 * graphics card wants many thousands at once. Sums are divided differently, so their last bits depend on it: one kind of
 * adapter always has the same grain.
 */
export interface Grain {
  /** Pixels of one invocation where every pixel is by itself. */
  readonly pixels: number;
  /** Rows that one invocation goes down, in several strips or images where there are invocations enough. */
  readonly rows: number;
  /** Invocations that a job is divided into, at least where there is work enough. */
  readonly units: number;
}

export const COARSE: Grain = { pixels: 32, rows: 64, units: 256 };
export const FINE: Grain = { pixels: 4, rows: 8, units: 4096 };
