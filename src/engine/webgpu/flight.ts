/** Submissions of a queue, at most two of them unfinished at any time, so that stopping is immediate. */
export class Flight {
  readonly #queue: GPUQueue;
  readonly #pending: Promise<undefined>[] = [];

  constructor(queue: GPUQueue) {
    this.#queue = queue;
  }

  /** Waits until one more may fly. */
  async room(): Promise<void> {
    while (this.#pending.length >= 2) await this.#pending.shift();
  }

  submit(commands: GPUCommandBuffer): void {
    this.#queue.submit([commands]);
    const done = this.#queue.onSubmittedWorkDone();
    // Whoever waits next learns of a failure; until then it must not count as unhandled.
    done.catch(() => {});
    this.#pending.push(done);
  }

  /** Waits for everything submitted. */
  async land(): Promise<void> {
    while (this.#pending.length > 0) await this.#pending.shift();
  }
}
