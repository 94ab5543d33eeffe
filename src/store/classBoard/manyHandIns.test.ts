import { beforeEach, expect, test, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type Contest, contestDigest, encodeContest } from '../../codecs/contest/contest.ts';
import * as handIns from '../../codecs/contest/handIn.ts';
import type { Command, Event } from '../../protocol/protocol.ts';
import { BEYOND_MADE } from '../../search/made.ts';
import * as graphs from '../../settings/childGraph.ts';
import { presetFor } from '../../settings/settings.ts';
import { distinctGraphs } from '../../studies/tabulated/closedSpace.ts';
import { TABULATED_SPACE } from '../../studies/tabulated/space.ts';
import type { Connect } from '../link.ts';
import type { PlaygroundStore } from '../store.ts';
import { createClassBoard } from './classBoard.ts';

vi.mock('../../codecs/contest/handIn.ts', { spy: true });
vi.mock('../../settings/childGraph.ts', { spy: true });

const contest: Contest = {
  title: 'Tuesday',
  settings: presetFor('table', 'random'),
  limits: {},
  seeds: [BEYOND_MADE],
};
const HANDS = 200;
const pairs = distinctGraphs(TABULATED_SPACE).slice(0, HANDS);
const links = pairs.map((architecture, at) =>
  handIns.encodeHandIn({
    ...{ architecture, by: `Name ${at}`, claim: 0.4, seed: 0 },
    contest: contestDigest(contest),
  }),
);

beforeEach(() => void vi.clearAllMocks());

test('two hundred hand-ins to a table are read and counted once, kept and derived a few times', async () => {
  vi.useFakeTimers();
  const kept = new Map<string, string>();
  const written = vi.fn((key: string, text: string) => void kept.set(key, text));
  const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: written };
  let asked = 0;
  const connect: Connect<Command, Event> = (onEvent) => ({
    send(command) {
      if (command.type !== 'make') return;
      asked += 1;
      const { number } = command.child;
      const event = { type: 'made-ended', run: command.run, number, training: 1, result: { accuracy: 0.4 } };
      queueMicrotask(() => onEvent(event as unknown as Event));
    },
    terminate() {},
  });
  const boardPorts = { connect, connectLookup: connect, tableUrl: '', dataUrl: '', storage };
  const page = createStore(() => ({ boardPorts, run: null }));
  const board = createClassBoard(page as unknown as PlaygroundStore, () => 0);
  const derived = new Set<unknown>();
  board.subscribe((state) => derived.add(state.board));

  board.getState().takeText([`#contest=${encodeContest(contest)}`, ...links].join('\n'));
  const decoded = vi.mocked(handIns.decodeHandIn).mock.calls.length;
  const counted = vi.mocked(graphs.childCounts).mock.calls.length;
  // Once as it is found in the text, once as the board reads it.
  expect(decoded).toBeLessThanOrEqual(2 * HANDS);
  expect(counted).toBeLessThanOrEqual(HANDS);

  await vi.runAllTimersAsync();
  vi.useRealTimers();
  // The claim and the other training of each.
  expect(asked).toBe(2 * HANDS);
  expect(board.getState().wanted).toEqual([]);
  expect(board.getState().board.rows).toHaveLength(HANDS);
  expect(board.getState().board.rows.every(({ first }) => first.proof.kind === 'proved')).toBe(true);
  expect(vi.mocked(handIns.decodeHandIn).mock.calls).toHaveLength(decoded);
  expect(vi.mocked(graphs.childCounts).mock.calls).toHaveLength(counted);
  expect(derived.size).toBeLessThanOrEqual(5);
  expect(written.mock.calls.length).toBeLessThanOrEqual(10);

  // Whoever comes late is read alone, and no other row is drawn for it.
  const before = new Set(board.getState().board.rows);
  board.getState().takeText(
    handIns.encodeHandIn({
      architecture: distinctGraphs(TABULATED_SPACE)[HANDS]!,
      by: 'Zoe',
      claim: 0.4,
      seed: 0,
      contest: contestDigest(contest),
    }),
  );
  const fresh = board.getState().board.rows.filter((row) => !before.has(row));
  expect(fresh.map(({ first }) => first.by)).toEqual(['Zoe']);
});
