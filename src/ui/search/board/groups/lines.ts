import type { PlacedGroup, PlacedRow, Standing } from './standing.ts';

/** Heights in px at the page's first size, as in table.css and groups.css. */
export const ROW_HEIGHT = 82;
export const HEAD_HEIGHT = 26;
/** Rows that are shown however little room there is. */
const LEAST_ROWS = 5;
/** Rows of the next group that a leading one leaves room for where it is cut. */
const LEFT_TO_NEXT = 2;
/** Of a bracket, from its group's ends: the middle of the line, and above the last row's foot. */
const BRACKET = { top: 13, bottom: 12 } as const;
/** By how much a reach is shorter than its rows, at each end. */
const REACH_INSET = 4;

interface Spot {
  /** From the first line's top. */
  readonly top: number;
  readonly height: number;
  readonly group: PlacedGroup;
  /** From 1, of the whole table with all of its groups open, the table's head included. */
  readonly index: number;
}

/** The line of a group; `fold` is null where there is nothing to open or to close. */
export interface HeadLine extends Spot {
  readonly kind: 'head';
  readonly shown: number;
  readonly hidden: readonly PlacedRow[];
  readonly fold: 'folded' | 'cut' | 'opened' | null;
}

export interface RowLine extends Spot {
  readonly kind: 'row';
  readonly row: PlacedRow;
  /** The only one of its group, without a line: it bears its rank itself. */
  readonly isAlone: boolean;
  /** A hairline under it. */
  readonly isLast: boolean;
}

export type Line = HeadLine | RowLine;

/** A square bracket about a group's line and rows; open at its foot where rows are hidden. */
export interface Bracket {
  readonly top: number;
  readonly height: number;
  readonly isOpen: boolean;
}

export interface BoardLines {
  readonly lines: readonly Line[];
  readonly brackets: readonly Bracket[];
  readonly height: number;
  /** Lines of the table with all groups open, its head included. */
  readonly rows: number;
}

export interface LinesInput {
  readonly groups: readonly PlacedGroup[];
  /** Height that is in sight. */
  readonly room: number;
  /** Trials whose groups a person opened. */
  readonly opened: ReadonlySet<number>;
  /** The trial in focus, which no new result may fold away. */
  readonly held: number | null;
}

/**
 * The leaderboard's lines, top down. Groups show as many rows as fit, the better ones first, and leave the next some; what
 * does not fit is one line a group, so that a run of thousands has few lines until someone opens one.
 */
export function linesOf(input: LinesInput): BoardLines {
  const fits = fitting(input.groups, input.room);
  const lines: Line[] = [];
  const brackets: Bracket[] = [];
  let top = 0;
  let index = 2;
  for (const [at, group] of input.groups.entries()) {
    const isOpened = group.rows.some(({ trial }) => input.opened.has(trial.number));
    const held = group.rows.findIndex(({ trial }) => trial.number === input.held);
    const fit = fits[at] ?? 0;
    const reach = isOpened ? group.rows.length : Math.max(fit, held + 1);
    // Whoever made a child by hand looks for it.
    const seen = [...group.rows.entries()].filter(([place, { made }]) => place < reach || made !== undefined);
    const shown = seen.length;
    const isAlone = standsAlone(group) && shown === 1;
    const start = top;
    if (!isAlone) {
      const fold = foldOf(group, shown, fit, isOpened);
      const hidden = group.rows.filter(({ made }, place) => place >= reach && made === undefined);
      lines.push({ kind: 'head', group, top, height: HEAD_HEIGHT, index, shown, hidden, fold });
      top += HEAD_HEIGHT;
      index++;
    }
    for (const [at, [place, row]] of seen.entries()) {
      const isLast = at === seen.length - 1 || !isAlike(group);
      lines.push({ kind: 'row', group, row, top, height: ROW_HEIGHT, index: index + place, isAlone, isLast });
      top += ROW_HEIGHT;
    }
    // A row without a line of its own counts once, folded or not.
    index += standsAlone(group) && !isAlone ? 0 : group.rows.length;
    if (shown > 0 && group.rows.length > 1 && isAlike(group)) {
      const isOpen = shown < group.rows.length;
      const foot = isOpen ? top : top - BRACKET.bottom;
      brackets.push({ top: start + BRACKET.top, height: foot - start - BRACKET.top, isOpen });
    }
  }
  return { lines, brackets, height: top, rows: index - 1 };
}

/** Every trial a row, in an order that knows no groups. */
export function plainLines(rows: readonly PlacedRow[], standing: Standing): BoardLines {
  const lines = rows.flatMap((row, place): Line[] => {
    const group = standing.places.get(row.trial.number)?.group;
    const spot = { top: place * ROW_HEIGHT, height: ROW_HEIGHT, index: place + 2 };
    return group ? [{ kind: 'row', ...spot, group, row, isAlone: true, isLast: true }] : [];
  });
  return { lines, brackets: [], height: lines.length * ROW_HEIGHT, rows: lines.length + 1 };
}

