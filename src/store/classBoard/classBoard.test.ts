import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { type Contest, contestDigest, encodeContest } from '../../codecs/contest/contest.ts';
import { encodeHandIn } from '../../codecs/contest/handIn.ts';
import type { Command, Event, MakeCommand } from '../../protocol/protocol.ts';
import { BEYOND_MADE } from '../../search/made.ts';
import { TINY_SETTINGS } from '../../settings/testing/tiny.ts';
import type { Connect } from '../link.ts';
import type { PlaygroundStore } from '../store.ts';
import { createClassBoard } from './classBoard.ts';
import type { Row } from './row.ts';

const contest: Contest = {
  title: 'Tuesday',
  settings: { ...TINY_SETTINGS, blocks: 2, operations: ['conv_1x1', 'avgpool_3x3', 'identity'] },
  limits: {},
  seeds: [BEYOND_MADE],
};
const linkOf = (by: string, operation: 'conv_1x1' | 'avgpool_3x3'): string => {
  const cell = {
    blocks: [{ inputs: [0, 1], operations: [operation, 'identity'], combiner: 'add' }],
  } as const;
  const architecture = { normal: cell, reduction: cell };
  return encodeHandIn({ architecture, by, claim: 0.4, seed: 7, contest: contestDigest(contest) });
};

function inMemory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

/** A tab's board over a storage, and its worker in the test's hands. */
function tab(storage: ReturnType<typeof inMemory>, run: unknown = null) {
  const made: Extract<MakeCommand, { type: 'make' }>[] = [];
  let emit: (event: Event) => void = () => {};
  const connect: Connect<Command, Event> = (onEvent) => {
    emit = onEvent;
    return { send: (command) => command.type === 'make' && made.push(command), terminate: () => {} };
  };
  const answer = (result: { readonly accuracy: number | null; readonly reason?: string }): void => {
    const { number } = made.at(-1)!.child;
    const ended = { type: 'made-ended', run: 'class-board', number, training: 1, result };
    emit(ended as unknown as Event);
  };
  const boardPorts = { connect, connectLookup: connect, tableUrl: null, dataUrl: '', storage };
  const page = createStore(() => ({ boardPorts, run }));
  const board = createClassBoard(page as unknown as PlaygroundStore, () => 0);
  return {
    ...{ page, board, made },
    end: (accuracy: number) => answer({ accuracy }),
    fail: (reason: string) => answer({ accuracy: null, reason }),
  };
}

const names = ({ board }: ReturnType<typeof tab>) =>
  board
    .getState()
    .board.rows.map(({ first }) => first.by)
    .sort();

test('what another tab has taken or trained stays, though this one never heard of it', () => {
  const storage = inMemory();
  const [one, other] = [tab(storage), tab(storage)];
  one.board.getState().takeText(`#contest=${encodeContest(contest)} ${linkOf('Ada', 'conv_1x1')}`);
  other.board.getState().takeText(linkOf('Ben', 'avgpool_3x3'));
  expect(names(other)).toEqual(['Ada', 'Ben']);
  expect(other.board.getState().open?.contest.title).toBe('Tuesday');
  one.end(0.4);
  expect(names(one)).toEqual(['Ada', 'Ben']);
  other.end(0.4);
  expect(other.board.getState().retrained).toHaveLength(1);
  expect(names(tab(storage))).toEqual(['Ada', 'Ben']);

  // A removal takes away the one that was shown, wherever it stands by then.
  one.board.getState().takeText(`${linkOf('Cut', 'conv_1x1').slice(0, -20)}`);
  const { at } = one.board.getState().board.refused[0]!;
  other.board.getState().clear();
  other.board.getState().takeText(linkOf('Dia', 'conv_1x1'));
  one.board.getState().remove(at);
  expect(names(one)).toEqual(['Dia']);
  expect(names(tab(storage))).toEqual(['Dia']);
});

