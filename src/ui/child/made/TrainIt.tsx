import { type ReactElement, useContext, useId, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Architecture } from '../../../space/architecture.ts';
import { contestOf } from '../../../store/contest/contest.ts';
import { StoreContext, usePlayground } from '../../../store/context.ts';
import { type SameGraph, sameGraphIn } from '../../../store/made/sameGraph.ts';
import { endedChild } from '../../../store/shown/selectors.ts';
import { shownChild } from '../../../store/shown/view.ts';
import { isActive } from '../../../store/store.ts';
import { tip } from '../../parts/tips/tip.ts';
import { trainItTexts } from '../../texts/child/trainIt.ts';
import { prospectOf } from './estimate.ts';
import '../../parts/styles/button.css';
import './TrainIt.css';

export interface TrainItProps {
  /** Null where it is not whole: then it can't be trained, and why is said. */
  readonly architecture: Architecture | null;
  /** It was asked for; the child is what is shown by now. */
  readonly onTrain?: (() => void) | undefined;
  /** The child of the same graph is what is shown by now. */
  readonly onShow?: (() => void) | undefined;
}

/** "Train it", whose it is, how often, and what will come of it: one bar wherever a pair can be trained. */
export function TrainIt({ architecture, onTrain, onShow }: TrainItProps): ReactElement {
  const [seeds, setSeeds] = useState<1 | 3>(1);
  /** The pair for which it was said that it is known. */
  const [told, setTold] = useState<Architecture | null>(null);
  const store = useContext(StoreContext);
  const nickname = usePlayground((state) => state.nickname);
  const [by, setBy] = useState(nickname);
  const [before, setBefore] = useState(nickname);
  if (before !== nickname) {
    setBefore(nickname);
    setBy(nickname);
  }
  const train = usePlayground((state) => state.trainMade);
  const keep = usePlayground((state) => state.setNickname);
  const isContest = usePlayground((state) => state.contest !== null);
  const isOtherSearch = usePlayground(
    (state) =>
      state.contest !== null &&
      state.run !== null &&
      isActive(state.run) &&
      !state.run.isPreview &&
      contestOf(state, state.run) === null,
  );
  const same = useSame(architecture);
  const isTold = same !== null && architecture !== null && told === architecture;
  const act = (all: boolean): void => {
    if (architecture === null || isOtherSearch) return;
    if (same !== null && !all) {
      setTold(architecture);
      return;
    }
    train({ architecture, by, seeds: isContest ? 1 : seeds });
    setTold(null);
    onTrain?.();
  };
  const sentence = useId();
  return (
    <section className="train-it" aria-label={trainItTexts.train}>
      <p className="train-says" id={sentence} role="status">
        {architecture === null ? (
          trainItTexts.unfinished
        ) : isOtherSearch ? (
          trainItTexts.otherSearch
        ) : isTold && same !== null ? (
          <Same
            same={same}
            onShow={() => {
              store?.getState().show(shownChild(same.id));
              onShow?.();
            }}
          />
        ) : (
          <Will architecture={architecture} seeds={isContest ? 1 : seeds} />
        )}
      </p>
      <label className="train-by">
        {trainItTexts.by}
        <input
          className="train-name"
          value={by}
          maxLength={48}
          autoComplete="nickname"
          spellCheck={false}
          {...tip(trainItTexts.bySays)}
          onChange={(event) => setBy(event.currentTarget.value)}
          onBlur={() => {
            keep(by);
            setBy(store?.getState().nickname ?? by);
          }}
        />
      </label>
      {!isContest && (
        <label className="train-three" {...tip(trainItTexts.threeSays)}>
          <input
            type="checkbox"
            checked={seeds === 3}
            onChange={(event) => setSeeds(event.currentTarget.checked ? 3 : 1)}
          />
          {trainItTexts.three}
        </label>
      )}
      {isTold ? (
        <button type="button" className="button train-button" onClick={() => act(true)}>
          {trainItTexts.allTheSame}
        </button>
      ) : (
        <button
          type="button"
          className="button train-button"
          aria-disabled={architecture === null || isOtherSearch}
          aria-describedby={sentence}
          onClick={() => act(false)}
        >
          {trainItTexts.train}
        </button>
      )}
    </section>
  );
}

/** What the run knows of the very same graph; looked for again whenever one more child has ended. */
function useSame(architecture: Architecture | null): SameGraph | null {
  const store = useContext(StoreContext);
  const known = usePlayground(
    ({ run, contest }) =>
      `${contest !== null} ${run?.id} ${run?.trials.length} ${run?.made.map(({ trainings }) => trainings.length)}`,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is known tells when to look again
  return useMemo(() => {
    const state = store?.getState();
    if (architecture === null || state === undefined) return null;
    // Of a run with other settings nothing counts in a contest.
    const isOther = state.contest !== null && (state.run === null || contestOf(state, state.run) === null);
    return isOther ? null : sameGraphIn(state.run, architecture);
  }, [store, architecture, known]);
}

function Same({ same, onShow }: { readonly same: SameGraph; readonly onShow: () => void }): ReactElement {
  const child = usePlayground(({ run }) => endedChild(run, same.id));
  const epochs = usePlayground(({ run, settings }) => (run?.settings ?? settings).epochs);
  const { accuracy = null, budget = epochs } = child ?? {};
  const short = budget < epochs ? { epochs: budget, of: epochs } : null;
  return (
    <>
      {trainItTexts.same(same.id, accuracy, short)}{' '}
      <button type="button" className="link" onClick={onShow}>
        {trainItTexts.showSame(same.id)}
      </button>
    </>
  );
}

function Will({
  architecture,
  seeds,
}: {
  readonly architecture: Architecture;
  readonly seeds: number;
}): ReactElement {
  const prospect = usePlayground(useShallow((state) => prospectOf(state, architecture, seeds)));
  return <>{trainItTexts.will(prospect)}</>;
}
