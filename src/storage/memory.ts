import { decodeArchitecture, encodeArchitecture } from '../codecs/share.ts';
import { type Settings, validateSettings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';

export type Theme = 'system' | 'light' | 'dark';

export interface Pinned {
  readonly title: string;
  readonly architecture: Architecture;
  /** 0 to 1; null where it was never trained. */
  readonly accuracy: number | null;
}

/** What a browser remembers between visits. Every field is validated on its own: a damaged one is forgotten, the rest kept. */
export interface Memory {
  readonly settings?: Settings;
  readonly pinned?: readonly Pinned[];
  readonly randomRewards?: Readonly<Record<string, readonly number[]>>;
  readonly randomTrials?: Readonly<Record<string, number>>;
  readonly theme?: Theme;
}

const KEY = 'nas-playground';
const VERSION = 1;
/** Enough for a steady band; older rewards of the same settings are dropped first. */
export const MOST_REWARDS = 500;

/** The browser's small storage, or null where it is forbidden (some private windows, blocked cookies). */
export function openStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function readMemory(storage: Pick<Storage, 'getItem'> | null): Memory {
  let stored: unknown;
  try {
    stored = JSON.parse(storage?.getItem(KEY) ?? 'null');
  } catch {
    return {};
  }
  if (!isRecord(stored) || stored.version !== VERSION) return {};
  const settings = validateSettings(stored.settings);
  const theme = stored.theme;
  return {
    ...(settings.ok ? { settings: settings.value } : {}),
    pinned: readPinned(stored.pinned),
    randomRewards: readRewards(stored.randomRewards),
    randomTrials: readCounts(stored.randomTrials),
    ...(theme === 'light' || theme === 'dark' || theme === 'system' ? { theme } : {}),
  };
}

/** Storage that is full or forbidden is no reason to disturb a search: the page then only forgets at the next visit. */
export function writeMemory(storage: Pick<Storage, 'setItem'> | null, memory: Required<Memory>): void {
  const pinned = memory.pinned.map((item) => ({
    ...item,
    architecture: encodeArchitecture(item.architecture),
  }));
  try {
    storage?.setItem(KEY, JSON.stringify({ ...memory, version: VERSION, pinned }));
  } catch {
    return;
  }
}

function readPinned(value: unknown): Pinned[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown): Pinned[] => {
    if (!isRecord(item) || typeof item.title !== 'string' || typeof item.architecture !== 'string') return [];
    const architecture = decodeArchitecture(item.architecture);
    const accuracy = isShare(item.accuracy) ? item.accuracy : null;
    return architecture.ok ? [{ title: item.title, architecture: architecture.value, accuracy }] : [];
  });
}

function readRewards(value: unknown): Record<string, number[]> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, rewards]) =>
      Array.isArray(rewards) ? [[key, rewards.filter(isShare)]] : [],
    ),
  );
}

function readCounts(value: unknown): Record<string, number> {
  if (!isRecord(value)) return {};
  const isCount = (entry: [string, unknown]): entry is [string, number] => Number.isSafeInteger(entry[1]);
  return Object.fromEntries(Object.entries(value).filter(isCount));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isShare = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
