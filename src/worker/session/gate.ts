/**
 * Holds a pull-driven loop between two batches: the loop asks `pass()` before every pull, and pause, resume, step and
 * stop take effect there.
 */
export class Gate {
  #state: 'open' | 'closed' | 'stopped' = 'open';
  #stepping = false;
  #waiting: (() => void)[] = [];
  readonly #abort = new AbortController();
  /** How many times the usual pace; null: as fast as it can. */
  speed: number | null = null;
  /** The loop pauses by itself after this trial. */
  pauseAfter: number | null = null;
  #rested = 0;
  #resting = (): void => {};
  /** Set by the loop once there is something to pull: an open gate alone does not mean that anything runs. */
  prepared = false;

  /** Aborts when the loop is to stop: for waits that are not pulls, such as loading data. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get stopped(): boolean {
    return this.#state === 'stopped';
  }

  get paused(): boolean {
    return this.#state === 'closed';
  }

  /** Whether it is open for one more trial alone. */
  get stepping(): boolean {
    return this.#stepping && this.#state === 'open';
  }

  pause(): void {
    if (this.#state === 'open') this.#state = 'closed';
    this.#stepping = false;
    this.#resting();
  }

  resume(): void {
    this.#stepping = false;
    this.#open();
  }

  /**
   * Waits for `ms(speed)` since the last rest ended, less where the speed changes meanwhile, and not at all once it is stopped,
   * paused or steps.
   */
  async rest(ms: (speed: number) => number, now: () => number = () => performance.now()): Promise<void> {
    for (;;) {
      if (this.speed === null || this.#state !== 'open' || this.#stepping) break;
      const left = this.#rested + ms(this.speed) - now();
      if (left <= 0) break;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(wake, left);
        function wake(): void {
          clearTimeout(timer);
          resolve();
        }
        this.#resting = wake;
      });
    }
    this.#resting = () => {};
    this.#rested = now();
  }

  /** Wakes a rest. */
  setSpeed(speed: number): void {
    this.speed = speed;
    this.#resting();
  }

  /** Lets the loop run until `trialEnded()` is told of one more trial. */
  step(): void {
    this.#stepping = true;
    this.#resting();
    this.#open();
  }

  /** Answers whether the loop has now been paused by a step, or because so many trials were wanted. */
  trialEnded(number?: number): boolean {
    const isWanted = number !== undefined && number === this.pauseAfter;
    if ((!this.#stepping && !isWanted) || this.#state !== 'open') return false;
    this.pause();
    return true;
  }

  stop(): void {
    this.#state = 'stopped';
    this.#abort.abort();
    this.#resting();
    this.#wake();
  }

  /** True when the loop may pull again, false when it must end. */
  async pass(): Promise<boolean> {
    while (this.#state === 'closed') await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.#state === 'open';
  }

  #open(): void {
    if (this.#state !== 'closed') return;
    this.#state = 'open';
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
