import type { DBSchema, IDBPDatabase, IDBPObjectStore } from 'idb';
import type { RunChange } from '../run/change.ts';
import { type ChildKey, type KeptChild, readKeptWeights } from '../run/children/keptWeights.ts';
import { checkpointJson, finalistJson, madeJson, trialJson } from '../run/file/checks.ts';
import { fixedJson } from '../run/file/fixed.ts';
import type { RunHead, StrategyUpdate, TrainingChild } from '../run/run.ts';
import type { ChildState, SharedWeights, Trial, TrialEnvironment } from '../search/trial.ts';
import { APART_RANGE, endsWave } from '../search/waves/heirs.ts';
import { connect } from './connection.ts';
import { readHeads } from './heads.ts';
import { headAfter, readKept } from './rule.ts';
import type { KeptRun, RunStorage } from './runStorage.ts';

type StoredTrial = Omit<ReturnType<typeof trialJson>, 'environment'> & {
  readonly environment?: TrialEnvironment | null;
};

/** Runs in IndexedDB. Trials and checkpoints lie as in a run's file, and are checked like one when they are read. */
interface RunsSchema extends DBSchema {
  /** Since version 2 of the database. */
  finalists: { key: [run: string, place: number]; value: ReturnType<typeof finalistJson> };
  runs: { key: string; value: RunHead & { readonly revision?: number } };
  trials: { key: [run: string, number: number]; value: StoredTrial };
  updates: { key: [run: string, afterTrial: number]; value: StrategyUpdate };
  /** Since version 3: all that a person made beside a run, by the run. */
  made: { key: string; value: readonly ReturnType<typeof madeJson>[] };
  /** Since version 4: its comparison with fixed networks, by the run. */
  fixed: { key: string; value: ReturnType<typeof fixedJson> };
  checkpoints: { key: string; value: ReturnType<typeof checkpointJson> };
  /** Vectors by what they are of: the child in training, what children left for later ones, children that paused, children to be looked into. */
  weights: {
    key:
      | [run: string, of: typeof CHILD]
      | [run: string, of: typeof SHARED, place: string]
      | [run: string, of: typeof PAUSED, trial: number]
      | [run: string, of: typeof INSPECTED, child: ChildKey];
    value: TrainingChild | SharedWeights[string] | ChildState | KeptChild;
  };
}

const STORES = ['runs', 'trials', 'finalists', 'made', 'fixed', 'updates', 'checkpoints', 'weights'] as const;
/** Some milliseconds of a page's time. */
const TRIALS_AT_ONCE = 50;
const CHILD = 'child';
const SHARED = 'shared';
const PAUSED = 'paused';
const INSPECTED = 'inspected';

/** Rejects where the browser keeps no databases. */
export async function openRunStorage(name = 'nas-playground'): Promise<RunStorage> {
  const { use } = await connect<RunsSchema>(name, 4, (opened) => {
    for (const store of STORES) {
      if (!opened.objectStoreNames.contains(store)) opened.createObjectStore(store);
    }
  });
  return {
    async heads(tell) {
      const { heads, damaged } = readHeads(await use(storedHeads));
      tell?.(damaged);
      return heads;
    },
    remains: (id) => use((database) => remains(database, id)),
    load: (id) => use((database) => load(database, id)),
    write: (id, change, base) => use((database) => write(database, id, change, base)),
    remove: (id) =>
      use(async (database) => {
        const work = database.transaction(STORES, 'readwrite');
        await Promise.all([
          work.objectStore('runs').delete(id),
          work.objectStore('checkpoints').delete(id),
          work.objectStore('made').delete(id),
          work.objectStore('fixed').delete(id),
          ...(['trials', 'finalists', 'updates', 'weights'] as const).map((store) =>
            work.objectStore(store).delete(all(id)),
          ),
          work.done,
        ]);
      }),
  };
}

async function storedHeads(database: IDBPDatabase<RunsSchema>): Promise<(readonly [string, unknown])[]> {
  const { store } = database.transaction('runs');
  const [ids, heads] = await Promise.all([store.getAllKeys(), store.getAll()]);
  return ids.map((id, index) => [id, heads[index]]);
}

