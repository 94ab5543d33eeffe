/** Work on one device, one piece after the other in the order in which it was asked for: a search and an inspection take turns. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #pending = 0;

  /** Settles as `work` does, which begins at once where nothing is at work, else once all before it has ended. */
  take<Done>(work: () => Promise<Done>): Promise<Done> {
    const mine = this.#pending === 0 ? work() : this.#last.then(work);
    this.#pending++;
    this.#last = mine
      .catch(() => {})
      .then(() => {
        this.#pending--;
      });
    return mine;
  }
}
