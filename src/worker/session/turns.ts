/** Work on one device, one piece after the other in the order in which it was asked for: a search and an inspection take turns. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as `work` does, which begins once all before it has ended. */
  take<Done>(work: () => Promise<Done>): Promise<Done> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => {});
    return mine;
  }
}
