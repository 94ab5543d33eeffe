import {
  anything,
  flag,
  forgiving,
  list,
  mapped,
  number,
  object,
  oneOf,
  record,
  text,
  whole,
} from '../base/fields.ts';
import { fail, ok, type Result } from '../base/result.ts';
import { decodeArchitecture, encodeArchitecture } from '../codecs/share.ts';
import { describeShareError } from '../codecs/shareError.ts';
import { PLACES, type Place } from '../protocol/protocol.ts';
import { cleanName } from '../search/made.ts';
import { LATER_SETTINGS, PRESET_SETTINGS, type Settings, validateSettings } from '../settings/settings.ts';
import type { Architecture } from '../space/architecture.ts';
import { type Pace, paceField } from '../studies/fitted/pace.ts';
import { type LessonsMemory, lessonsMemory } from './lessonsMemory.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const LAID_AXES = ['children', 'seconds'] as const;
/** What the chart of several runs counts along x. */
export type LaidAxis = (typeof LAID_AXES)[number];

export interface Pinned {
  readonly title: string;
  readonly architecture: Architecture;
  /** 0 to 1; null where it was never trained. */
  readonly accuracy: number | null;
}

/** What a browser remembers between visits. Every field is validated on its own: a damaged one is forgotten, the rest kept. */
export interface Memory {
  readonly settings?: Settings;
  /** Whether those are fitted to where the next search trains. */
  readonly fitted?: boolean;
  /** How long children take where this browser trained, the latest first. */
  readonly paces?: readonly Pace[];
  readonly pinned?: readonly Pinned[];
  readonly randomRewards?: Readonly<Record<string, readonly number[]>>;
  readonly randomTrials?: Readonly<Record<string, number>>;
  readonly theme?: ThemeChoice;
  /** Where children train. */
  readonly place?: Place;
  /** Ids of the runs that are laid over the one on the page. */
  readonly laid?: readonly string[];
  readonly laidAxis?: LaidAxis;
  readonly learned?: LessonsMemory;
  /** What a person is called who makes a child by hand. */
  readonly nickname?: string;
}

/** Where it lies in localStorage. */
export const MEMORY_KEY = 'nas-playground';
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

const share = number({ min: 0, max: 1 });

const architecture = mapped(text(), (code) => {
  const read = decodeArchitecture(code);
  return read.ok ? read : fail(`a share code, but: ${describeShareError(read.error)}`);
});

const pinned = object<Pinned>({ title: text(), architecture, accuracy: forgiving(share, null) }, [], {
  others: 'ignored',
});

/** One that is damaged or unknown falls back to its default, the others stay. */
const settings = mapped(anything(), (given): Result<Settings, string> => {
  const kept: Record<string, unknown> = { ...(typeof given === 'object' ? given : {}) };
  while (Object.keys(kept).length > 0) {
    const valid = validateSettings({ ...PRESET_SETTINGS.demo.settings, ...LATER_SETTINGS, ...kept });
    if (valid.ok) return valid;
    const wrong = valid.error.map(({ field }) => field).filter((field) => field in kept);
    if (wrong.length === 0) break; // a default that does not go with what is left
    for (const field of wrong) delete kept[field];
  }
  return fail('settings');
});

const memory = object<Memory & { readonly version: typeof VERSION }>(
  {
    version: oneOf([VERSION]),
    settings,
    fitted: flag(),
    paces: list(paceField, { lenient: true }),
    pinned: list(pinned, { lenient: true }),
    // Above 1 where cheap children are rewarded for it.
    randomRewards: record(list(number({ min: 0 }), { lenient: true }), { lenient: true }),
    randomTrials: record(whole(), { lenient: true }),
    theme: oneOf(['system', 'light', 'dark']),
    place: oneOf(PLACES),
    laid: list(text({ min: 1 }), { lenient: true }),
    laidAxis: oneOf(LAID_AXES),
    learned: lessonsMemory,
    nickname: mapped(text(), (given): Result<string, string> => {
      const name = cleanName(given);
      return name === '' ? fail('a name') : ok(name);
    }),
  },
  [
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
    'nickname',
  ],
  { lenient: true },
);

const remembered = forgiving(memory, null);

export function readMemory(storage: Pick<Storage, 'getItem'> | null): Memory {
  let stored: unknown;
  try {
    stored = JSON.parse(storage?.getItem(MEMORY_KEY) ?? 'null');
  } catch {
    return {}; // damaged as a whole, or forbidden
  }
  const { version: _, ...read } = remembered.read(stored, '') ?? { version: VERSION };
  return read;
}

/**
 * Writes the fields that are given over those that are stored, which another tab may have written since. What a newer
 * version of the page remembers is left alone. Storage that is full or forbidden is no reason to disturb a search: the
 * page then only forgets at the next visit.
 */
export function writeMemory(
  storage: Pick<Storage, 'getItem' | 'setItem'> | null,
  { pinned, ...fields }: Memory,
): void {
  const pins = pinned?.map((item) => ({ ...item, architecture: encodeArchitecture(item.architecture) }));
  try {
    const stored = storage?.getItem(MEMORY_KEY) ?? null;
    const before = fieldsOf(stored);
    if (typeof before.version === 'number' && before.version > VERSION) return;
    const text = JSON.stringify({ ...before, ...fields, version: VERSION, ...(pins && { pinned: pins }) });
    if (text !== stored) storage?.setItem(MEMORY_KEY, text);
  } catch {
    return;
  }
}

function fieldsOf(stored: string | null): Readonly<Record<string, unknown>> {
  try {
    const json: unknown = JSON.parse(stored ?? '{}');
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {};
  } catch {
    return {};
  }
}
