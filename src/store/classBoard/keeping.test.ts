import { expect, test, vi } from 'vitest';
import { encodeArchitecture } from '../../codecs/share.ts';
import { presetOf } from '../../space/presets.ts';
import { createKeeper } from './keeper.ts';
import { BOARD_KEY, encodeBoard, NO_BOARD } from './kept.ts';
import { createTurn } from './turn.ts';

function inMemory(kept: Record<string, string> = {}) {
  return {
    kept,
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
  };
}

const code = encodeArchitecture(presetOf('nasnet-a').architecture);
const good = { kind: 'link', text: `#c=${code}` } as const;

test('one entry that can’t be read takes none of the others with it, and is set aside', () => {
  const written = encodeBoard({ ...NO_BOARD, given: [good, { ...good, text: 'A'.repeat(6000) }] });
  const storage = inMemory({ [BOARD_KEY]: written });
  const keeper = createKeeper(storage);
  expect(keeper.read()?.given).toEqual([good]);
  expect(keeper.unread()).toBe(written);
  keeper.write({ ...NO_BOARD, given: [] });
  expect(createKeeper(storage).unread()).toBe(written);
  keeper.dropUnread();
  expect(keeper.unread()).toBe('');
});

test('a board that can’t be read at all is set aside before anything takes its place', () => {
  const keeper = createKeeper(inMemory({ [BOARD_KEY]: '{"kind":"nas-playground class board","version":9}' }));
  expect(keeper.read()).toBeNull();
  keeper.write(NO_BOARD);
  expect(keeper.unread()).toContain('"version":9');
});

test('one tab has the turn, the other has it once that leaves', async () => {
  const queue: (() => void)[] = [];
  let isHeld = false;
  const hold = async (act: (lock: object) => Promise<void> | undefined): Promise<void> => {
    isHeld = true;
    await act({});
    isHeld = false;
    queue.shift()?.();
  };
  const request = async (_: string, options: LockOptions, act: (lock: object | null) => Promise<void>) => {
    if (!isHeld) return hold(act);
    if (options.ifAvailable) return act(null);
    return new Promise<void>((resolve) => queue.push(() => resolve(hold(act))));
  };
  const locks = { request } as unknown as Pick<LockManager, 'request'>;
  const [one, other] = [0, 1].map(() => ({ came: vi.fn(), waits: vi.fn() }));
  const [first, second] = [createTurn(locks, one!), createTurn(locks, other!)];
  expect(first.take()).toBe(false);
  await vi.waitFor(() => expect(one!.came).toHaveBeenCalledOnce());
  expect(first.take()).toBe(true);
  expect(second.take()).toBe(false);
  await vi.waitFor(() => expect(other!.waits).toHaveBeenCalledOnce());
  first.leave();
  await vi.waitFor(() => expect(other!.came).toHaveBeenCalledOnce());
  expect(second.take()).toBe(true);
});
