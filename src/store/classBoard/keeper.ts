import { added, BOARD_KEY, decodeBoard, encodeBoard, FIGURES_KEY, type KeptBoard, NO_BOARD } from './kept.ts';
import type { BoardPorts } from './ports.ts';

/** Where all tabs of this machine keep the one board. */
export interface Keeper {
  /** What is there, where another tab has written since; null where nothing that can be read is new. */
  read(): KeptBoard | null;
  /** Whether it is kept now. */
  write(board: KeptBoard): boolean;
  /** What could not be read, as it was; '' where all could. */
  unread(): string;
  /** Forgets that. */
  dropUnread(): void;
}

/** What can't be read lies there, since the next write takes its place. */
const UNREAD_KEY = 'nas-class-board-unread';

/**
 * What came lies apart from what was trained, and only what changed is written: tabs hear of each other a moment late, so that a
 * tab which has just trained would else write over what another has just taken. A figure that is lost is trained again.
 */
export function createKeeper(storage: BoardPorts['storage']): Keeper {
  const seen = new Map<string, { readonly written: string; readonly board: KeptBoard | null }>();
  const keep = (key: string, written: string): boolean => {
    try {
      storage?.setItem(key, written);
      return storage !== null;
    } catch {
      return false;
    }
  };
  const look = (key: string): { readonly board: KeptBoard | null; readonly isNew: boolean } => {
    const written = storage?.getItem(key) ?? null;
    if (written === null) return { board: null, isNew: false };
    const before = seen.get(key);
    if (before?.written === written) return { board: before.board, isNew: false };
    const read = decodeBoard(written);
    if (!read.ok || read.value.lost > 0) keep(UNREAD_KEY, written);
    const board = read.ok ? read.value : null;
    seen.set(key, { written, board });
    return { board, isNew: read.ok };
  };
  const put = (key: string, board: KeptBoard): boolean => {
    const written = encodeBoard(board);
    if (seen.get(key)?.written === written) return true;
    if (!keep(key, written)) return false;
    seen.set(key, { written, board });
    return true;
  };
  return {
    read() {
      const [came, trained] = [look(BOARD_KEY), look(FIGURES_KEY)];
      if (!came.isNew && !trained.isNew) return null;
      const { contest, given, retrained } = came.board ?? NO_BOARD;
      return { contest, given, retrained: added(retrained, trained.board?.retrained ?? []) };
    },
    write({ contest, given, retrained }) {
      const isKept = put(FIGURES_KEY, { ...NO_BOARD, retrained });
      return put(BOARD_KEY, { contest, given, retrained: [] }) && isKept;
    },
    unread: () => storage?.getItem(UNREAD_KEY) ?? '',
    dropUnread: () => void (storage?.getItem(UNREAD_KEY) && keep(UNREAD_KEY, '')),
  };
}