async function remains(database: IDBPDatabase<RunsSchema>, id: string): Promise<object | null> {
  const work = database.transaction(STORES);
  const [head, trials, finalists, made, fixed, updates, checkpoint] = await Promise.all([
    work.objectStore('runs').get(id),
    work.objectStore('trials').getAll(all(id)),
    work.objectStore('finalists').getAll(all(id)),
    work.objectStore('made').get(id),
    work.objectStore('fixed').get(id),
    work.objectStore('updates').getAll(all(id)),
    work.objectStore('checkpoints').get(id),
  ]);
  if (head === undefined && trials.length === 0) return null;
  return { head, trials, finalists, ...(made && { made }), ...(fixed && { fixed }), updates, checkpoint };
}

/** Every key that begins with the run's id. */
const all = (id: string): IDBKeyRange => IDBKeyRange.bound([id], [id, []]);
const allOf = (id: string, of: typeof SHARED | typeof PAUSED | typeof INSPECTED): IDBKeyRange =>
  IDBKeyRange.bound([id, of], [id, of, []]);

/** What children of an unfinished wave left. */
const leftApart = (id: string): IDBKeyRange => {
  const [from, to] = APART_RANGE;
  return IDBKeyRange.bound([id, SHARED, from], [id, SHARED, to], false, true);
};

async function write(
  database: IDBPDatabase<RunsSchema>,
  id: string,
  change: RunChange,
  base: number | null,
): Promise<number> {
  const {
    trials = [],
    finalists = { first: 0, added: [] },
    made,
    fixed,
    updates = [],
    checkpoint,
    child,
    shared = {},
    paused,
    weights: inspected,
  } = change;
  const work = database.transaction(STORES, 'readwrite');
  const ended = work.done.then(
    () => null,
    (thrown: unknown) => ({ thrown }),
  );
  const puts: Promise<unknown>[] = [];
  let refused: { readonly thrown: unknown } | null = null;
  let revision = 0;
  try {
    const runs = work.objectStore('runs');
    const head = headAfter(id, await runs.get(id), change, base);
    revision = head.revision;
    const weights = work.objectStore('weights');
    puts.push(runs.put(head, id));
    for (const [index, trial] of trials.entries()) {
      const put = work.objectStore('trials').put(storedTrial(trial), [id, trial.number]);
      puts.push(put);
      put.catch(() => {}); // told below
      // A long run would hold the page up; what waits for its own requests stays one transaction.
      if (index % TRIALS_AT_ONCE === TRIALS_AT_ONCE - 1) await put;
    }
    for (const [index, one] of finalists.added.entries()) {
      puts.push(work.objectStore('finalists').put(finalistJson(one), [id, finalists.first + index]));
    }
    if (made !== undefined) puts.push(work.objectStore('made').put(made.map(madeJson), id));
    if (fixed === null) puts.push(work.objectStore('fixed').delete(id));
    else if (fixed !== undefined) puts.push(work.objectStore('fixed').put(fixedJson(fixed), id));
    for (const update of updates) puts.push(work.objectStore('updates').put(update, [id, update.afterTrial]));
    if (checkpoint !== undefined) {
      puts.push(work.objectStore('checkpoints').put(checkpointJson(checkpoint), id));
    }
    if (child === null) puts.push(weights.delete([id, CHILD]));
    else if (child !== undefined) puts.push(weights.put(child, [id, CHILD]));
    if (endsWave(shared)) puts.push(weights.delete(leftApart(id)));
    for (const [place, values] of Object.entries(shared)) {
      puts.push(weights.put(values, [id, SHARED, place]));
    }
    const orRefused = (writing: Promise<void>): Promise<void> =>
      writing.catch((thrown: unknown) => {
        refused = { thrown };
        abort(work);
        throw thrown;
      });
    if (paused !== undefined) puts.push(orRefused(writePaused(weights, id, paused)));
    if (inspected !== undefined) puts.push(orRefused(writeInspected(weights, id, inspected)));
  } catch (thrown) {
    refused = { thrown }; // a change that does not fit, or what cannot be cloned, is refused at once
    abort(work);
  }
  // All are awaited, so that a failure of one is not also an unhandled rejection of the others.
  const outcomes = await Promise.allSettled(puts);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  const broken = await ended;
  if (refused !== null) throw (refused as { readonly thrown: unknown }).thrown;
  if (broken !== null) throw work.error ?? broken.thrown;
  if (failure !== undefined) throw failure.reason;
  return revision;
}

