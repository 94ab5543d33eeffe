import { DeviceError } from '../../base/errors.ts';
import type { Strategy } from '../../strategies/strategy.ts';

/** How long the device is given to say that it was lost, once something failed on it, in ms. */
const SETTLING = 200;

/** Waits as long. */
export const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SETTLING));

/**
 * Waits for a promise, or rejects with a DeviceError once the device is lost. One wait at a time, and one reaction on
 * `lost` for all: Promise.race would leave one behind for every batch of a search that may last days.
 */
export function interruptedBy(lost: Promise<string>): <Value>(work: Promise<Value>) => Promise<Value> {
  let error: DeviceError | null = null;
  let interrupt = (_: DeviceError): void => {};
  void lost.then((reason) => {
    error = new DeviceError(reason);
    interrupt(error);
  });
  return (work) =>
    new Promise((resolve, reject) => {
      interrupt = reject;
      work.then(resolve, reject);
      if (error !== null) reject(error);
    });
}

/** A strategy whose work ends with a DeviceError where its device is lost, however that shows. */
export function guardStrategy(strategy: Strategy, lost: Promise<string>): Strategy {
  const orLost = interruptedBy(lost);
  const guarded = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    try {
      return await orLost(work());
    } catch (thrown) {
      if (thrown instanceof DeviceError) throw thrown;
      await orLost(settled());
      throw thrown;
    }
  };
  const { retrainsKnown = false } = strategy;
  return {
    retrainsKnown,
    suggest: () => guarded(() => strategy.suggest()),
    update: (observations) => guarded(() => strategy.update(observations)),
    snapshot: () => guarded(() => strategy.snapshot()),
    restore: (snapshot) => strategy.restore(snapshot),
    dispose: () => strategy.dispose(),
  };
}
