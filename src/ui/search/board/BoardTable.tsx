import { type ReactElement, useMemo } from 'react';
import type { MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import { rem } from '../../hooks/useScale.ts';
import { commonTexts } from '../../texts/common.ts';
import { boardTexts } from '../../texts/search/board.ts';
import { BoardHead } from './BoardHead.tsx';
import { Columns } from './Columns.tsx';
import { GroupLine } from './groups/GroupLine.tsx';
import {
  type BoardLines,
  type DrawnLine,
  type HeadLine,
  linesWithin,
  type RowLine,
  reachOf,
} from './groups/lines.ts';
import { Marks } from './groups/Marks.tsx';
import type { Standing } from './groups/standing.ts';
import { groupName, ownWithin, placeSays, rankText, touchedSays } from './groups/words.ts';
import type { MadeSays } from './madeSays.ts';
import { TrialRow } from './TrialRow.tsx';
import { useSettled, useSlide } from './useSlide.ts';
import './table.css';

export interface BoardTableProps {
  readonly standing: Standing;
  readonly board: BoardLines;
  /** Rows stand in their groups; else each bears its rank. */
  readonly isGrouped: boolean;
  /** What is worth drawing, px at the page's first size, and how much larger the page is. */
  readonly from: number;
  readonly to: number;
  readonly scale: number;
  /** Rows that change places don't slide there. */
  readonly atOnce: boolean;
  /** No trial has ended; while those of a long run are being compared, there is no line either. */
  readonly isEmpty: boolean;
  readonly synthetic: boolean;
  readonly lit: number | null;
  /** Held against the one that is shown. */
  readonly beside?: number | null;
  readonly shown: number | null;
  /** The trial in focus. */
  readonly held: number | null;
  readonly pins: ReadonlySet<number>;
  /** What stands in the rows of children by hand. */
  readonly madeSays?: (child: MadeChild) => MadeSays;
  readonly onHover: (trial: number | null) => void;
  readonly onHold: (trial: number | null) => void;
  readonly onShow: (trial: number, beside: boolean) => void;
  readonly onPin: (trial: Trial) => void;
  readonly onFold: (line: HeadLine) => void;
}

const NONE_ALIKE: readonly number[] = [];

/** All finished trials, in their groups or one by one. It knows no store. */
export function BoardTable(props: BoardTableProps): ReactElement {
  const { standing, board, isGrouped, from, to, scale, atOnce, lit, onFold } = props;
  const table = useSlide(board, scale, atOnce);
  const settled = useSettled(board.brackets);
  const alike = useMemo(() => (lit === null ? NONE_ALIKE : standing.alike(lit)), [standing, lit]);
  const reach = useMemo(
    () => (lit === null || alike.length === 0 ? [] : reachOf(board.lines, lit, new Set(alike))),
    [board, lit, alike],
  );
  const drawn = linesWithin(board.lines, from, to, props.held);
  const last = drawn.at(-1)?.line;
  const below = last === undefined ? 0 : board.height - last.top - last.height;
  return (
    <div className="board-box">
      <table
        ref={table}
        className="board"
        aria-label={commonTexts.leaderboard}
        aria-rowcount={board.rows}
        data-trials={standing.places.size}
      >
        <Columns />
        <BoardHead spread={standing.spread} />
        {groupsOf(drawn, isGrouped).map((lines) => (
          <tbody key={keyOf(lines, standing, isGrouped)} aria-label={isGrouped ? nameOf(lines) : undefined}>
            {lines.map(({ gap, line }) =>
              line.kind === 'head' ? (
                <Below key="line" gap={gap}>
                  <GroupLine line={line} onFold={onFold} />
                </Below>
              ) : (
                <Below key={line.row.trial.number} gap={gap}>
                  <Row line={line} alike={alike} {...props} />
                </Below>
              ),
            )}
          </tbody>
        ))}
        {below > 0 && (
          <tbody>
            <Gap height={below} />
          </tbody>
        )}
      </table>
      <Marks brackets={isGrouped ? settled : []} reach={isGrouped ? reach : []} />
      {props.isEmpty && <p className="board-empty">{boardTexts.empty}</p>}
    </div>
  );
}

type RowProps = BoardTableProps & { readonly line: RowLine; readonly alike: readonly number[] };

function Row({ line, alike, standing, isGrouped, lit, shown, pins, ...rest }: RowProps): ReactElement {
  const { row, group, index, top, isAlone, isLast } = line;
  const { trial, figure, from, was, reason, made } = row;
  const { number } = trial;
  const isLit = lit === number;
  return (
    <TrialRow
      trial={trial}
      figure={figure}
      from={from}
      was={was}
      reason={reason}
      {...(made && rest.madeSays?.(made))}
      own={ownWithin(row.whisker(), standing.spread, from)}
      rank={isAlone ? rankText(group) : null}
      place={index}
      top={top}
      isLast={isLast}
      says={isLit ? touchedSays(standing, number, alike) : placeSays(standing, number)}
      synthetic={rest.synthetic}
      lit={isLit || rest.beside === number}
      shown={shown === number}
      pinned={pins.has(number)}
      onHover={rest.onHover}
      onHold={rest.onHold}
      onShow={rest.onShow}
      onPin={rest.onPin}
    />
  );
}

/** Lines by their groups; in an order that knows none, all together. */
function groupsOf(lines: readonly DrawnLine[], isGrouped: boolean): readonly DrawnLine[][] {
  const all: DrawnLine[][] = [];
  for (const drawn of lines) {
    const before = all.at(-1);
    if (before !== undefined && (!isGrouped || before[0]?.line.group === drawn.line.group))
      before.push(drawn);
    else all.push([drawn]);
  }
  return all;
}

/** By its place among the groups: rows that stay in it stay as they are, whatever its ranks become. */
const keyOf = ([drawn]: readonly DrawnLine[], { groups }: Standing, isGrouped: boolean): string =>
  isGrouped && drawn !== undefined ? `group ${groups.indexOf(drawn.line.group)}` : 'all';

const nameOf = ([drawn]: readonly DrawnLine[]): string | undefined => drawn && groupName(drawn.line.group);

/** A line, below the room of those before it that aren't drawn. */
function Below({ gap, children }: { readonly gap: number; readonly children: ReactElement }): ReactElement {
  return (
    <>
      {gap > 0 && <Gap height={gap} />}
      {children}
    </>
  );
}

/** The room of lines that are out of sight. */
const Gap = ({ height }: { readonly height: number }): ReactElement => (
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a table's row takes no focus
  <tr aria-hidden="true" style={{ height: rem(height) }} />
);
