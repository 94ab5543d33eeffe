import type { RunLocks } from './runStorage.ts';

const PREFIX = 'nas-playground-run-';

/**
 * Locks by the Web Locks API: the browser lets go of them when the tab ends, however it ends. It offers them only on
 * https and on localhost; elsewhere nobody can tell what another tab does, and every run counts as free.
 */
export function openRunLocks(manager: LockManager | undefined = navigator.locks): RunLocks {
  if (manager === undefined)
    return { take: async () => async () => {}, free: async () => {}, held: async () => new Set() };
  return {
    take: (id) =>
      new Promise((resolve, reject) => {
        const held = manager.request(PREFIX + id, { ifAvailable: true }, (lock) => {
          if (lock === null) return resolve(null);
          return new Promise<void>((release) => {
            resolve(() => {
              release();
              return held.then(() => {});
            });
          });
        });
        held.catch(reject);
      }),
    // Shared, so that several tabs that wait for the same run do not wait for each other.
    free: async (id) => manager.request(PREFIX + id, { mode: 'shared' }, () => {}),
    async held() {
      const { held = [] } = await manager.query();
      const names = held.flatMap(({ name }) => name ?? []);
      return new Set(
        names.filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)),
      );
    },
  };
}
