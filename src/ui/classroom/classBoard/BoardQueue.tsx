import type { ReactElement } from 'react';
import { isByTable } from '../../../store/classBoard/board.ts';
import { tip } from '../../parts/tips/tip.ts';
import { classBoardTexts } from '../../texts/classroom/classBoard/classBoard.ts';
import { useBoard, useBoardStore } from './useBoard.ts';
import './BoardQueue.css';

const texts = classBoardTexts.queue;

/** How far retraining is, and the one button that halts it. */
export function BoardQueue(): ReactElement | null {
  const store = useBoardStore();
  const board = useBoard((state) => state.board);
  const wanted = useBoard((state) => state.wanted.length);
  const paused = useBoard((state) => state.paused);
  const problem = useBoard((state) => state.problem);
  const hasContest = useBoard((state) => state.open !== null);
  const byTable = useBoard(({ open }) => open !== null && isByTable(open.contest));
  const waits = useBoard((state) => state.waits);
  const elsewhere = useBoard((state) => state.elsewhere);
  const loading = useBoard((state) => state.loading);
  const speed = useBoard((state) => state.working?.progress?.imagesPerSecond ?? null);
  const left = useBoard((state) => state.secondsLeft);
  if (board.rows.length === 0) return null;
  const done = board.rows.filter(({ fresh, failure }) => fresh.length > 0 || failure !== null).length;
  const isOver = hasContest && wanted === 0;
  return (
    <section className="cb-queue" aria-label={texts.name}>
      {!isOver && hasContest && (
        <button
          type="button"
          className={waits ? 'button' : 'button button-filled'}
          {...tip(texts.pauseSays)}
          onClick={() => store.getState().setPaused(!paused)}
        >
          {paused ? texts.resume : texts.pause}
        </button>
      )}
      <progress max={board.rows.length} value={done} aria-label={texts.name} />
      <span role="status">
        {isOver ? texts.allDone[byTable ? 'table' : 'trained'] : texts.done(done, board.rows.length)}
      </span>
      {!isOver && left !== null && <span>{texts.left(left)}</span>}
      {speed !== null && <span className="cb-speed">{texts.speed(speed)}</span>}
      {!hasContest && <span>{texts.noContest}</span>}
      {hasContest && waits && !isOver && <span role="status">{texts.waits}</span>}
      {hasContest && elsewhere && !isOver && <span role="status">{texts.elsewhere}</span>}
      {loading !== null && <span>{loading}</span>}
      {problem !== null && <span role="alert">{texts.failed(problem)}</span>}
    </section>
  );
}
