import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createRandom } from '../../../base/random.ts';
import { runSearch } from '../../../search/loop.ts';
import type { Evaluation, Evaluator, Trial } from '../../../search/trial.ts';
import { childCounts } from '../../../settings/childGraph.ts';
import { PRESET_SETTINGS, type Settings } from '../../../settings/settings.ts';
import { sampleArchitecture } from '../../../space/sample.ts';
import { createStrategy } from '../../../worker/strategies.ts';
import { root } from '../../bootstrap/folders.mjs';
import { workersCrew } from '../../workers/evaluator.ts';
import type { Crew } from '../../workers/laboratory.ts';
import { createWorkers } from '../../workers/pool.ts';
import { createQueueCrew, type QueueCrewOptions } from '../crew.ts';
import { childId, childrenQueue, runKey, SCHEMA } from '../names.ts';
import { type ServeOptions, serveQueue } from '../serve.ts';

/** Queues of searches and workers of this very process, in a Postgres within it. */

export const settings: Settings = {
  ...PRESET_SETTINGS.demo.settings,
  ...{ strategy: 'random', trials: 6, epochs: 3, wave: 3 },
};
export const architecture = sampleArchitecture(settings, createRandom(1));
export const processor = { engine: 'wasm', version: 1, backend: 'wasm', adapter: 'processor' } as const;
export const own = childrenQueue(processor);
const simulated = path.join(root, 'src', 'cli', 'workers', 'testing', 'simulated.mjs');

/** For what is waited for, on however busy a machine. */
export const SOON = { timeout: 100_000 };

export const requestOf = (run: string, trial: number) => {
  const request = { type: 'evaluate' as const, id: '-', settings, architecture, trial };
  return { ...request, id: childId(runKey(run), request) };
};

export const evaluatorOf = (by: Crew, of = settings): Evaluator =>
  by.evaluator(of, (pair) => ({ ...childCounts(pair, of), steps: 1 }));

export async function whole(training: ReturnType<Evaluator['evaluate']>): Promise<Evaluation> {
  for (;;) {
    const step = await training.next();
    if (step.done) return step.value;
  }
}

export async function searched(by: Crew, of = settings): Promise<readonly Trial[]> {
  await by.open(of, 1);
  const { blocks, operations } = of;
  const cost = (pair: Trial['architecture']) => childCounts(pair, of);
  const createPolicy = () => {
    throw new Error('Nothing learns here.');
  };
  const strategy = createStrategy(of, { blocks, operations }, { cost, createPolicy });
  const evaluator = evaluatorOf(by, of);
  const trials: Trial[] = [];
  for await (const event of runSearch({ settings: of, strategy, evaluator, parallel: by.count }))
    if (event.type === 'trial-ended') trials.push(event.trial);
  return trials;
}

/** A queue for the tests of a file; what they opened is closed after each. */
export class TestQueue {
  /** What a test does at the queue itself. */
  boss!: PgBoss;
  /** A file here, of a fault's name, befalls the next worker. */
  faults = '';
  told: string[] = [];
  #postgres!: PGlite;
  #closing: (() => Promise<unknown>)[] = [];
  readonly #tell = (sentence: string): void => void this.told.push(sentence);

  constructor() {
    beforeAll(async () => {
      this.#postgres = await PGlite.create();
      const db = fromPglite(this.#postgres);
      this.boss = new PgBoss({ db, schema: SCHEMA, supervise: false, schedule: false });
      this.boss.on('error', () => undefined);
      await this.boss.start();
    }, 180_000);
    afterAll(async () => {
      await this.boss.stop({ graceful: false });
      await this.#postgres.close();
    });
    let folder = '';
    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'queue-'));
      this.faults = path.join(folder, 'faults');
      await mkdir(this.faults);
      this.told = [];
      this.#closing = [];
    });
    afterEach(async () => {
      for (const close of this.#closing.reverse()) await close();
      await rm(folder, { recursive: true });
    });
  }

  database() {
    return { db: fromPglite(this.#postgres), shown: 'postgres://here/' };
  }

  /** Workers at the queue; answers what ends them. */
  serving(env: Record<string, string> = {}, more: Partial<ServeOptions> & { mixed?: boolean } = {}) {
    const ending = new AbortController();
    const workers = this.#processes(2, env, more.mixed);
    const served = { database: this.database(), workers, signal: ending.signal, tell: this.#tell };
    const ended = serveQueue({ ...served, ...more });
    ended.catch(() => undefined);
    const close = async () => {
      ending.abort();
      await ended.catch(() => undefined);
      await workers.close();
    };
    this.#closing.push(close);
    return { ended, close };
  }

  async crew(run: string, mixed = false, more: Partial<QueueCrewOptions> = {}): Promise<Crew> {
    const asked = { database: this.database(), run: runKey(run), mixed, tell: this.#tell };
    const made = await createQueueCrew({ ...asked, ...more });
    this.#closing.push(made.close);
    return made;
  }

  /** The same search by one worker, without a queue. */
  async alone(of = settings): Promise<readonly Trial[]> {
    const workers = this.#processes(1);
    try {
      return await searched(workersCrew(workers), of);
    } finally {
      await workers.close();
    }
  }

  #processes(count: number, env: Record<string, string> = {}, mixed = false) {
    const patience = { first: 20_000, least: 10_000, times: 30 };
    return createWorkers({
      ...{ count, mixed, tell: this.#tell, patience },
      command: () => ({
        ...{ file: process.execPath, args: [simulated] },
        env: { NAS_FAULTS: this.faults, ...env },
      }),
    });
  }
}
