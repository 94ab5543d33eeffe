import {
  type ReactElement,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { isSynthetic } from '../../../data/infos.ts';
import { asTrial, idOfMade, type MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import type { Settings } from '../../../settings/settings.ts';
import { StoreContext, usePlayground } from '../../../store/context.ts';
import { isFollowed } from '../../../store/replay/followed.ts';
import { absentChild, shownPair } from '../../../store/shown/selectors.ts';
import { shownChild } from '../../../store/shown/view.ts';
import { useHover, useHovered } from '../../hooks/hovered.ts';
import { NO_PLACES, PlacesContext } from '../../hooks/places.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import { useScale } from '../../hooks/useScale.ts';
import { boardTexts } from '../../texts/search/board.ts';
import { BoardTable } from './BoardTable.tsx';
import { type HeadLine, linesOf, plainLines } from './groups/lines.ts';
import type { Standing } from './groups/standing.ts';
import { placeSays, rankSays } from './groups/words.ts';
import { type MadeSays, madeSays } from './madeSays.ts';
import { type Order, ordered, pinOf, pinTitle } from './order.ts';
import { useScrolled } from './useScrolled.ts';
import { useStanding } from './useStanding.ts';
import './Leaderboard.css';

/** Of the table's head, px at the page's first size, as in table.css. */
const HEAD = 64;

export interface RowsProps {
  readonly order: Order;
  /** A pair was chosen to be drawn. */
  readonly onShow?: (() => void) | undefined;
}

/** The leaderboard's rows, with all that tells which of them can't be told apart; loaded once the page stands. */
export default function Rows({ order, onShow: onShown }: RowsProps): ReactElement {
  const store = useContext(StoreContext);
  const { deviationOf } = useRecipes();
  const { input, standing } = useStanding(deviationOf);
  const { settings, trials, made = NO_MADE } = input;
  useTold(standing);
  const isEmpty = usePlayground(({ run }) => (run?.trials.length ?? 0) + (run?.made.length ?? 0) === 0);
  const sayMade = useMadeSays(settings);
  // A moment that a person seeks is there at once.
  const atOnce = usePlayground(
    (state) => state.replay !== null && !state.replay.playing && !isFollowed(state),
  );
  const pinned = usePlayground((state) => state.pinned);
  const shown = usePlayground((state) => {
    if (state.shown.source !== 'trial' && state.shown.source !== 'made') return null;
    // Of a child that is not there the layer draws nothing of another.
    return state.layer !== null && absentChild(state) !== null ? null : shownPair(state).trial;
  });
  const show = usePlayground((state) => state.show);
  const inspect = usePlayground((state) => state.openInspector);
  const beside = usePlayground(({ layer }) => (layer?.tab === 'differences' ? layer.beside : null));
  const lit = useHovered((hovered) => hovered.trial);
  const setHovered = useHover('board');
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [held, setHeld] = useState<number | null>(null);
  const scrolled = useRef<HTMLDivElement>(null);
  const scale = useScale();
  const { from, to, room } = useScrolled(scrolled, scale);
  const isGrouped = order === 'accuracy';
  const board = useMemo(() => {
    if (isGrouped) return linesOf({ groups: standing.groups, room: room - HEAD, opened, held });
    const rows = standing.groups.flatMap((group) => group.rows);
    return plainLines(ordered(rows, order), standing);
  }, [isGrouped, order, standing, room, opened, held]);
  const pins = useMemo(
    () =>
      new Set(
        [...trials, ...made.flatMap((one) => asTrial(one) ?? [])]
          .filter((one) => pinOf(one.architecture, one.accuracy, pinned))
          .map((one) => one.number),
      ),
    [trials, made, pinned],
  );
  useFocusKept(scrolled, held, board);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the hover store never changes
  const onHover = useCallback(setHovered, []);
  const onShow = useCallback(
    (trial: number, isBeside: boolean) => {
      const { layer, turnLayer } = store?.getState() ?? {};
      // In Differences rows choose both of the two.
      if (layer?.tab === 'differences' && (isBeside || trial === shown))
        return isBeside && trial !== shown ? turnLayer?.({ beside: trial }) : undefined;
      // A second press opens it; on a phone it leads to the child first, which the board hides.
      if (trial === shown && onShown === undefined) return inspect();
      show(shownChild(trial));
      onShown?.();
    },
    [store, show, shown, inspect, onShown],
  );
  const onPin = useCallback(
    (trial: Trial) => {
      const state = store?.getState();
      if (!state?.run) return;
      const pin = pinOf(trial.architecture, trial.accuracy, state.pinned);
      if (pin) return state.unpin(pin.title);
      const by = state.run.made.find(({ number }) => idOfMade(number) === trial.number)?.by;
      const title = pinTitle(trial, state.run.settings, state.pinned, by);
      state.pin({ title, architecture: trial.architecture, accuracy: trial.accuracy });
    },
    [store],
  );
  const onFold = useCallback(({ group, fold }: HeadLine) => {
    const numbers = group.rows.map(({ trial }) => trial.number);
    setOpened((before) => {
      const next = new Set(before);
      if (fold === 'opened') for (const number of numbers) next.delete(number);
      else next.add(numbers[0] ?? 0);
      return next;
    });
  }, []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="board-scroll" ref={scrolled} tabIndex={0} aria-label={boardTexts.rows}>
      <BoardTable
        standing={standing}
        board={board}
        isGrouped={isGrouped}
        from={from}
        to={to}
        scale={scale}
        isEmpty={isEmpty}
        synthetic={isSynthetic(settings.dataset)}
        atOnce={atOnce}
        lit={lit}
        beside={typeof beside === 'number' ? beside : null}
        shown={shown}
        held={held}
        pins={pins}
        madeSays={sayMade}
        onHover={onHover}
        onHold={setHeld}
        onShow={onShow}
        onPin={onPin}
        onFold={onFold}
      />
    </section>
  );
}

function useMadeSays({ rewards }: Settings): (child: MadeChild) => MadeSays {
  const queue = usePlayground(({ run }) => run?.madeQueue ?? NO_QUEUE);
  const number = usePlayground(({ run }) => run?.making?.number ?? null);
  const training = usePlayground(({ run }) => run?.making?.training ?? 1);
  const epoch = usePlayground(({ run }) => run?.making?.epoch ?? 1);
  return useCallback(
    (child) =>
      madeSays(child, { queue, rewards, making: number === null ? null : { number, training, epoch } }),
    [queue, rewards, number, training, epoch],
  );
}

const NO_QUEUE: readonly number[] = [];
const NO_MADE: readonly MadeChild[] = [];

/** The chart and whatever is told by ear name the same places. */
function useTold(standing: Standing): void {
  const places = useContext(PlacesContext);
  useEffect(() => {
    const says = (trial: number) => (standing.places.has(trial) ? placeSays(standing, trial) : null);
    const rank = (trial: number) => rankSays(standing, trial);
    places.setState({ says, rank });
    return () => places.setState(NO_PLACES);
  }, [places, standing]);
}

/** A row in focus that a new result takes to another group is drawn anew, and has its focus again. */
function useFocusKept(
  box: { readonly current: HTMLElement | null },
  held: number | null,
  lines: unknown,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: it looks whenever the lines change
  useLayoutEffect(() => {
    if (held === null || document.activeElement !== document.body) return;
    const row = box.current?.querySelector<HTMLElement>(`[data-row="${held}"] .board-show`);
    row?.focus({ preventScroll: true });
  }, [lines]);
}
