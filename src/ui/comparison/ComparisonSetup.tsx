import { type FormEvent, type ReactElement, useState } from 'react';
import { usePlayground } from '../../store/context.ts';
import {
  COMPARISON_RANGES,
  CONTESTANT_IDS,
  type ContestantId,
  USUAL_CONTESTANTS,
  USUAL_SEEDS,
  USUAL_TRIALS,
} from '../../studies/comparison/contestants.ts';
import { tip } from '../parts/tip.ts';
import { CountRow, countProblem } from './CountRow.tsx';
import { CONTESTANT_NAMES } from './names.ts';
import '../parts/row.css';
import '../parts/ticks.css';
import './ComparisonSetup.css';

/** Which strategies, how often and how long; and the button that compares them. */
export function ComparisonSetup(): ReactElement {
  const [chosen, setChosen] = useState<ReadonlySet<ContestantId>>(() => new Set(USUAL_CONTESTANTS));
  const [seeds, setSeeds] = useState(String(USUAL_SEEDS));
  const [trials, setTrials] = useState(String(USUAL_TRIALS));
  const comparing = usePlayground((state) => state.comparing.phase === 'comparing');
  const compare = usePlayground((state) => state.compareStrategies);
  const stop = usePlayground((state) => state.stopComparing);
  const contestants = CONTESTANT_IDS.filter((id) => chosen.has(id));
  const invalid =
    countProblem('Seeds', seeds, COMPARISON_RANGES.seeds) ??
    countProblem('Trials', trials, COMPARISON_RANGES.trials) ??
    (contestants.length === 0 ? 'Choose at least one strategy.' : null);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (comparing) stop();
    else if (invalid === null) compare({ contestants, seeds: Number(seeds), trials: Number(trials) });
  };
  const toggle = (id: ContestantId): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <form className="comparison-setup" onSubmit={submit}>
      <fieldset>
        <legend>Strategies</legend>
        {CONTESTANT_IDS.map((id) => {
          const { name, hint } = CONTESTANT_NAMES[id];
          return (
            <label key={id} className="check">
              <input type="checkbox" checked={chosen.has(id)} onChange={() => toggle(id)} />
              <span>
                <span className="check-title">{name}</span>
                <span className="hint">{hint}</span>
              </span>
            </label>
          );
        })}
      </fieldset>
      {contestants.length === 0 && (
        <p className="row-problem" role="alert">
          Choose at least one strategy.
        </p>
      )}
      {contestants.length > 0 && !chosen.has('random') && (
        <p className="hint">Without random search there is nothing that the others are tested against.</p>
      )}
      <div className="comparison-counts">
        <CountRow
          label="Seeds"
          description="Searches of each strategy: as many as there are chances for luck to even out."
          text={seeds}
          range={COMPARISON_RANGES.seeds}
          onChange={setSeeds}
        />
        <CountRow
          label="Trials a search"
          description="Children that a search proposes; one that it proposes again is not trained again."
          text={trials}
          range={COMPARISON_RANGES.trials}
          onChange={setTrials}
        />
      </div>
      <button
        type="submit"
        className="button button-filled"
        // biome-ignore lint/a11y/noAutofocus: the one thing to do in a dialog that was just opened
        autoFocus
        aria-disabled={!comparing && invalid !== null}
        {...tip(comparing ? 'Ends the comparison; nothing of it is kept.' : (invalid ?? 'Compares them.'))}
      >
        {comparing ? 'Stop' : 'Compare'}
      </button>
      <Progress />
    </form>
  );
}

function Progress(): ReactElement {
  const progress = usePlayground((state) => state.comparing.progress);
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <div className="comparison-progress">
      {progress !== null && (
        <>
          <div
            className="progress-tick"
            role="progressbar"
            aria-label="Finished searches"
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={done}
          >
            <span className="progress-part" style={{ width: `${((100 * done) / total).toFixed(1)}%` }} />
          </div>
          <p className="hint num">
            {done} of {total} searches
          </p>
        </>
      )}
    </div>
  );
}
