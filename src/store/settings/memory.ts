import type { Place } from '../../protocol/protocol.ts';
import { cleanName } from '../../search/made.ts';
import type { Trial } from '../../search/trial.ts';
import { comparableKey, type Settings } from '../../settings/settings.ts';
import {
  type Memory,
  MOST_REWARDS,
  type Pinned,
  readMemory,
  type ThemeChoice,
  writeMemory,
} from '../../storage/memory.ts';
import { BASELINE } from '../../strategies/list.ts';
import type { Pace } from '../../studies/fitted/pace.ts';
import { drawNickname } from '../made/nickname.ts';

/** What a browser remembers between visits, besides its runs. */
export interface MemoryState {
  readonly pinned: readonly Pinned[];
  /** Rewards of real random-search trials, by comparableKey of their settings. */
  readonly randomRewards: Readonly<Record<string, readonly number[]>>;
  /** How many trials of a random search are in randomRewards, by seed and comparableKey. */
  readonly randomTrials: Readonly<Record<string, number>>;
  /** How long children take where this browser trained, the latest first. */
  readonly paces: readonly Pace[];
  readonly theme: ThemeChoice;
  /** Where the next search trains. */
  readonly place: Place;
  /** What a person is called who makes a child by hand: drawn at first, and kept from its first use on. */
  readonly nickname: string;

  pin(item: Pinned): void;
  unpin(title: string): void;
  setTheme(theme: ThemeChoice): void;
  setPlace(place: Place): void;
  /** Without characters that control anything, and cut; where nothing is left it stays what it was. */
  setNickname(name: string): void;
  /** Takes over what another tab has written. */
  recall(): void;
}

export function createMemorySlice(
  set: (patch: Partial<MemoryState> & Pick<Memory, 'settings'>) => void,
  get: () => MemoryState & { readonly lent: unknown },
  storage: Parameters<typeof writeMemory>[0],
  {
    pinned = [],
    randomRewards = {},
    randomTrials = {},
    paces = [],
    theme = 'system',
    place = 'automatic',
    nickname = drawNickname(),
  }: Memory,
): MemoryState {
  return {
    pinned,
    randomRewards,
    randomTrials,
    paces,
    theme,
    place,
    nickname,

    pin: (item) => set({ pinned: [...get().pinned.filter((other) => other.title !== item.title), item] }),
    unpin: (title) => set({ pinned: get().pinned.filter((item) => item.title !== title) }),
    setTheme: (theme) => set({ theme }),
    setPlace: (place) => set({ place }),
    recall() {
      const memory = readMemory(storage);
      const { settings: _settings, fitted: _fitted, ...others } = memory;
      // Where a link's settings stand, a person's own wait behind them.
      set(get().lent === null ? memory : others);
    },
    setNickname(given) {
      const name = cleanName(given) || get().nickname;
      set({ nickname: name });
      // One that was drawn is written as well, once it is used.
      writeMemory(storage, { nickname: name });
    },
  };
}

/** A search repeated with its seed repeats its trials: they are no new evidence and don't count twice. */
export function withRandomTrial(
  { randomRewards, randomTrials }: Pick<MemoryState, 'randomRewards' | 'randomTrials'>,
  settings: Settings,
  trial: Trial,
): Partial<MemoryState> {
  // One that was trained on is no new draw.
  if (settings.strategy !== BASELINE || trial.promotedFrom !== undefined) return {};
  const key = comparableKey(settings);
  const search = `${settings.seed} ${key}`;
  if (trial.number <= (randomTrials[search] ?? 0)) return {};
  // A child that failed is a draw of reward 0: leaving it out would favour random search.
  const rewards = [...(randomRewards[key] ?? []), trial.reward].slice(-MOST_REWARDS);
  return {
    randomTrials: { ...randomTrials, [search]: trial.number },
    randomRewards: { ...randomRewards, [key]: rewards },
  };
}

const KEPT = [
  'settings',
  'fitted',
  'paces',
  'pinned',
  'randomRewards',
  'randomTrials',
  'theme',
  'place',
  'laid',
  'laidAxis',
  'learned',
] as const;

type Remembered = Required<Omit<Memory, 'nickname'>>;

/** Writes what is to be remembered, where that has changed. */
export function remember(
  storage: Parameters<typeof writeMemory>[0],
  state: Remembered,
  before: Remembered,
): void {
  // Settings that are remembered alone are a person's own.
  const isNew = (key: (typeof KEPT)[number]): boolean =>
    state[key] !== before[key] || (key === 'fitted' && state.settings !== before.settings);
  const changed = KEPT.filter(isNew);
  if (changed.length > 0) writeMemory(storage, Object.fromEntries(changed.map((key) => [key, state[key]])));
}
