/**
 * Several generators as one, of which each is pulled only while the whole is: whoever waits with the next pull holds all of
 * them after their next step, and what they had said meanwhile is kept for him.
 */
export interface Together<Told, Ended> {
  /** How many have not ended. */
  readonly size: number;
  add(number: number, one: AsyncGenerator<Told, Ended, void>): void;
  /**
   * What comes next, of whichever; throws what one has thrown. Not to be asked where there is none. `only`: no other is pulled,
   * so that none is at work once this is answered.
   */
  next(only?: number): Promise<Step<Told, Ended>>;
  /** Ends all, each after the step that it is at. */
  end(of: Ended): Promise<void>;
}

export type Step<Told, Ended> =
  | { readonly number: number; readonly done: false; readonly value: Told }
  | { readonly number: number; readonly done: true; readonly value: Ended };

interface Part<Told, Ended> {
  readonly one: AsyncGenerator<Told, Ended, void>;
  isAsked: boolean;
}

export function createTogether<Told, Ended>(): Together<Told, Ended> {
  const parts = new Map<number, Part<Told, Ended>>();
  const said: (() => Step<Told, Ended>)[] = [];
  let wake = (): void => {};

  const ask = (number: number, part: Part<Told, Ended>): void => {
    part.isAsked = true;
    const say = (step: () => Step<Told, Ended>): void => {
      said.push(step);
      wake();
    };
    part.one.next().then(
      ({ done, value }) => say(() => ({ number, done, value }) as Step<Told, Ended>),
      (thrown: unknown) =>
        say(() => {
          throw thrown;
        }),
    );
  };

  return {
    get size() {
      return parts.size;
    },
    add(number, one) {
      parts.set(number, { one, isAsked: false });
    },
    async next(only) {
      for (const [number, part] of parts)
        if (!part.isAsked && (only === undefined || only === number)) ask(number, part);
      while (said.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const step = said.shift()!();
      const part = parts.get(step.number)!;
      part.isAsked = false;
      if (step.done) parts.delete(step.number);
      return step;
    },
    async end(of) {
      const left = [...parts.values()];
      parts.clear();
      await Promise.all(left.map(({ one }) => one.return(of)));
    },
  };
}
