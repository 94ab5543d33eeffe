/** Working time: stands still while the generator waits to be pulled. */
export class WorkingTime {
  #seconds: number;
  /** When it was last started; null while it stands. */
  #since: number | null = performance.now();
  #measuredSeconds = 0;
  #measuredImages = 0;
  /** Working time up to which training has been accounted for. */
  #accounted: number;

  /** Begins at so many seconds of earlier work. */
  constructor(seconds: number) {
    this.#seconds = seconds;
    this.#accounted = seconds;
  }

  get seconds(): number {
    return this.#seconds + (this.#since === null ? 0 : (performance.now() - this.#since) / 1000);
  }

  get imagesPerSecond(): number {
    return this.#measuredSeconds > 0 ? this.#measuredImages / this.#measuredSeconds : 0;
  }

  /** Stops the clock around a yield of `report`; `resume` starts it again. */
  outside<Report>(report: Report): Report {
    this.#seconds = this.seconds;
    this.#since = null;
    return report;
  }

  resume(): void {
    this.#since = performance.now();
  }

  /** All training since the last account is done, on so many images; 0: it says nothing of the speed. */
  measured(images: number): void {
    if (images > 0) {
      this.#measuredSeconds += this.seconds - this.#accounted;
      this.#measuredImages += images;
    }
    this.skip();
  }

  /** What was done since the last account was no training. */
  skip(): void {
    this.#accounted = this.seconds;
  }
}