/** One that failed by itself has been aborted already. */
function abort(work: { abort(): void }): void {
  try {
    work.abort();
  } catch {
    return;
  }
}

type WeightsStore = IDBPObjectStore<RunsSchema, typeof STORES, 'weights', 'readwrite'>;

async function writePaused(
  weights: WeightsStore,
  id: string,
  { added, kept }: NonNullable<RunChange['paused']>,
): Promise<void> {
  const numbers = (await weights.getAllKeys(allOf(id, PAUSED))).map(([, , number]) => number as number);
  await Promise.all([
    ...numbers
      .filter((number) => !kept.includes(number))
      .map((number) => weights.delete([id, PAUSED, number])),
    ...Object.entries(added).map(([number, state]) => weights.put(state, [id, PAUSED, Number(number)])),
  ]);
}

async function writeInspected(
  weights: WeightsStore,
  id: string,
  { added, kept }: NonNullable<RunChange['weights']>,
): Promise<void> {
  const keys = (await weights.getAllKeys(allOf(id, INSPECTED))).map(([, , key]) => key as ChildKey);
  await Promise.all([
    ...keys.filter((key) => !kept.includes(key)).map((key) => weights.delete([id, INSPECTED, key])),
    ...Object.entries(added).map(([key, child]) => weights.put(child, [id, INSPECTED, key])),
  ]);
}

async function load(database: IDBPDatabase<RunsSchema>, id: string): Promise<KeptRun | null> {
  const work = database.transaction(STORES);
  const weights = work.objectStore('weights');
  const [
    head,
    trials,
    again,
    made,
    fixed,
    updates,
    checkpoint,
    child,
    places,
    values,
    numbers,
    states,
    keys,
    inspected,
  ] = await Promise.all([
    work.objectStore('runs').get(id),
    work.objectStore('trials').getAll(all(id)),
    work.objectStore('finalists').getAll(all(id)),
    work.objectStore('made').get(id),
    work.objectStore('fixed').get(id),
    work.objectStore('updates').getAll(all(id)),
    work.objectStore('checkpoints').get(id),
    weights.get([id, CHILD]),
    weights.getAllKeys(allOf(id, SHARED)),
    weights.getAll(allOf(id, SHARED)),
    weights.getAllKeys(allOf(id, PAUSED)),
    weights.getAll(allOf(id, PAUSED)),
    weights.getAllKeys(allOf(id, INSPECTED)),
    weights.getAll(allOf(id, INSPECTED)),
  ]);
  if (head === undefined) return null;
  // A trial of before says nothing of what trained it: all of them share their run's first label.
  const { environment, environments: [first = environment] = [] } = head;
  return readKept(head, {
    trials: trials.map((one) => withLabel(one, first)),
    finalists: again,
    made: made ?? [],
    fixed: fixed ?? null,
    updates,
    checkpoint: checkpoint ?? null,
    child: (child as TrainingChild | undefined) ?? null,
    shared: joined(places, values),
    paused: joined(numbers, states),
    weights: readKeptWeights(joined(keys, inspected)),
  });
}

/** Null in storage where nobody knows it. */
const storedTrial = (trial: Trial) => ({ ...trialJson(trial), environment: trial.environment ?? null });

function withLabel({ environment, ...rest }: StoredTrial, first: TrialEnvironment | null) {
  return { ...rest, environment: environment === undefined ? first : environment };
}

/** Values by the last part of their keys. */
function joined<Value>(
  keys: readonly RunsSchema['weights']['key'][],
  values: readonly unknown[],
): Readonly<Record<string | number, Value>> {
  return Object.fromEntries(keys.map(([, , of = ''], index) => [of, values[index] as Value]));
}
