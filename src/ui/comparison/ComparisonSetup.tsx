import { type FormEvent, type ReactElement, useState } from 'react';
import { usePlayground } from '../../store/context.ts';
import { BASELINE } from '../../strategies/list.ts';
import {
  COMPARISON_RANGES,
  CONTESTANT_IDS,
  type ContestantId,
  USUAL_CONTESTANTS,
  USUAL_SEEDS,
  USUAL_TRIALS,
} from '../../studies/comparison/contestants.ts';
import { tip } from '../parts/tips/tip.ts';
import { comparisonTexts } from '../texts/comparison.ts';
import { CountRow, countProblem } from './CountRow.tsx';
import '../parts/row.css';
import '../parts/ticks.css';
import './ComparisonSetup.css';

const texts = comparisonTexts.setup;

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
    countProblem(texts.seeds.label, seeds, COMPARISON_RANGES.seeds) ??
    countProblem(texts.trials.short, trials, COMPARISON_RANGES.trials) ??
    (contestants.length === 0 ? texts.noStrategy : null);

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
        <legend>{texts.strategies}</legend>
        {CONTESTANT_IDS.map((id) => {
          const { name, hint } = comparisonTexts.contestants[id];
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
          {texts.noStrategy}
        </p>
      )}
      {contestants.length > 0 && !chosen.has(BASELINE) && <p className="hint">{texts.noRandom}</p>}
      <div className="comparison-counts">
        <CountRow
          label={texts.seeds.label}
          description={texts.seeds.says}
          text={seeds}
          range={COMPARISON_RANGES.seeds}
          onChange={setSeeds}
        />
        <CountRow
          label={texts.trials.label}
          description={texts.trials.says}
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
        {...tip(comparing ? texts.stopSays : (invalid ?? texts.compareSays))}
      >
        {comparing ? texts.stop : texts.compare}
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
            aria-label={texts.finished}
            aria-valuemin={0}
            aria-valuemax={total}
            aria-valuenow={done}
          >
            <span className="progress-part" style={{ width: `${((100 * done) / total).toFixed(1)}%` }} />
          </div>
          <p className="hint num">{texts.progress(done, total)}</p>
        </>
      )}
    </div>
  );
}
