import {
  Fragment,
  type KeyboardEvent,
  type ReactElement,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Settings } from '../../../settings/settings.ts';
import { isByTable, type Row } from '../../../store/classBoard/board.ts';
import type { ClassBoardState } from '../../../store/classBoard/classBoard.ts';
import { type Whisker, whiskerOf } from '../../../studies/uncertainty/whisker.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import { useScale } from '../../hooks/useScale.ts';
import { useSlide } from '../../search/board/useSlide.ts';
import { classBoardTexts as texts } from '../../texts/classroom/classBoard/classBoard.ts';
import { Term } from '../glossary/Term.tsx';
import { type Axis, axisOf, placeOn } from './axis.ts';
import { BoardRow, type RowWork } from './BoardRow.tsx';
import { useBoard, useBoardStore } from './useBoard.ts';
import '../../search/board/table.css';
import './BoardRow.css';
import './BoardTable.css';

const ROW = 82;
const GROUP = 28;

/** `columns`: how many the page has room for. All rows, the ranked ones in groups that can't be told apart. One stop of Tab; arrows walk. */
export function BoardTable({ columns }: { readonly columns: number }): ReactElement {
  const board = useBoard((state) => state.board);
  const open = useBoard((state) => state.open);
  const working = useBoard((state) => state.working);
  const recipes = useRecipes();
  const settings = open?.contest.settings ?? null;
  const spreadOf = useCallback(
    (row: Row): Whisker | null => whiskerIn(row, settings, recipes.deviationOf),
    [settings, recipes],
  );
  const { rows, ranks } = board;
  const axis = useSameAxis(useMemo(() => axisOf(rows, (row) => spreadOf(row)?.whole ?? 0), [rows, spreadOf]));
  const store = useBoardStore();
  const { remove, retry } = store.getState();
  const onRemove = useCallback(({ first }: Row) => remove(first.places, first.by), [remove]);
  const [held, setHeld] = useState<string | null>(null);
  const stop = rows.some(({ key }) => key === held) ? held : (rows[0]?.key ?? null);
  const order = rows.map(({ key }) => key).join();
  const table = useSlide(order, useScale(), false);
  let top = 0;
  let line = 1;
  return (
    <table ref={table} className="cb-table" aria-label={texts.rows} aria-rowcount={rows.length + 1}>
      <Head axis={axis} byTable={open !== null && isByTable(open.contest)} />
      <tbody>
        {rows.map((row) => {
          const rank = ranks.get(row.key) ?? null;
          const whisker = spreadOf(row);
          const isHead = rank !== null && rank.last > rank.first && rows[rank.first - 1] === row;
          if (isHead) top += GROUP;
          const here = top;
          top += ROW;
          line += isHead ? 2 : 1;
          return (
            <Fragment key={row.key}>
              {isHead && (
                <tr className="cb-group">
                  <th scope="colgroup" colSpan={columns}>
                    {texts.alike(rank.first, rank.last)}
                  </th>
                </tr>
              )}
              <BoardRow
                row={row}
                rank={rank}
                axis={axis}
                spread={whisker?.whole ?? null}
                images={whisker?.images ?? null}
                work={workOf(row, working, settings?.epochs ?? 0)}
                top={here}
                index={line}
                isStop={row.key === stop}
                onFocus={setHeld}
                onWalk={walk}
                onRemove={onRemove}
                onRetry={retry}
              />
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

/** The mean of several trainings scatters less than one. */
function whiskerIn(
  { figure, fresh }: Row,
  settings: Settings | null,
  deviationOf: (settings: Settings) => number | null,
): Whisker | null {
  if (figure === null || settings === null) return null;
  const deviation = deviationOf(settings);
  const ofMean = deviation === null ? null : deviation / Math.sqrt(fresh.length);
  return whiskerOf(figure, settings.validationImages, ofMean);
}

/** The one of before where it is the same, so that no row is drawn for it. */
function useSameAxis(axis: Axis): Axis {
  const before = useRef(axis);
  if (before.current.from !== axis.from || before.current.to !== axis.to) before.current = axis;
  return before.current;
}

function workOf(row: Row, working: ClassBoardState['working'], epochs: number): RowWork | null {
  if (working?.wanted.key !== row.key) return null;
  const { progress, wanted } = working;
  if (progress === null) return { says: texts.preparing, share: 0 };
  const says = wanted.kind === 'proof' ? texts.proving : texts.epoch(progress.epoch, epochs);
  return { says, share: progress.share };
}

/** ↑ ↓ Home End, from row to row. */
function walk(event: KeyboardEvent): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.cb-open')];
  const at = rows.indexOf(event.currentTarget as HTMLElement);
  const places: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: rows.length - 1,
  };
  const to = places[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  rows[Math.min(rows.length - 1, Math.max(0, to))]?.focus();
}

function Head({ axis, byTable }: { readonly axis: Axis; readonly byTable: boolean }): ReactElement {
  const { column } = texts;
  return (
    <thead>
      <tr>
        <th scope="col" className="cb-rank">
          <Term id="cannot-be-told-apart">{column.rank}</Term>
        </th>
        <th scope="col" className="cb-normal">
          {column.normal}
        </th>
        <th scope="col" className="cb-reduction">
          {column.reduction}
        </th>
        <th scope="col" className="cb-name">
          {column.name}
        </th>
        <th scope="col" className="cb-claimed">
          <i className="cb-key-ring" /> {column.claimed}
        </th>
        <th scope="col" className="cb-axis-cell" aria-label={texts.axis}>
          <span className="cb-scale">
            {axis.ticks.map((tick) => (
              <span key={tick} style={{ left: `${placeOn(axis, tick)}%` }}>
                {Math.round(100 * tick)}
              </span>
            ))}
          </span>
        </th>
        <th scope="col" className="cb-result">
          <i className="cb-key-dot" /> {byTable ? column.table : column.retrained}
        </th>
        <th scope="col" className="cb-cost">
          <Term id="parameter">{column.parameters}</Term>
          <br />
          <Term id="multiply-add">{column.multiplyAdds}</Term>
        </th>
      </tr>
    </thead>
  );
}
