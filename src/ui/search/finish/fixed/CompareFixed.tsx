import { type ReactElement, useId, useMemo, useRef, useState } from 'react';
import { isComplete } from '../../../../run/run.ts';
import {
  FIXED_SEEDS,
  type FixedComparison,
  isFixedDone,
  USUAL_FIXED_SEEDS,
} from '../../../../search/fixed.ts';
import type { Trial } from '../../../../search/trial.ts';
import type { Settings } from '../../../../settings/settings.ts';
import { usePlayground } from '../../../../store/context.ts';
import { isShipped, wholeRun } from '../../../../store/replay/whole.ts';
import { isActive, type PlaygroundState } from '../../../../store/store.ts';
import { comparisonOf } from '../../../../studies/fixed/networks.ts';
import { useRecipes } from '../../../hooks/recipes.ts';
import { Dialog } from '../../../parts/Dialog.tsx';
import { Words } from '../../../parts/Words.tsx';
import { fixedTexts as texts } from '../../../texts/runs/fixed.ts';
import { isDecided, judgementOf, willJudge } from './compared.ts';
import { FixedTable } from './FixedTable.tsx';
import { FixedVerdict } from './FixedVerdict.tsx';
import { type Estimate, useSeconds } from './useSeconds.ts';
import '../../../parts/Dialog.css';
import '../../../parts/styles/button.css';
import '../../../parts/styles/row.css';
import './CompareFixed.css';

export interface CompareFixedProps {
  readonly winner: Trial;
  readonly settings: Settings;
  readonly onClose: () => void;
}

/** Whether searching paid: what is compared and how long it takes is said before it begins, the result stands in the same place. */
export function CompareFixed({ winner, settings, onClose }: CompareFixedProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  const kept = usePlayground(({ run }) => (run?.fixed?.winner === winner.number ? run.fixed : null));
  const fresh = useMemo(() => comparisonOf(winner, settings, USUAL_FIXED_SEEDS), [winner, settings]);
  const { deviationOf } = useRecipes();
  const deviation = deviationOf(settings);
  const judgement = useMemo(() => judgementOf(kept, deviation), [kept, deviation]);
  const comparison = kept ?? fresh;
  /** First what it is about; later what it has come to. */
  const about = (
    <div className="compare-fixed-notes">
      <p>{texts.intro}</p>
      {kept === null && <p>{texts.willJudge(willJudge(settings))}</p>}
      {settings.rewards === 'table' && <p>{texts.byTable}</p>}
    </div>
  );
  return (
    <Dialog
      dialog={dialog}
      className="compare-fixed"
      name={texts.name}
      closeName={texts.close}
      onClose={onClose}
    >
      <div className="dialog-form compare-fixed-body">
        {kept === null && about}
        <FixedVerdict comparison={kept} judgement={judgement} />
        <FixedTable comparison={comparison} judgement={judgement} isDecided={isDecided(kept)} />
        <Training
          comparison={comparison}
          settings={settings}
          isKept={kept !== null}
          isLuckKnown={deviation !== null}
        />
        {kept !== null && about}
      </div>
    </Dialog>
  );
}

interface TrainingProps {
  readonly comparison: FixedComparison;
  readonly settings: Settings;
  readonly isKept: boolean;
  /** It was measured how much trainings by this recipe differ: else too few of them can't tell. */
  readonly isLuckKnown: boolean;
}

/** What is still to be trained of it: how many seeds, how long that takes, and how it goes. */
function Training({ comparison, settings, isKept, isLuckKnown }: TrainingProps): ReactElement | null {
  const fixing = usePlayground(({ run }) => run?.fixing ?? null);
  const problem = usePlayground(({ run }) => run?.fixedProblem ?? null);
  const hindrance = usePlayground(hindranceOf);
  const compare = usePlayground((state) => state.compareFixed);
  const stop = usePlayground((state) => state.stopFixed);
  const { trainings, networks } = comparison;
  const isDone = isKept && isFixedDone(comparison);
  /** More, where all that was asked for has ended. */
  const choices = FIXED_SEEDS.filter(
    (count) => count * networks.length > trainings.length && (isLuckKnown || count >= USUAL_FIXED_SEEDS),
  );
  const [chosen, setChosen] = useState<number>(comparison.seeds);
  const seeds = choices.find((count) => count >= chosen) ?? choices.at(-1);
  const ids = useId();
  const isFree = fixing === null && hindrance === null && seeds !== undefined;
  const estimate = useSeconds(comparison, seeds ?? 0, settings, isFree);
  if (fixing !== null) {
    const { network, training, step, steps } = fixing;
    const [done, all] = [trainings.length, comparison.seeds * networks.length];
    const share = (done + step / Math.max(1, steps)) / all;
    return (
      <div className="compare-fixed-training">
        <progress max={1} value={share} aria-label={texts.name} />
        <p>
          <span role="status">{texts.done(done, all)}.</span>{' '}
          {network === null
            ? texts.preparing
            : texts.trains(network, training, comparison.seeds, step / Math.max(1, steps))}
        </p>
        <p className="dialog-note">{texts.kept}</p>
        <button type="button" className="button" onClick={stop}>
          {texts.stop}
        </button>
      </div>
    );
  }
  if (hindrance !== null) return <p className="dialog-note">{hindrance}</p>;
  if (seeds === undefined) return null;
  const isKnown = estimate.kind !== 'measuring';
  return (
    <div className="compare-fixed-training">
      {problem !== null && (
        <p className="row-problem" role="alert">
          {texts.refused(problem)}
        </p>
      )}
      <div className="compare-fixed-seeds">
        <span aria-hidden="true">{texts.seeds}</span>
        <Words
          name={texts.seeds}
          words={choices.map((count) => [String(count), texts.seedCount(count), null] as const)}
          chosen={String(seeds)}
          onChoose={(count) => setChosen(Number(count))}
        />
      </div>
      <p id={`${ids}-time`} role="status">
        {trainings.length > 0 && `${texts.done(trainings.length, seeds * networks.length)}. `}
        {estimateSays(estimate)}
      </p>
      <button
        type="button"
        className="button"
        aria-disabled={!isKnown}
        aria-describedby={`${ids}-time`}
        onClick={() => isKnown && compare({ ...comparison, seeds })}
      >
        {isDone ? texts.more : trainings.length > 0 ? texts.resume : texts.start}
      </button>
    </div>
  );
}

function estimateSays(estimate: Estimate): string {
  switch (estimate.kind) {
    case 'measuring':
      return texts.measuring;
    case 'known':
      return texts.time(estimate.trainings, estimate.seconds);
    case 'unmeasured':
      return texts.unmeasured(estimate.why);
    default:
      return estimate satisfies never;
  }
}

/** Why nothing can be trained of it now; null where it can. */
function hindranceOf(state: PlaygroundState): string | null {
  const { replay, run } = state;
  if (replay !== null && isShipped(replay)) return texts.shipped;
  if (isActive(wholeRun(state)) || run === null || !isComplete(run)) return texts.busy;
  return null;
}
