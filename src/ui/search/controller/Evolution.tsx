import { type CSSProperties, type ReactElement, type ReactNode, useMemo } from 'react';
import { birthOf, type Parent, populationBefore } from '../../../run/controller/population.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { controllerTexts } from '../../texts/charts/controller.ts';
import { Changed } from './Changed.tsx';
import { ChildLink } from './ChildLink.tsx';
import { Pair } from './Pair.tsx';
import { useShownRun } from './useShownRun.ts';
import './Others.css';

const texts = controllerTexts.evolution;

/** Who lives, the parent of the child that is shown, and the mutation between them. */
export function Evolution({ child }: { readonly child: number }): ReactElement {
  const { trials, updates, settings } = useShownRun();
  const architecture = usePlayground((state) => shownPair(state).architecture);
  const run = useMemo(() => ({ trials, updates, settings }), [trials, updates, settings]);
  const population = useMemo(() => populationBefore(run, child), [run, child]);
  const birth = useMemo(() => birthOf(run, child, architecture), [run, child, architecture]);
  const show = usePlayground((state) => state.show);
  const parents = birth.kind === 'born' ? birth.parents : [];
  const greatest = Math.max(1e-9, ...population.map(({ reward }) => reward));
  const parent = parents[0];
  const own = trials[child - 1];
  return (
    <div className="others">
      <section className="others-main">
        <h3>{texts.mutation}</h3>
        <p>
          {birth.kind === 'random' ? (
            texts.random(child)
          ) : (
            <Born child={child} parents={parents} sample={settings.sampleSize} />
          )}
        </p>
        {parent?.mutation && (
          <p className="others-change">
            <Changed difference={parent.mutation} />
          </p>
        )}
        <div className="others-pairs">
          {parent && (
            <Pair
              architecture={parent.trial.architecture}
              name={`${texts.parent} ${controllerTexts.update.trial(parent.trial.number)}`}
              figure={controllerTexts.reward(parent.trial.reward)}
            />
          )}
          <Pair
            architecture={architecture}
            name={controllerTexts.childOpens(child)}
            figure={
              own === undefined
                ? ''
                : own.accuracy === null
                  ? controllerTexts.failed
                  : controllerTexts.reward(own.reward)
            }
          />
        </div>
      </section>
      <section className="others-side">
        <h3>
          <Term id="evolution">{texts.title}</Term>
        </h3>
        <p className="hint">
          {population.length === 0 ? texts.empty : texts.living(population.length, settings.populationSize)}
        </p>
        {/* biome-ignore lint/a11y/noRedundantRoles: without its marks Safari no longer takes it for a list */}
        <ol className="members" role="list" aria-label={texts.rows}>
          {population.map(({ number, reward, accuracy }, index) => {
            const isParent = parents.some(({ trial }) => trial.number === number);
            const isFull = population.length >= settings.populationSize;
            return (
              <li key={number} data-chosen={isParent || undefined}>
                <button
                  type="button"
                  className="member"
                  style={{ '--share': reward / greatest } as CSSProperties}
                  onClick={() => show({ source: 'trial', trial: number })}
                >
                  <span className="num">{controllerTexts.update.trial(number)}</span>
                  <span className="member-bar" aria-hidden="true" />
                  <span className="num">
                    {accuracy === null ? controllerTexts.failed : controllerTexts.reward(reward)}
                  </span>
                  <span className="hint">
                    {isParent
                      ? parents.length > 1
                        ? texts.mayHave
                        : texts.bore
                      : index === 0 && isFull
                        ? texts.oldest
                        : ''}
                  </span>
                </button>
              </li>
            );
          })}
        </ol>
        <p className="hint">{texts.dies}</p>
      </section>
    </div>
  );
}

interface BornProps {
  readonly child: number;
  readonly parents: readonly Parent[];
  readonly sample: number;
}

function Born({ child, parents, sample }: BornProps): ReactElement {
  const own = <b>{controllerTexts.childOpens(child)}</b>;
  const links = parents.map(({ trial }) => <ChildLink key={trial.number} child={trial.number} />);
  const first = parents[0];
  if (first === undefined) return <>{texts.orphan(child)}</>;
  if (first.mutation === null) return texts.copied(own, listed(links));
  return parents.length === 1 ? texts.born(own, links[0], sample) : texts.several(own, listed(links), sample);
}

/** "a, b, c" */
const listed = (parts: readonly ReactNode[]): ReactNode =>
  parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
