import { expect, test } from 'vitest';
import { notMeasured } from './deviation.ts';
import {
  type BoardLines,
  HEAD_HEIGHT,
  type LinesInput,
  linesOf,
  linesWithin,
  plainLines,
  ROW_HEIGHT,
  reachOf,
} from './lines.ts';
import { createStandings, type PlacedGroup } from './standing.ts';
import { falling, runOf, type Story } from './testing/children.ts';

const standingOf = (story: Story) => createStandings(notMeasured).of(runOf(story));
const laid = (groups: readonly PlacedGroup[], options: Partial<LinesInput> = {}): BoardLines =>
  linesOf({ groups, room: 690, opened: new Set(), held: null, ...options });

/** Groups of so many rows, without what a search would have measured. */
function groupsOf(
  ...sizes: readonly (number | ['finalists' | 'pending' | 'failed', number])[]
): PlacedGroup[] {
  const [first] = standingOf({ own: [0.4], images: 100 }).groups;
  const [row] = first?.rows ?? [];
  if (row === undefined) throw new Error('no row');
  let count = 0;
  return sizes.map((size): PlacedGroup => {
    const [kind, rows] = typeof size === 'number' ? (['ranked', size] as const) : size;
    const start = count;
    count += rows;
    const all = Array.from({ length: rows }, (_, index) => ({
      ...row,
      trial: { ...row.trial, number: start + index + 1 },
    }));
    return { kind, first: start + 1, last: count, rows: all };
  });
}

/** "1-4" for a line, "#2" for a row, with what the line folds. */
const told = ({ lines }: BoardLines): string[] =>
  lines.map((line) =>
    line.kind === 'row'
      ? `#${line.row.trial.number}${line.isAlone ? ' alone' : ''}${line.isLast ? ' _' : ''}`
      : `${line.group.first}-${line.group.last}${line.fold === null ? '' : ` ${line.fold} ${line.shown}`}`,
  );

test('without trials there is nothing; one trial is a row that bears its rank', () => {
  expect(laid([])).toEqual({ lines: [], brackets: [], height: 0, rows: 1 });
  const one = laid(groupsOf(1));
  expect(told(one)).toEqual(['#1 alone _']);
  expect(one).toMatchObject({ brackets: [], height: ROW_HEIGHT, rows: 2 });
});

test('what fits is all there: a line and a bracket a group, hairlines between groups', () => {
  const board = laid(groupsOf(3, 1, 2));
  expect(told(board)).toEqual(['1-3', '#1', '#2', '#3 _', '#4 alone _', '5-6', '#5', '#6 _']);
  expect(board.height).toBe(2 * HEAD_HEIGHT + 6 * ROW_HEIGHT);
  expect(board.brackets).toEqual([
    { top: 13, height: HEAD_HEIGHT + 3 * ROW_HEIGHT - 25, isOpen: false },
    { top: 4 * ROW_HEIGHT + HEAD_HEIGHT + 13, height: HEAD_HEIGHT + 2 * ROW_HEIGHT - 25, isOpen: false },
  ]);
});