export const isAlike = ({ kind }: PlacedGroup): boolean => kind === 'ranked' || kind === 'finalists';

/** One row needs no line over it, unless the line says that it was trained again. */
const standsAlone = ({ rows, kind }: PlacedGroup): boolean =>
  rows.length === 1 && (kind === 'ranked' || kind === 'failed');

function foldOf(group: PlacedGroup, shown: number, fit: number, isOpened: boolean): HeadLine['fold'] {
  if (shown === 0) return 'folded';
  if (shown < group.rows.length) return 'cut';
  return isOpened && fit < group.rows.length ? 'opened' : null;
}

/** How many rows each group shows by itself. */
function fitting(groups: readonly PlacedGroup[], room: number): readonly number[] {
  const isAgain = ({ kind }: PlacedGroup): boolean =>
    kind === 'finalists' || kind === 'pending' || kind === 'coming';
  const leading = groups.findIndex((group) => !isAgain(group));
  let left = Math.max(room - HEAD_HEIGHT * groups.length, LEAST_ROWS * ROW_HEIGHT);
  let isFull = false;
  return groups.map((group, index) => {
    const count = group.rows.length;
    const saved = standsAlone(group) ? HEAD_HEIGHT : 0;
    const rowsIn = (height: number): number => Math.min(count, Math.max(0, Math.floor(height / ROW_HEIGHT)));
    let shown = isFull ? 0 : rowsIn(left + saved);
    if (isAgain(group)) shown = count;
    else if (index === leading) {
      // Where it is cut anyway, the next one has its rows; it itself is never folded.
      const next = Math.min(LEFT_TO_NEXT, groups[index + 1]?.rows.length ?? 0);
      if (shown < count) shown = Math.max(rowsIn(left - next * ROW_HEIGHT), Math.min(count, LEFT_TO_NEXT));
    } else {
      // One row of many is no group, so far down.
      if (index > leading + 1 && shown < Math.min(count, LEFT_TO_NEXT)) shown = 0;
      isFull ||= shown < count;
    }
    left -= shown * ROW_HEIGHT - (shown > 0 ? saved : 0);
    return shown;
  });
}

/** A line to draw, and the height of those right before it that are not. */
export interface DrawnLine {
  readonly gap: number;
  readonly line: Line;
}

/** Of lines, those that overlap a range, and the row of the trial in focus wherever it is: what isn't drawn has no focus. */
export function linesWithin(
  lines: readonly Line[],
  from: number,
  to: number,
  held: number | null = null,
): readonly DrawnLine[] {
  const before = (height: number, isFoot: boolean): number => {
    let low = 0;
    let high = lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const line = lines[middle]!;
      if (line.top + (isFoot ? line.height : 0) <= height) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = before(from, true);
  const within = lines.slice(first, before(to, false));
  const kept = lines.find((line) => line.kind === 'row' && line.row.trial.number === held);
  const drawn = kept && !within.includes(kept) ? [...within, kept].sort((a, b) => a.top - b.top) : within;
  let foot = 0;
  return drawn.map((line) => {
    const gap = line.top - foot;
    foot = line.top + line.height;
    return { gap, line };
  });
}

export interface Stretch {
  readonly top: number;
  readonly height: number;
}

/**
 * Where the line of a touched row goes: along exactly the rows that it can't be told from and itself. It goes on past a
 * group's line between two of them, and along a folded group of which all can't be told from it.
 */
export function reachOf(lines: readonly Line[], touched: number, alike: ReadonlySet<number>): Stretch[] {
  const holds = ({ trial }: PlacedRow): boolean => trial.number === touched || alike.has(trial.number);
  const stretches: Stretch[] = [];
  let start: number | null = null;
  let end = 0;
  let hidden: readonly PlacedRow[] = [];
  const close = (): void => {
    if (start !== null) stretches.push({ top: start + REACH_INSET, height: end - start - 2 * REACH_INSET });
    start = null;
  };
  for (const line of lines) {
    // Above rows it is passed over where they hold, so the end stays that of the rows before.
    if (line.kind === 'head') {
      if (!hidden.every(holds)) close();
      hidden = line.shown > 0 ? line.hidden : [];
      if (line.shown > 0) continue;
    }
    const isIn = line.kind === 'row' ? holds(line.row) : isAlike(line.group) && line.group.rows.every(holds);
    if (!isIn) {
      close();
      continue;
    }
    start ??= line.top;
    end = line.top + line.height;
  }
  close();
  return stretches;
}
