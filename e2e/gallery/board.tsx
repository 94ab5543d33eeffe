import { type ReactElement, useState } from 'react';
import { BoardTable } from '../../src/ui/search/board/BoardTable.tsx';
import { type HeadLine, linesOf, plainLines } from '../../src/ui/search/board/groups/lines.ts';
import { createStandings, type StandingInput } from '../../src/ui/search/board/groups/standing.ts';
import { falling, runOf, type Story } from '../../src/ui/search/board/groups/testing/children.ts';
import { ordered } from '../../src/ui/search/board/order.ts';
import '../../src/ui/base.css';
import { Part, Tile } from './Tile.tsx';

/** The leaderboard in its states: made children, whose own accuracies are known. */

interface BoardState extends Story {
  readonly title: string;
  /** Height that is in sight. */
  readonly room: number;
  readonly deviation?: number;
  /** By trial, without groups. */
  readonly isPlain?: boolean;
  /** Rank whose row is touched, from 1. */
  readonly touched?: number;
  readonly shown?: number;
  readonly synthetic?: boolean;
}

/** As in mock-honest: two groups or three, 5,000 images, a training's luck of 0.7 points. */
const HONEST = {
  own: falling(22, 0.47, 0.33),
  images: 5000,
  luck: 0.007,
  deviation: 0.007,
  room: 690,
} as const;

const STATES: readonly BoardState[] = [
  { title: 'no trials', own: [], images: 100, room: 120 },
  { title: 'one trial', own: [0.31], images: 500, room: 120 },
  { title: 'groups', ...HONEST },
  { title: 'a row touched', ...HONEST, touched: 4, shown: 2, room: 440 },
  { title: 'all alike', own: Array<number>(12).fill(0.4), images: 1000, room: 300 },
  { title: 'few images', own: falling(12, 0.24, 0.08), images: 100, room: 300 },
  { title: 'all apart', own: [0.92, 0.15, 0.5], images: 2000, room: 300 },
  {
    title: 'failed and reused',
    own: [0.3, null, 0.5, null, 0.5, 0.31],
    images: 2000,
    reused: { 5: 3 },
    room: 640,
  },
  { title: '5,000 trials', own: falling(5000, 0.46, 0.2), images: 1000, room: 440 },
  { title: 'finalists train', ...HONEST, further: 2, room: 440 },
  { title: 'finalists', ...HONEST, further: 7, shown: 1, room: 520 },
  { title: 'by trial', ...HONEST, own: falling(3, 0.47, 0.33), isPlain: true, room: 300 },
];

export function Boards({ wide }: { readonly wide: boolean }): ReactElement {
  return (
    <Part title="Leaderboard">
      {STATES.map(({ title, ...state }) => (
        <Tile key={title} title={title}>
          <Board {...state} width={wide ? 320 : 350} />
        </Tile>
      ))}
    </Part>
  );
}

const nothing = (): void => {};
const NO_PINS: ReadonlySet<number> = new Set();

function Board({
  room,
  width,
  deviation = null,
  isPlain = false,
  touched,
  shown,
  synthetic = false,
  ...story
}: Omit<BoardState, 'title' | 'deviation'> & {
  readonly width: number;
  readonly deviation?: number | null;
}): ReactElement {
  const [{ input, standing }] = useState(() => {
    const input: StandingInput = runOf(story);
    return { input, standing: createStandings(() => deviation).of(input) };
  });
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = standing.groups.flatMap((group) => group.rows);
  const board = isPlain
    ? plainLines(ordered(rows, 'trial'), standing)
    : linesOf({ groups: standing.groups, room, opened, held: null });
  const at = (place: number | undefined): number | null =>
    place === undefined ? null : (rows[place - 1]?.trial.number ?? null);
  const onFold = ({ group }: HeadLine): void =>
    setOpened(new Set([...opened, group.rows[0]?.trial.number ?? 0]));
  return (
    <div style={{ width, overflow: 'hidden' }} data-trials={input.trials.length}>
      <BoardTable
        standing={standing}
        board={board}
        isGrouped={!isPlain}
        from={0}
        to={board.height}
        scale={1}
        atOnce={false}
        isEmpty={rows.length === 0}
        synthetic={synthetic}
        lit={at(touched)}
        held={null}
        shown={at(shown)}
        pins={NO_PINS}
        onHover={nothing}
        onHold={nothing}
        onShow={nothing}
        onPin={nothing}
        onFold={onFold}
      />
    </div>
  );
}
