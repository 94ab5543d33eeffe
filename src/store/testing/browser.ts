import type { Command, Event, RunEvent } from '../../protocol/protocol.ts';
import type { ChildState, Trial } from '../../search/trial.ts';
import { presetOf } from '../../space/presets.ts';
import { createPlaygroundStore } from '../store.ts';
import { memoryLocks, memoryRunStorage } from './memory.ts';

export const { architecture } = presetOf('darts-v2');
export const cost = { trainable: 10, multiplyAdds: 100, steps: 8 };

export const trial = (number: number, accuracy = 0.5): Trial => ({
  number,
  architecture,
  status: 'trained',
  accuracy,
  reward: accuracy,
  trainable: 10,
  multiplyAdds: 100,
  seconds: 2,
  epochs: [],
});

export const state = (epochs: number): ChildState => ({
  epochs: Array.from({ length: epochs }, (_, i) => ({
    epoch: i + 1,
    loss: 2 - i,
    trainAccuracy: 0.1,
    validationAccuracy: 0.2,
  })),
  seconds: epochs,
  weights: new Float32Array([epochs]),
  velocity: new Float32Array(),
});

/** One browser, in which pages open and close. */
export function browser() {
  const kept = memoryRunStorage();
  const locking = memoryLocks();
  let ids = 0;
  let clock = 0;
  const open = (runStorage = Promise.resolve(kept.storage)) => {
    const sent: Command[] = [];
    const wires: {
      event: (event: Event) => void;
      crash: (reason: string) => void;
      dead: boolean;
    }[] = [];
    const store = createPlaygroundStore({
      connect(event, crash) {
        const wire = { event, crash, dead: false };
        wires.push(wire);
        const terminate = (): void => {
          wire.dead = true;
        };
        return { send: (command) => sent.push(structuredClone(command)), terminate };
      },
      newRunId: () => `run-${++ids}`,
      connectComparison: () => {
        throw new Error('no comparison here');
      },
      benchmarkUrl: 'http://localhost/benchmark/table.json',
      dataUrl: 'http://localhost/data/',
      storage: null,
      runStorage,
      locks: locking.locks,
      now: () => new Date(Date.UTC(2026, 0, 1) + 1000 * clock++).toISOString(),
    });
    const tell = (...events: RunEvent[]): void => {
      const run = store.getState().run?.id ?? '';
      for (const event of events) wires.at(-1)?.event({ ...event, run });
    };
    return { store, get: store.getState, sent, wires, tell };
  };
  return { ...kept, ...locking, open };
}

export const proposes = (number: number, learned = number - 1): RunEvent[] => [
  { type: 'trial-started', trial: number, architecture, cost },
  {
    type: 'checkpoint',
    checkpoint: { learned, strategy: { strategy: 'reinforce' }, proposed: { trial: number, architecture } },
  },
];

export const ends = (number: number): RunEvent[] => [
  { type: 'trial-ended', trial: trial(number) },
  { type: 'updated', afterTrial: number, report: { baseline: 0.5, entropy: 1 } },
];
