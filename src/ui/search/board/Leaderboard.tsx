import { lazy, type ReactElement, Suspense, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { ClassBoardLink } from '../../classroom/classBoard/ClassBoard.tsx';
import { RunsLink } from '../../runs/RunsLink.tsx';
import { commonTexts } from '../../texts/common.ts';
import { boardTexts } from '../../texts/search/board.ts';
import { ComparisonLink } from '../comparison/ComparisonLink.tsx';
import { WatchLink } from '../replay/WatchLink.tsx';
import { ORDERS, type Order } from './order.ts';
import { Pinned } from './Pinned.tsx';
import { PreviousRun } from './PreviousRun.tsx';
import '../../parts/Panel.css';
import './Leaderboard.css';

/** They are not in the page's first load, which draws none. */
const Rows = lazy(() => import('./Rows.tsx'));

export interface LeaderboardProps {
  /** A pair was chosen to be drawn. */
  readonly onShow?: (() => void) | undefined;
}

/** Finished trials in groups that can't be told apart, the best first; pinned pairs below. */
export function Leaderboard({ onShow }: LeaderboardProps): ReactElement {
  const [order, setOrder] = useState<Order>('accuracy');
  const runId = usePlayground((state) => state.run?.id ?? '');
  return (
    <>
      <div className="panel-head board-head">
        <h2>{commonTexts.leaderboard}</h2>
        <select
          className="board-order"
          aria-label={boardTexts.order.name}
          value={order}
          onChange={(event) => setOrder(event.currentTarget.value as Order)}
        >
          {ORDERS.map((id) => (
            <option key={id} value={id}>
              {boardTexts.order[id]}
            </option>
          ))}
        </select>
      </div>
      <Suspense fallback={<div className="board-scroll" />}>
        <Rows key={runId} order={order} onShow={onShow} />
      </Suspense>
      <Pinned onShow={onShow} />
      <div className="board-foot">
        <ComparisonLink />
        <WatchLink />
        <RunsLink />
        <ClassBoardLink />
        <PreviousRun />
      </div>
    </>
  );
}
