import { constants } from 'node:os';
import { goOnUnheard } from './unheard.ts';

/** What ends a command in order: Ctrl-C, a supervisor (docker stop, a scheduler, a shutdown), a closed terminal. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Interruption {
  /** The exit code that says so, 128 and the signal's number; null while nothing has interrupted. */
  readonly code: number | null;
  /** Signals have their usual effect again. */
  end(): void;
}

/**
 * Calls `stop` at the first signal. A Ctrl-C after it ends the process at once; the others come twice where a terminal
 * closes or a supervisor tells a whole group, and mean the same again.
 */
export function onInterruption(stop: () => void): Interruption {
  let code: number | null = null;
  const listeners = SIGNALS.map((signal) => {
    const listener = (): void => {
      process.off('SIGINT', first);
      if (code !== null) return;
      code = 128 + constants.signals[signal];
      // A terminal that is closed can be told nothing, and that must not end what is being kept.
      goOnUnheard(process.stdout, process.stderr);
      stop();
    };
    process.on(signal, listener);
    return [signal, listener] as const;
  });
  const first = listeners[0]![1];
  return {
    get code() {
      return code;
    },
    end() {
      for (const [signal, listener] of listeners) process.off(signal, listener);
    },
  };
}

export interface Alarm {
  readonly rung: boolean;
  end(): void;
}

/** Calls `ring` once after so many minutes, unless it is ended before. */
export function alarm(minutes: number, ring: () => void): Alarm {
  let rung = false;
  const timer = setTimeout(() => {
    rung = true;
    ring();
  }, 60_000 * minutes);
  return {
    get rung() {
      return rung;
    },
    end: () => clearTimeout(timer),
  };
}
