import type { Page } from 'playwright/test';

/** A trial as the page keeps it, without what depends on the clock. */
export interface KeptTrial {
  readonly number: number;
  readonly architecture: unknown;
  readonly status: string;
  readonly accuracy: number | null;
  readonly reward: number;
  readonly epochs: readonly (readonly [epoch: number, trainAccuracy: number, validationAccuracy: number])[];
}

/** The trials of a run as they lie in the browser's database. */
export function keptTrials(page: Page, run: string): Promise<KeptTrial[]> {
  return page.evaluate(async (id) => {
    const opened = indexedDB.open('nas-playground');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const asked = database
      .transaction('trials')
      .objectStore('trials')
      .getAll(IDBKeyRange.bound([id], [id, []]));
    const trials = await new Promise<
      (Omit<KeptTrial, 'epochs'> & {
        epochs: { epoch: number; trainAccuracy: number; validationAccuracy: number }[];
      })[]
    >((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    database.close();
    return trials.map(({ number, architecture, status, accuracy, reward, epochs }) => ({
      number,
      architecture,
      status,
      accuracy,
      reward,
      epochs: epochs.map(
        ({ epoch, trainAccuracy, validationAccuracy }) => [epoch, trainAccuracy, validationAccuracy] as const,
      ),
    }));
  }, run);
}

/** The runs that the page keeps, the newest first. */
export function keptHeads(page: Page): Promise<{ id: string; ended: boolean }[]> {
  return page.evaluate(async () => {
    const opened = indexedDB.open('nas-playground');
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      opened.onsuccess = () => resolve(opened.result);
      opened.onerror = () => reject(opened.error);
    });
    const asked = database.transaction('runs').objectStore('runs').getAll();
    const heads = await new Promise<{ id: string; created: string; ended: boolean }[]>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    database.close();
    return heads.sort((a, b) => b.created.localeCompare(a.created)).map(({ id, ended }) => ({ id, ended }));
  });
}

/** Ids of the runs that the page keeps, the newest first. */
export async function keptRuns(page: Page): Promise<string[]> {
  return (await keptHeads(page)).map(({ id }) => id);
}