test('of the pictures: long groups show what fits, low ones one line', () => {
  // mock-honest: 4, 9, 7 and 2 rows.
  const honest = laid(groupsOf(4, 9, 7, 2));
  expect(told(honest)).toEqual([
    '1-4',
    ...['#1', '#2', '#3', '#4 _'],
    '5-13 cut 3',
    ...['#5', '#6', '#7 _'],
    '14-20 folded 0',
    '21-22 folded 0',
  ]);
  expect(honest.height).toBeLessThanOrEqual(690);
  expect(honest.brackets.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  // mock-first-visit: the first leaves the second two rows.
  const first = told(laid(groupsOf(8, 16, 4)));
  expect(first.filter((line) => !line.startsWith('#'))).toEqual([
    '1-8 cut 5',
    '9-24 cut 2',
    '25-28 folded 0',
  ]);
  // mock-finish: finalists are all there, however little room.
  const finish = told(laid(groupsOf(['finalists', 3], 11, 29, 5), { room: 300 }));
  expect(finish.filter((line) => !line.startsWith('#'))).toEqual([
    '1-3',
    '4-14 cut 2',
    '15-43 folded 0',
    '44-48 folded 0',
  ]);
});

test('a hundred that are all apart: rows while they fit, then a line each', () => {
  const board = laid(groupsOf(...Array(100).fill(1)));
  const rows = board.lines.filter(({ kind }) => kind === 'row');
  expect(rows.length).toBeGreaterThanOrEqual(5);
  expect(board.lines).toHaveLength(100);
  expect(board.brackets).toEqual([]);
  // Its count stays that of the whole table, whatever is folded.
  expect(board.rows).toBe(101);
});

test('5,000 that can’t be told apart are few lines until they are opened', () => {
  const groups = groupsOf(5000);
  const board = laid(groups);
  expect(told(board)).toHaveLength(9);
  expect(board.rows).toBe(5002);
  const opened = laid(groups, { opened: new Set([4000]) });
  expect(opened.lines).toHaveLength(5001);
  expect(opened.lines[0]).toMatchObject({ fold: 'opened' });
  const drawn = linesWithin(opened.lines, 100_000, 101_000);
  expect(drawn.length).toBeLessThan(15);
  expect(drawn[0]!.line.top + ROW_HEIGHT).toBeGreaterThan(100_000);
  expect(drawn.at(-1)!.line.top).toBeLessThanOrEqual(101_000);
  expect(drawn.map(({ gap }) => gap)).toEqual([drawn[0]!.line.top, ...drawn.slice(1).map(() => 0)]);
  expect(linesWithin([], 0, 1000)).toEqual([]);
});

test('the row in focus is drawn wherever it is, in its place', () => {
  const opened = laid(groupsOf(5000), { opened: new Set([4000]) });
  const plain = linesWithin(opened.lines, 100_000, 101_000);
  for (const at of [1, 5000]) {
    const line = opened.lines[at]!;
    const held = line.kind === 'row' ? line.row.trial.number : null;
    const drawn = linesWithin(opened.lines, 100_000, 101_000, held);
    expect(drawn.map((one) => one.line)).toEqual(
      at === 1 ? [line, ...plain.map((one) => one.line)] : [...plain.map((one) => one.line), line],
    );
    let top = 0;
    for (const one of drawn) {
      expect(one.line.top).toBe(top + one.gap);
      top += one.gap + one.line.height;
    }
  }
  const inSight = plain[3]!.line;
  expect(
    linesWithin(opened.lines, 100_000, 101_000, inSight.kind === 'row' ? inSight.row.trial.number : null),
  ).toEqual(plain);
});

test('an opened group shows all of its rows and takes no room from the others', () => {
  const groups = groupsOf(4, 9, 7, 2);
  const shut = told(laid(groups));
  const open = told(laid(groups, { opened: new Set([21]) }));
  expect(open.slice(0, -3)).toEqual(shut.slice(0, -1));
  expect(open.slice(-3)).toEqual(['21-22 opened 2', '#21', '#22 _']);
});

test('a row in focus is not folded away', () => {
  const board = told(laid(groupsOf(4, 9, 7, 2), { held: 16 }));
  expect(board).toContain('#16 _');
  expect(board).toContain('14-20 cut 3');
});

test('failed trials are a group without a bracket, each over its own hairline', () => {
  const board = laid(groupsOf(2, ['failed', 2]));
  expect(told(board)).toEqual(['1-2', '#1', '#2 _', '3-4', '#3 _', '#4 _']);
  expect(board.brackets).toHaveLength(1);
  expect(told(laid(groupsOf(2, ['failed', 1])))).toEqual(['1-2', '#1', '#2 _', '#3 alone _']);
});

test('lines count as in the whole table, with all of its groups open', () => {
  const groups = groupsOf(4, 9, 1, 7, 2);
  const all = new Set(groups.flatMap(({ rows }) => rows.map(({ trial }) => trial.number)));
  const open = laid(groups, { opened: all });
  expect(open.lines.map(({ index }) => index)).toEqual(open.lines.map((_, place) => place + 2));
  const indexOf = (board: BoardLines, trial: number) =>
    board.lines.find((line) => line.kind === 'row' && line.row.trial.number === trial)?.index;
  for (const trial of [1, 4, 5, 6]) expect(indexOf(laid(groups), trial)).toBe(indexOf(open, trial));
});

test('an order without groups is a row a trial, each with its rank', () => {
  const standing = standingOf({ own: [0.3, 0.8, null], images: 1000 });
  const rows = standing.groups.flatMap((group) => group.rows).reverse();
  const board = plainLines(rows, standing);
  expect(told(board)).toEqual(['#3 alone _', '#1 alone _', '#2 alone _']);
  expect(board.rows).toBe(4);
});

test('the blue line runs along exactly the rows that can’t be told from the touched one', () => {
  const { lines } = laid(groupsOf(4, 9, 7, 2));
  const row = (place: number) => HEAD_HEIGHT + place * ROW_HEIGHT;
  // All of its group, and the next one's first: past that one's line.
  expect(reachOf(lines, 2, new Set([1, 3, 4, 5]))).toEqual([
    { top: row(0) + 4, height: 5 * ROW_HEIGHT + HEAD_HEIGHT - 8 },
  ]);
  // Not transitive: it may leave out rows between.
  expect(reachOf(lines, 1, new Set([3]))).toEqual([
    { top: row(0) + 4, height: ROW_HEIGHT - 8 },
    { top: row(2) + 4, height: ROW_HEIGHT - 8 },
  ]);
  // A folded group is part of it where all of its rows are; rows that a cut group hides break it where they are not.
  const folded = lines.find((line) => line.kind === 'head' && line.group.first === 14);
  const last = [11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
  expect(reachOf(lines, 7, new Set([8, 9, 10, ...last]))).toHaveLength(1);
  expect(reachOf(lines, 7, new Set([8, 9, ...last]))).toMatchObject([
    { height: ROW_HEIGHT - 8 },
    { top: folded!.top + 4, height: HEAD_HEIGHT - 8 },
  ]);
  expect(reachOf(lines, 7, new Set([8, 14]))).toHaveLength(1);
});

test('lines of a real standing cover all trials once', () => {
  const standing = standingOf({ own: [...falling(60, 0.5, 0.2), null, null], images: 1000 });
  const opened = new Set(standing.places.keys());
  const board = laid(standing.groups, { opened });
  const rows = board.lines.flatMap((line) => (line.kind === 'row' ? [line.row.trial.number] : []));
  expect(rows.sort((a, b) => a - b)).toEqual(Array.from({ length: 62 }, (_, index) => index + 1));
  for (const [place, line] of board.lines.entries())
    expect(line.top).toBe(place === 0 ? 0 : board.lines[place - 1]!.top + board.lines[place - 1]!.height);
});

test('a child by hand is in sight where its group is cut or folded', () => {
  const groups = groupsOf(20, 20);
  const [{ trial }] = groups[0]!.rows as [PlacedGroup['rows'][number]];
  const child = { ...trial, by: 'Ada', seeds: 1, after: 0, trainings: [] };
  const byHand = groups.map((group) => ({
    ...group,
    rows: group.rows.map((row, at) => (at === 17 ? { ...row, made: child } : row)),
  }));
  const plain = laid(groups);
  const board = laid(byHand);
  expect(told(plain)).not.toContain('#18 _');
  expect(told(board)).toContain('#18 _');
  expect(told(board)).toContain('#38 _');
  expect(board.rows).toBe(plain.rows);
  const [first] = board.lines.filter((line) => line.kind === 'head');
  expect(first).toMatchObject({ fold: 'cut' });
  expect(first?.hidden.length).toBe(20 - (first?.shown ?? 0));
  expect(board.lines.find((line) => line.kind === 'row' && line.row.trial.number === 18)?.index).toBe(
    plain.lines[1]!.index + 17,
  );
});
