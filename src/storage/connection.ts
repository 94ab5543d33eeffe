import { type DBSchema, type IDBPDatabase, type OpenDBCallbacks, openDB } from 'idb';

/** A database that is opened again after its connection ended: the browser, or a newer page, may end it at any time. */
export interface Connection<Schema extends DBSchema> {
  /** Does work on the open database, once more where the connection turns out to be closed. */
  use<Done>(work: (database: IDBPDatabase<Schema>) => Promise<Done>): Promise<Done>;
}

/** Rejects where the database cannot be opened. */
export async function connect<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
): Promise<Connection<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | null = null;
  const open = (): Promise<IDBPDatabase<Schema>> => {
    const mine = openDB<Schema>(name, version, {
      upgrade,
      // A newer version of the page, in another tab, or whoever deletes the data, waits for this one to let go.
      blocking(_current, _blocked, event) {
        end(mine);
        (event.target as IDBDatabase).close();
      },
      terminated: () => end(mine),
    });
    mine.catch(() => end(mine));
    return mine;
  };
  const end = (ended: Promise<IDBPDatabase<Schema>>): void => {
    if (opened === ended) opened = null;
  };
  const ready = (): Promise<IDBPDatabase<Schema>> => {
    opened ??= open();
    return opened;
  };

  await ready();
  return {
    async use(work) {
      const mine = ready();
      try {
        return await work(await mine);
      } catch (thrown) {
        // A connection that has ended says so only when a transaction is begun on it.
        if (!(thrown instanceof DOMException && thrown.name === 'InvalidStateError')) throw thrown;
        end(mine);
        return work(await ready());
      }
    },
  };
}
