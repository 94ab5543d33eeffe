import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../base/random.ts';
import { encodeRun } from '../../run/file/runFile.ts';
import { architecture, proposes, state, trial } from '../../run/testing/events.ts';
import { isActive } from '../store.ts';
import { browser } from '../testing/browser.ts';

/**
 * Two tabs of one browser, at random: whatever people and disks do, every run in storage can be read, and every child
 * that was trained is in one of them, unless a person deleted its run.
 */

type Browser = ReturnType<typeof browser>;
type Tab = ReturnType<Browser['open']>;

const SEEDS = 500;
const ACTIONS = 40;

test(`${SEEDS} interleavings of two tabs lose no finished trial and leave no run unreadable`, async () => {
  let kept = 0;
  for (let seed = 1; seed <= SEEDS; seed++) kept += await interleaved(seed);
  // It would be no test if hardly anything was trained, or all of it deleted.
  expect(kept).toBeGreaterThan(SEEDS * 4);
});

/** Answers how many trials are kept in the end. */
async function interleaved(seed: number): Promise<number> {
  const random = createRandom(seed);
  const one = browser();
  // Every fifth browser has no locks.
  const unlocked = seed % 5 === 0;
  if (unlocked) one.locks.take = async () => async () => {};
  delay(one, random);
  const tabs = [one.open(), one.open()] as const;
  /** Finished trials by their accuracies, which no two share, and the run they were made in. */
  const made = new Map<number, string>();
  const deleted = new Set<string>();
  const pending: Promise<unknown>[] = [];
  const said: string[] = [];

  for (let count = 0; count < ACTIONS; count++) {
    const which = random.integer(2);
    const tab = tabs[which] as Tab;
    const id = pick(random, [...one.runs.keys()]);
    const action = pick(random, ACTS) as Act;
    said.push(`${which} ${action} ${id ?? ''}`);
    pending.push(Promise.resolve(act(action, tab, id)));
    await ticks(random.integer(12));
  }
  one.state.fail = null;
  await Promise.all(pending);
  for (const tab of tabs) stop(tab);
  for (const tab of tabs) await settled(tab, one);
  // Storage that works again takes what is behind with the next write of each tab.
  for (const tab of tabs) {
    tab.get().start('run');
    tab.tell(...proposes(1));
    stop(tab);
    await settled(tab, one);
  }

  const found = new Set<number>();
  for (const { id } of await one.storage.heads()) {
    const run = await one.storage.load(id).catch((thrown: unknown) => {
      throw new Error(`Seed ${seed}: ${String(thrown)}\n${said.join('\n')}`);
    });
    expect(() => run && encodeRun(run)).not.toThrow();
    for (const { accuracy } of run?.trials ?? []) if (accuracy !== null) found.add(accuracy);
  }
  const lost = [...made].filter(([accuracy, run]) => !found.has(accuracy) && !deleted.has(run));
  expect(lost, `seed ${seed}\n${said.join('\n')}`).toEqual([]);
  return found.size;

  function act(action: Act, tab: Tab, id: string | undefined): unknown {
    const { run, start, openRun, resumeRun, renameRun, duplicateRun, deleteRun, pin, readRuns } = tab.get();
    switch (action) {
      case 'start':
        if (isActive(run)) return;
        start('run');
        return tab.tell(...proposes(1));
      case 'train': {
        if (!isActive(run) || run.trials.length >= run.settings.trials) return;
        const number = run.trials.length + 1;
        const accuracy = (made.size + 1) / 10_000;
        made.set(accuracy, run.id);
        tab.tell(...proposes(number), { type: 'child-state', trial: number, state: state(1) });
        return tab.tell({ type: 'trial-ended', trial: trial(number, accuracy) }, ...proposes(number + 1));
      }
      case 'stop':
        return stop(tab);
      case 'fail':
        one.state.fail = new DOMException('no room', 'QuotaExceededError');
        return;
      case 'work':
        one.state.fail = null;
        return;
      case 'pin':
        return pin({ title: `Pin ${made.size}`, architecture, accuracy: null });
      case 'read':
        return readRuns();
      case 'open':
        return id && openRun(id);
      case 'resume':
        return id && resumeRun(id);
      case 'rename':
        return id && !isApart(id) && renameRun(id, `Run ${made.size}`);
      case 'copy':
        return id && duplicateRun(id);
      case 'delete':
        if (id === undefined || isApart(id) || isCopied(id)) return;
        return deleteRun(id).then(() => one.runs.has(id) || deleted.add(id));
      default:
        return action satisfies never;
    }
  }
  /** Without locks a tab goes on writing to what it was parted into, under the name of what it began. */
  function isApart(id: string): boolean {
    return unlocked && (one.runs.get(id)?.head.name.includes('(kept apart)') ?? false);
  }
  /** A copy may be all there is left of a run. */
  function isCopied(id: string): boolean {
    return /\((copy|kept apart)\)/.test(one.runs.get(id)?.head.name ?? '');
  }
}

const ACTS = [
  'start',
  'train',
  'train',
  'train',
  'train',
  'train',
  'train',
  'train',
  'stop',
  'fail',
  'work',
  'pin',
  'read',
  'open',
  'resume',
  'resume',
  'rename',
  'copy',
  'delete',
] as const;
type Act = (typeof ACTS)[number];

const pick = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items.length === 0 ? undefined : items[random.integer(items.length)];

function stop(tab: Tab): void {
  if (isActive(tab.get().run)) tab.tell({ type: 'phase', phase: 'stopped' });
}

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) await Promise.resolve();
}

/** Everything that a tab had begun to write is written, and its locks are back. */
async function settled(tab: Tab, one: Browser): Promise<void> {
  await tab.get().readRuns();
  for (let turn = 0; turn < 20 && one.here.size > 0; turn++) await new Promise((go) => setImmediate(go));
  expect([...one.here]).toEqual([]);
}

/** Storage and locks answer after a while that differs from one time to the next. */
function delay({ storage, locks }: Browser, random: Random): void {
  const late = random.fork(1);
  const slowed = <Given extends unknown[], Answer>(act: (...given: Given) => Promise<Answer>) => {
    return async (...given: Given): Promise<Answer> => {
      await ticks(late.integer(9));
      const answer = await act(...given);
      await ticks(late.integer(9));
      return answer;
    };
  };
  storage.load = slowed(storage.load);
  storage.write = slowed(storage.write);
  storage.heads = slowed(storage.heads);
  storage.remove = slowed(storage.remove);
  locks.take = slowed(locks.take);
}
