import { type FormEvent, type ReactElement, useEffect, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { BASELINE } from '../../../strategies/list.ts';
import {
  COMPARISON_RANGES,
  CONTESTANT_IDS,
  type ContestantId,
} from '../../../studies/comparison/contestants.ts';
import { tip } from '../../parts/tips/tip.ts';
import { comparisonTexts } from '../../texts/search/comparison.ts';
import { CountRow, countProblem } from './tables/CountRow.tsx';
import { USUAL_TERMS } from './terms.ts';
import '../../parts/styles/row.css';
import '../../parts/styles/ticks.css';
import './ComparisonSetup.css';

const texts = comparisonTexts.setup;

/** Which strategies, how often and how long; and the button that compares them anew. */
export function ComparisonSetup(): ReactElement {
  const last = usePlayground((state) => state.comparing.terms);
  const terms = last ?? USUAL_TERMS;
  const [chosen, setChosen] = useState<ReadonlySet<ContestantId>>(() => new Set(terms.contestants));
  const [seeds, setSeeds] = useState(String(terms.seeds));
  const [trials, setTrials] = useState(String(terms.trials));
  const comparing = usePlayground((state) => state.comparing.phase === 'comparing');
  const pace = usePlayground(({ comparing: { result } }) =>
    result === null
      ? null
      : result.seconds /
        (result.comparison.seeds.length * result.comparison.contestants.length * result.comparison.trials),
  );
  const compare = usePlayground((state) => state.compareStrategies);
  const stop = usePlayground((state) => state.stopComparing);
  const recorded = usePlayground(({ comparing: { result } }) =>
    result?.recorded === undefined ? null : result.asked,
  );
  // The fields say what a recorded comparison was of; to change them and to press is to make another.
  useEffect(() => {
    if (recorded === null) return;
    setChosen(new Set(CONTESTANT_IDS));
    setSeeds(String(recorded));
    setTrials(String(USUAL_TERMS.trials));
  }, [recorded]);
  const others = CONTESTANT_IDS.filter((id) => id !== BASELINE);
  const contestants = CONTESTANT_IDS.filter((id) => id === BASELINE || chosen.has(id));
  const invalid =
    countProblem(texts.seeds.label, seeds, COMPARISON_RANGES.seeds) ??
    countProblem(texts.trials.label, trials, COMPARISON_RANGES.trials) ??
    (contestants.length === 1 ? texts.noStrategy : null);
  const button =
    pace === null || invalid !== null
      ? texts.compare
      : texts.again(pace * contestants.length * Number(seeds) * Number(trials));

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
        {others.map((id) => {
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
        <p className="comparison-against">{texts.against}</p>
      </fieldset>
      {contestants.length === 1 && (
        <p className="row-problem" role="alert">
          {texts.noStrategy}
        </p>
      )}
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
        className="button"
        aria-disabled={!comparing && invalid !== null}
        {...tip(comparing ? texts.stopSays : (invalid ?? texts.compareSays))}
      >
        {comparing ? texts.stop : button}
      </button>
      <Progress />
    </form>
  );
}

function Progress(): ReactElement {
  const { progress, terms } = usePlayground((state) => state.comparing);
  const { done, total } = progress ?? { done: 0, total: 0 };
  return (
    <div className="comparison-progress">
      {progress !== null && terms !== null && (
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
          <p className="hint num">
            {comparisonTexts.seedsDone(Math.floor((done * terms.seeds) / total), terms.seeds)}
          </p>
        </>
      )}
    </div>
  );
}
