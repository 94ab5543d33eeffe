import { type KeyboardEvent, type ReactElement, useContext, useEffect, useRef, useState } from 'react';
import { isByTable } from '../../../store/classBoard/board.ts';
import { type ClassBoardStore, classBoardOf } from '../../../store/classBoard/classBoard.ts';
import { StoreContext, usePlayground } from '../../../store/context.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { DropZone } from '../../notices/DropZone.tsx';
import { PasteZone } from '../../notices/PasteZone.tsx';
import { TakeFilesContext } from '../../notices/useGivenFiles.ts';
import { MAIN } from '../../parts/main.ts';
import { tip } from '../../parts/tips/tip.ts';
import { useFocusGoesBack } from '../../parts/useFocusGoesBack.ts';
import { classBoardTexts as texts } from '../../texts/classroom/classBoard/classBoard.ts';
import { BoardQueue } from './BoardQueue.tsx';
import { BoardTable } from './BoardTable.tsx';
import { Side } from './Side.tsx';
import { BoardContext, useBoard } from './useBoard.ts';
import { useIntake } from './useIntake.ts';
import '../../parts/Panel.css';
import './ClassBoardView.css';

export interface ClassBoardViewProps {
  readonly mode: Mode;
  readonly onClose: () => void;
  /** What had the focus before it was opened. */
  readonly before: Element | null;
}

/** What a class hands in to a contest, under the bar. */
export function ClassBoardView(props: ClassBoardViewProps): ReactElement {
  const page = useContext(StoreContext);
  if (page === null) throw new Error('the class board needs a StoreContext above it');
  const [board] = useState(() => classBoardOf(page));
  return (
    <BoardContext value={board}>
      <Shown {...props} board={board} />
    </BoardContext>
  );
}

function Shown({
  mode,
  onClose,
  before,
  board,
}: ClassBoardViewProps & { readonly board: ClassBoardStore }): ReactElement {
  const back = useRef<HTMLButtonElement>(null);
  const intake = useIntake(board);
  const isEmpty = useBoard((state) => state.board.rows.length === 0);
  const isProjected = usePlayground(({ projector }) => projector !== null);
  useFocusGoesBack(before);
  useEffect(() => back.current?.focus(), []);
  useFollowed(board);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && !isProjected) onClose();
  };
  const take = async (files: readonly File[]): Promise<readonly []> => {
    await intake.takeFiles(files);
    return [];
  };
  return (
    <main
      id={MAIN}
      className="class-board"
      tabIndex={-1}
      data-projected={isProjected || undefined}
      data-mode={mode}
      aria-label={texts.name}
      onKeyDown={onKeyDown}
    >
      <header className="panel-head cb-head">
        <button ref={back} type="button" className="link" onClick={onClose}>
          {texts.back}
        </button>
        <h2 className="tab">{texts.name}</h2>
        <Title />
        <Projector isProjected={isProjected} />
      </header>
      <div className="cb-main">
        <BoardQueue />
        <div className="cb-scroll">
          {isEmpty ? (
            <div className="cb-empty">
              <h3>{texts.empty.head}</h3>
              <p>{texts.empty.says}</p>
            </div>
          ) : (
            <BoardTable columns={columnsOf(mode, isProjected)} />
          )}
        </div>
      </div>
      {!isProjected && <Side intake={intake} />}
      <TakeFilesContext value={take}>
        <DropZone takeText={intake.takeText} says={texts.intake.dropHere} />
      </TakeFilesContext>
      <PasteZone take={take} takeText={intake.takeText} />
    </main>
  );
}

/** What the stylesheet leaves of the eight. */
function columnsOf(mode: Mode, isProjected: boolean): number {
  if (mode === 'phone') return 3;
  if (mode !== 'single') return 8;
  return isProjected ? 7 : 6;
}

function Title(): ReactElement {
  const open = useBoard((state) => state.open);
  const isRanked = useBoard((state) => state.board.ranks.size > 0);
  if (open === null) return <span className="cb-title">{texts.noContest}</span>;
  const { contest } = open;
  return (
    <>
      <span className="cb-title">{contest.title === '' ? texts.untitled : contest.title}</span>
      {isRanked && (
        <span className="cb-ranked">{texts.ranked[isByTable(contest) ? 'table' : 'trained']}</span>
      )}
    </>
  );
}

function Projector({ isProjected }: { readonly isProjected: boolean }): ReactElement {
  const setProjector = usePlayground((state) => state.setProjector);
  return (
    <button
      type="button"
      className="button cb-projector"
      aria-pressed={isProjected}
      {...tip(texts.projectorSays)}
      onClick={() => setProjector(!isProjected)}
    >
      {texts.projector}
    </button>
  );
}

/** What is known of recipes comes after the page. */
function useFollowed(board: ClassBoardStore): void {
  const recipes = useRecipes();
  useEffect(() => board.getState().setDeviations(recipes.deviationOf), [board, recipes]);
  // What was written while the board was away.
  useEffect(() => board.getState().recall(), [board]);
}
