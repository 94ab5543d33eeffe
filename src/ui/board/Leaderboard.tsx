import {
  type ReactElement,
  useCallback,
  useContext,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isSynthetic } from '../../data/infos.ts';
import type { Trial } from '../../search/trial.ts';
import { StoreContext, usePlayground } from '../../store/context.ts';
import { shownPair } from '../../store/selectors.ts';
import { useHover, useHovered } from '../hooks/hovered.ts';
import { rem, useScale } from '../hooks/useScale.ts';
import { RunsLink } from '../runs/RunsLink.tsx';
import { boardTexts } from '../texts/board.ts';
import { commonTexts } from '../texts/common.ts';
import { Columns } from './Columns.tsx';
import { ORDERS, type Order, ordered, pinOf, pinTitle } from './order.ts';
import { Pinned } from './Pinned.tsx';
import { PreviousRun } from './PreviousRun.tsx';
import { TrialRow } from './TrialRow.tsx';
import { useSlide } from './useSlide.ts';
import { useWindow } from './useWindow.ts';
import '../parts/Panel.css';
import './table.css';
import './Leaderboard.css';

export interface LeaderboardProps {
  /** A pair was chosen to be drawn. */
  readonly onShow?: (() => void) | undefined;
}

const NO_TRIALS: readonly Trial[] = [];
/** Of a row, px at the page's first size, as in table.css. */
const ROW_HEIGHT = 82;

/** Every finished trial a row, the best first; pinned pairs below. */
export function Leaderboard({ onShow }: LeaderboardProps): ReactElement {
  const [order, setOrder] = useState<Order>('accuracy');
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
      <Rows order={order} onShow={onShow} />
      <Pinned onShow={onShow} />
      <p className="board-foot">
        <RunsLink />
        <PreviousRun />
      </p>
    </>
  );
}

function Rows({ order, onShow: onShown }: LeaderboardProps & { readonly order: Order }): ReactElement {
  const store = useContext(StoreContext);
  // Drawn in a task of its own, after the cells of the next child.
  const trials = useDeferredValue(usePlayground((state) => state.run?.trials ?? NO_TRIALS));
  const synthetic = usePlayground((state) => isSynthetic(state.run?.settings.dataset));
  const pinned = usePlayground((state) => state.pinned);
  const shown = usePlayground((state) => (state.shown.source === 'trial' ? shownPair(state).trial : null));
  const show = usePlayground((state) => state.show);
  const lit = useHovered((hovered) => hovered.trial);
  const setHovered = useHover();
  const rows = useMemo(() => ordered(trials, order), [trials, order]);
  const pins = useMemo(
    () =>
      new Set(trials.filter((one) => pinOf(one.architecture, one.accuracy, pinned)).map((one) => one.number)),
    [trials, pinned],
  );
  const scrolled = useRef<HTMLDivElement>(null);
  const rowHeight = ROW_HEIGHT * useScale();
  const [from, to] = useWindow(scrolled, rows.length, rowHeight);
  const body = useSlide(rows, rowHeight);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the hover store never changes
  const onHover = useCallback(setHovered, []);
  const onShow = useCallback(
    (trial: number) => {
      show({ source: 'trial', trial });
      onShown?.();
    },
    [show, onShown],
  );
  const onPin = useCallback(
    (trial: Trial) => {
      const state = store?.getState();
      if (!state?.run) return;
      const pin = pinOf(trial.architecture, trial.accuracy, state.pinned);
      if (pin) return state.unpin(pin.title);
      const title = pinTitle(trial, state.run.settings, state.pinned);
      state.pin({ title, architecture: trial.architecture, accuracy: trial.accuracy });
    },
    [store],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="board-scroll" ref={scrolled} tabIndex={0} aria-label={boardTexts.rows}>
      <table className="board" aria-label={commonTexts.leaderboard} aria-rowcount={rows.length + 1}>
        <Columns />
        <thead>
          <tr>
            <th scope="col" className="board-rank">
              {boardTexts.head.rank}
              <br />
              {boardTexts.head.trial}
            </th>
            <th scope="col">{boardTexts.head.normal}</th>
            <th scope="col">{boardTexts.head.reduction}</th>
            <th scope="col" className="board-figures">
              {boardTexts.head.accuracy}
              <br />
              {boardTexts.head.parameters}
              <br />
              {boardTexts.head.multiplyAdds}
            </th>
            <th className="board-tools" />
          </tr>
        </thead>
        {from > 0 && <Gap rows={from} />}
        <tbody ref={body}>
          {rows.slice(from, to).map(({ trial, rank }, place) => (
            <TrialRow
              key={trial.number}
              trial={trial}
              rank={rank}
              place={from + place}
              synthetic={synthetic}
              lit={lit === trial.number}
              shown={shown === trial.number}
              pinned={pins.has(trial.number)}
              onHover={onHover}
              onShow={onShow}
              onPin={onPin}
            />
          ))}
        </tbody>
        {to < rows.length && <Gap rows={rows.length - to} />}
      </table>
      {rows.length === 0 && <p className="board-empty">{boardTexts.empty}</p>}
    </section>
  );
}

/** The room of rows that are out of sight. */
function Gap({ rows }: { readonly rows: number }): ReactElement {
  return (
    <tbody aria-hidden="true">
      <tr style={{ height: rem(rows * ROW_HEIGHT) }} />
    </tbody>
  );
}