test('a figure that ends before another tab’s links are heard of takes none of them away', () => {
  const storage = inMemory();
  const [one, other] = [tab(storage), tab(storage)];
  one.board.getState().takeText(`#contest=${encodeContest(contest)} ${linkOf('Ada', 'conv_1x1')}`);
  const before = storage.getItem('nas-class-board');
  other.board.getState().takeText(linkOf('Ben', 'avgpool_3x3'));
  const { getItem } = storage;
  storage.getItem = (key) => (key === 'nas-class-board' ? before : getItem(key));
  one.end(0.4);
  storage.getItem = getItem;
  expect(names(tab(storage))).toEqual(['Ada', 'Ben']);
  expect(tab(storage).board.getState().retrained).toHaveLength(1);
});

test('where nothing can be kept, a board still holds what came', () => {
  const storage = inMemory();
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  const one = tab(storage);
  one.board.getState().takeText(linkOf('Ada', 'conv_1x1'));
  one.board.getState().takeText(linkOf('Ben', 'avgpool_3x3'));
  expect(names(one)).toEqual(['Ada', 'Ben']);
  expect(one.board.getState().unkept).toBe(true);
});

test('a search of the person goes first, and what was in training begins anew after it', () => {
  const searching = { id: 'run', phase: 'running' };
  const one = tab(inMemory(), searching);
  one.board.getState().takeText(`#contest=${encodeContest(contest)} ${linkOf('Ada', 'conv_1x1')}`);
  expect(one.made).toHaveLength(0);
  expect(one.board.getState().waits).toBe(true);
  one.page.setState({ run: { ...searching, phase: 'paused' } });
  expect(one.board.getState().waits).toBe(false);
  expect(one.made.map(({ child }) => child.seed)).toEqual([7]);
  one.page.setState({ run: searching });
  expect(one.board.getState().working).toBeNull();
  one.page.setState({ run: null });
  expect(one.made.map(({ child }) => child.seed)).toEqual([7, 7]);
});

test('what was removed is put back, with what was trained of it', () => {
  const one = tab(inMemory());
  one.board.getState().takeText(`#contest=${encodeContest(contest)} ${linkOf('Ada', 'conv_1x1')}`);
  one.board.getState().takeText(linkOf('Ben', 'avgpool_3x3'));
  one.end(0.4);
  const [{ first }] = one.board.getState().board.rows.filter((row) => row.first.by === 'Ada') as [Row];
  one.board.getState().remove(first.places, first.by);
  expect(names(one)).toEqual(['Ben']);
  expect(one.board.getState().note).toMatchObject({ kind: 'removed', by: 'Ada' });
  one.board.getState().putBack();
  expect(names(one)).toEqual(['Ada', 'Ben']);
  const [back] = one.board.getState().board.rows.filter((row) => row.first.by === 'Ada') as [Row];
  expect(back.first.proof).toMatchObject({ kind: 'proved' });
  // Nothing is left to put back.
  one.board.getState().putBack();
  expect(names(one)).toEqual(['Ada', 'Ben']);
});

test('what failed is trained anew when it is asked for, and nothing else is', () => {
  const one = tab(inMemory());
  one.board.getState().takeText(`#contest=${encodeContest(contest)} ${linkOf('Ada', 'conv_1x1')}`);
  const row = (): Row => one.board.getState().board.rows[0]!;
  one.fail('Out of memory.');
  expect(row().first.proof).toMatchObject({ kind: 'failed' });
  // What was in training meanwhile comes to its end.
  const endAll = (): void => {
    for (let ended = -1; ended < one.made.length; ) {
      ended = one.made.length;
      one.end(0.4);
    }
  };
  endAll();
  const seeds = (): readonly (number | undefined)[] => one.made.map(({ child }) => child.seed);
  expect(seeds().filter((seed) => seed === 7)).toHaveLength(1);
  one.board.getState().retry(row());
  endAll();
  expect(seeds().filter((seed) => seed === 7)).toHaveLength(2);
  expect(row().first.proof).toMatchObject({ kind: 'proved' });
  const all = seeds().length;
  one.board.getState().retry(row());
  expect(one.made).toHaveLength(all);
});
