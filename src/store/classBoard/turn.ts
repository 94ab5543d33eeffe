/** One tab of this browser retrains at a time: each has a worker of its own, and they would train the same. */
export interface Turn {
  /** Whether it is this tab's; where it isn't it is asked for. */
  take(): boolean;
  leave(): void;
}

const LOCK = 'nas-class-board';

/** By the Web Locks API, which lets go where a tab ends; where there is none every tab has its turn. */
export function createTurn(
  locks: Pick<LockManager, 'request'> | null,
  ends: { came(): void; waits(): void },
): Turn {
  let asked: AbortController | null = null;
  let release: (() => void) | null = null;
  let isFree = locks === null;
  const hold = (own: AbortController) => (): Promise<void> | undefined => {
    if (asked !== own) return;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    ends.came();
    return held;
  };
  const ask = async (manager: Pick<LockManager, 'request'>, own: AbortController): Promise<void> => {
    await manager.request(LOCK, { ifAvailable: true }, (lock) => {
      if (lock !== null) return hold(own)();
      if (asked !== own) return;
      ends.waits();
      manager
        .request(LOCK, { signal: own.signal }, hold(own))
        .catch((thrown: unknown) => failed(own, thrown));
    });
  };
  const failed = (own: AbortController, thrown: unknown): void => {
    if (asked !== own || (thrown instanceof DOMException && thrown.name === 'AbortError')) return;
    // Some browsers refuse locks where they keep nothing: then there is nothing to share either.
    isFree = true;
    ends.came();
  };
  return {
    take() {
      if (isFree || release !== null) return true;
      if (asked === null && locks !== null) {
        const own = new AbortController();
        asked = own;
        ask(locks, own).catch((thrown: unknown) => failed(own, thrown));
      }
      return false;
    },
    leave() {
      release?.();
      release = null;
      asked?.abort();
      asked = null;
    },
  };
}
