import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { LiveRun } from '../../../run/live.ts';
import type { Finalist } from '../../../search/finalists.ts';
import { idOfMade, isMade, type MadeChild } from '../../../search/made.ts';
import type { Trial } from '../../../search/trial.ts';
import { usePlayground } from '../../../store/context.ts';
import type { Beside } from '../../../store/shown/layer.ts';
import { type AbsentChild, absentChild, shownPair } from '../../../store/shown/selectors.ts';
import { shownChild as shownOf } from '../../../store/shown/view.ts';
import { useRecipes } from '../../hooks/recipes.ts';
import { useInTraining } from '../../search/controller/useShownRun.ts';
import { PanelFacts } from '../../search/panels/facts.tsx';
import { differencesTexts as texts } from '../../texts/child/layer/differences.ts';
import { inspectorTexts } from '../../texts/child/layer/inspector.ts';
import type { LayerViewProps } from '../layer/view.ts';
import { Choose } from './Choose.tsx';
import { type Around, candidatesOf, childBy, keyOf, shownChild, usualOf } from './children.ts';
import { TwoChildren } from './TwoChildren.tsx';
import './DifferencesView.css';

const NO_TRIALS: readonly Trial[] = [];
const NO_MADE: readonly MadeChild[] = [];
const NO_FINALISTS: readonly Finalist[] = [];

/** Two children beside each other; nothing of another where the run does not have the one that is asked for. */
export function DifferencesView(props: LayerViewProps): ReactElement {
  const absent = usePlayground(useShallow(absentChild));
  if (absent === null) return <Compared {...props} />;
  return <p className="two-none">{absenceSays(absent)}</p>;
}

const absenceSays = ({ number, isLater }: AbsentChild): string =>
  isLater ? inspectorTexts.stage.notYet(number) : inspectorTexts.stage.missing(number);

/** The shown child held against another one, which a menu chooses. */
function Compared({ mode }: LayerViewProps): ReactElement {
  const { deviationOf } = useRecipes();
  const pair = usePlayground(useShallow(shownPair));
  const show = usePlayground((state) => state.show);
  const turn = usePlayground((state) => state.turnLayer);
  const wanted = usePlayground((state) => state.layer?.beside ?? null);
  const around = useAround();
  const first = useMemo(() => shownChild(pair, around), [pair, around]);
  const candidates = useMemo(() => candidatesOf(around, first), [around, first]);
  const isItself = wanted !== null && keyOf(wanted) === keyOf(first.id);
  const id = wanted === null || isItself ? usualOf(candidates, around) : wanted;
  useSettled(first.id, wanted, id, (beside) => turn({ beside }));
  const second = useMemo(() => childBy(id, around), [id, around]);
  const isLater = usePlayground(
    ({ replay }) => typeof id === 'number' && replay !== null && hasChild(replay.whole, id),
  );
  const swap = (to: Beside): void => {
    turn({ beside: first.id });
    show(typeof to === 'number' ? shownOf(to) : { source: 'pair', ...to });
  };
  const choose = (
    <Choose
      first={first}
      second={second ?? { id, name: typeof id === 'number' ? texts.child(id) : id.title }}
      candidates={candidates}
      onChoose={(beside) => turn({ beside })}
      onSwap={second && (() => swap(second.id))}
    />
  );
  return (
    <>
      <PanelFacts>{choose}</PanelFacts>
      {second === null ? (
        <p className="two-none">
          {isLater && typeof id === 'number'
            ? inspectorTexts.stage.notYet(id)
            : texts.none(typeof id === 'number' ? texts.child(id) : id.title)}
        </p>
      ) : (
        <TwoChildren
          first={first}
          second={second}
          settings={around.settings}
          deviationOf={deviationOf}
          mode={mode}
        />
      )}
    </>
  );
}

const hasChild = ({ trials, made }: Pick<LiveRun, 'trials' | 'made'>, id: number): boolean =>
  isMade(id) ? made.some(({ number }) => idOfMade(number) === id) : trials[id - 1] !== undefined;

/** What there is to choose from; the same while a child only trains on. */
function useAround(): Around {
  const trials = usePlayground(({ run }) => run?.trials ?? NO_TRIALS);
  const finalists = usePlayground(({ run }) => run?.finalists ?? NO_FINALISTS);
  const made = usePlayground(({ run }) => run?.made ?? NO_MADE);
  const making = usePlayground(({ run }) => run?.making?.number ?? null);
  const training = useInTraining();
  const settings = usePlayground(({ run, settings }) => run?.settings ?? settings);
  const pinned = usePlayground((state) => state.pinned);
  return useMemo(
    () => ({ trials, finalists, made, making, training, settings, pinned }),
    [trials, finalists, made, making, training, settings, pinned],
  );
}

/**
 * The address names what is held against the first child, also where nobody chose it. Whoever shows the second one in the first
 * one's place goes on holding it against that.
 */
function useSettled(
  first: Beside,
  wanted: Beside | null,
  usual: Beside,
  settle: (beside: Beside) => void,
): void {
  const before = useRef(first);
  useEffect(() => {
    const left = before.current;
    before.current = first;
    if (wanted !== null && keyOf(wanted) !== keyOf(first)) return;
    const isSecond = wanted !== null && keyOf(left) !== keyOf(first);
    settle(isSecond ? left : usual);
  }, [first, wanted, usual, settle]);
}
