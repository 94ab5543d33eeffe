import type { DBSchema } from 'idb';
import type { OwnSet } from '../data/own/build.ts';
import type { OwnId } from '../data/own/id.ts';
import type { OwnHead } from '../data/own/info.ts';
import { connect } from './connection.ts';

/** A person's own pictures, which stay in this browser. */
export interface OwnSets {
  /** Of all sets, the newest first. */
  heads(): Promise<readonly OwnHead[]>;
  /** Null where there is none by this id. */
  load(id: OwnId): Promise<OwnSet | null>;
  /** One of the same pictures takes its place. */
  write(set: OwnSet): Promise<void>;
  remove(id: OwnId): Promise<void>;
}

/** Heads apart from pixels, so that a list of sets reads none of these. */
interface OwnSchema extends DBSchema {
  heads: { key: OwnId; value: OwnHead };
  pixels: { key: OwnId; value: Pick<OwnSet, 'images' | 'labels'> };
}

const STORES = ['heads', 'pixels'] as const;

/** A database of its own: a person can remove it without their runs. Rejects where the browser keeps none. */
export async function openOwnSets(name = 'nas-playground-pictures'): Promise<OwnSets> {
  const { use } = await connect<OwnSchema>(name, 1, (opened, oldVersion) => {
    if (oldVersion < 1) for (const store of STORES) opened.createObjectStore(store);
  });
  return {
    heads: () =>
      use(async (database) => {
        const heads = await database.getAll('heads');
        return heads.sort((a, b) => (a.made < b.made ? 1 : -1));
      }),
    load: (id) =>
      use(async (database) => {
        const work = database.transaction(STORES);
        const [head, pixels] = await Promise.all([
          work.objectStore('heads').get(id),
          work.objectStore('pixels').get(id),
        ]);
        return head === undefined || pixels === undefined ? null : { ...head, ...pixels };
      }),
    write: ({ images, labels, ...head }) =>
      use(async (database) => {
        const work = database.transaction(STORES, 'readwrite');
        await Promise.all([
          work.objectStore('heads').put(head, head.id),
          work.objectStore('pixels').put({ images, labels }, head.id),
          work.done,
        ]);
      }),
    remove: (id) =>
      use(async (database) => {
        const work = database.transaction(STORES, 'readwrite');
        await Promise.all([...STORES.map((store) => work.objectStore(store).delete(id)), work.done]);
      }),
  };
}
