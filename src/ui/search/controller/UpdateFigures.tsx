import { type CSSProperties, type ReactElement, useMemo } from 'react';
import { meanProbabilities, type PolicyUpdate, pushOn, updateFrom } from '../../../run/controller/update.ts';
import { knownBefore } from '../../../search/waves/waves.ts';
import type { OperationId } from '../../../space/operations/index.ts';
import type { Decision } from '../../../strategies/strategy.ts';
import { Marked } from '../../classroom/glossary/Marked.tsx';
import { Term } from '../../classroom/glossary/Term.tsx';
import { controllerTexts } from '../../texts/charts/controller.ts';
import { Choice, choiceWords } from './Choice.tsx';
import { choicesInOrder } from './rows.ts';
import { useShownRun } from './useShownRun.ts';
import './figures.css';

export interface UpdateFiguresProps {
  readonly decision: Decision;
  readonly operations: readonly OperationId[];
  readonly child: number;
}

const texts = controllerTexts.update;

/** The update that learned from a child: rewards, baseline, advantages, and how it pushes one decision. */
export function UpdateFigures({ decision, operations, child }: UpdateFiguresProps): ReactElement {
  const { trials, updates, settings } = useShownRun();
  const run = useMemo(() => ({ trials, updates, settings }), [trials, updates, settings]);
  const own = useMemo(() => updateFrom(run, child), [run, child]);
  // What has taught the controller nothing yet is shown with what had taught it before.
  const before = knownBefore(run, child);
  const earlier = useMemo(
    () => (own !== null || before === 0 ? null : lastUpdate(run, before)),
    [run, own, before],
  );
  const update = own ?? earlier;
  const promoted = trials[child - 1]?.promotedFrom !== undefined;
  const lack = own !== null ? null : promoted ? texts.promoted(child) : texts.none(child, earlier !== null);
  if (update === null) return <p className="figures">{lack}</p>;
  const { number, afterTrial, children, next } = update;
  const mine = children.find(({ trial }) => trial.number === child);
  const push = pushOn(update, decision);
  const means = meanProbabilities(
    children.map(({ trial }) => trial),
    decision,
  );
  const after = meanProbabilities(next, decision);
  const greatest = Math.max(1e-9, ...(push ?? []).map(Math.abs));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls and holds nothing to focus is reached by keys so
    <section className="figures" tabIndex={0} aria-label={texts.title(number, afterTrial)}>
      {lack !== null && <p className="figures-lack">{lack}</p>}
      <h3>{texts.title(number, afterTrial)}</h3>
      <table className="update-table num" aria-label={texts.table}>
        <thead>
          <tr>
            <th scope="col">{texts.child}</th>
            <th scope="col">
              <Term id="reward">{texts.reward}</Term>
            </th>
            <th scope="col">
              <Term id="baseline">{texts.baseline}</Term>
            </th>
            <th scope="col">
              <Term id="advantage">{texts.advantage}</Term>
            </th>
          </tr>
        </thead>
        <tbody>
          {children.map(({ trial, baseline }) => (
            <tr key={trial.number} data-own={trial.number === child || undefined}>
              <th scope="row">{texts.trial(trial.number)}</th>
              <td>{texts.figure(trial.reward)}</td>
              <td>{texts.figure(baseline)}</td>
              <td>{texts.difference(trial.reward, baseline)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {mine && <p className="figures-sentence">{texts.made(child, mine.advantage)}</p>}
      {push && means && (
        <>
          <h4>{texts.decision(controllerTexts.placeSpoken(decision))}</h4>
          <ul className="softmax pushes" aria-label={texts.bars}>
            {choicesInOrder(decision, operations).map((one) => {
              const share = (push[one] ?? 0) / greatest;
              const [from, to] = [means[one] ?? 0, after === null ? null : (after[one] ?? 0)];
              return (
                <li
                  key={one}
                  style={
                    { '--from': 0.5 + Math.min(0, share) / 2, '--push': Math.abs(share) / 2 } as CSSProperties
                  }
                >
                  <span className="hidden-text">
                    {texts.spoken(choiceWords(decision.kind, one, operations), push[one] ?? 0, from, to)}
                  </span>
                  <span className="softmax-choice" aria-hidden="true">
                    <Choice kind={decision.kind} choice={one} operations={operations} />
                  </span>
                  <span className="softmax-bar" aria-hidden="true" />
                  <span className="num" aria-hidden="true">
                    {texts.moved(from, to)}
                  </span>
                </li>
              );
            })}
          </ul>
          <p className="hint">
            <Marked text={texts.key(after !== null)} terms={['reinforce']} />
          </p>
        </>
      )}
      <p className="hint">
        <Marked
          text={texts.more(settings.strategy === 'ppo' ? 'ppo' : 'reinforce')}
          terms={['ppo', 'entropy']}
        />
      </p>
    </section>
  );
}

/** The last update up to a trial: of the latest child up to it that was not trained on. */
function lastUpdate(run: Parameters<typeof updateFrom>[0], trial: number): PolicyUpdate | null {
  const last = run.trials.slice(0, trial).findLast(({ promotedFrom }) => promotedFrom === undefined);
  return last === undefined ? null : updateFrom(run, last.number);
}
