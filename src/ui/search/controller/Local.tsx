import { type ReactElement, useMemo } from 'react';
import { searchSpaceOf } from '../../../run/controller/space.ts';
import type { Trial } from '../../../search/trial.ts';
import { knownBefore } from '../../../search/waves/waves.ts';
import { differencesOf } from '../../../space/differences.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { climbAfter } from '../../../strategies/local/climb.ts';
import type { Member } from '../../../strategies/members.ts';
import { Term } from '../../classroom/glossary/Term.tsx';
import { controllerTexts } from '../../texts/charts/controller.ts';
import { Changed } from './Changed.tsx';
import { ChildLink } from './ChildLink.tsx';
import { Pair } from './Pair.tsx';
import { type ShownRun, useShownRun } from './useShownRun.ts';
import './Others.css';

const texts = controllerTexts.local;

/** Where a local search stood when it proposed the child that is shown, and what was still to be tried there. */
export function Local({ child }: { readonly child: number }): ReactElement {
  const { trials, updates, settings } = useShownRun();
  const architecture = usePlayground((state) => shownPair(state).architecture);
  const climb = useMemo(
    () => climbOf({ trials, updates, settings }, child),
    [trials, updates, settings, child],
  );
  if (climb === null) return <p className="others-none">{texts.foreign}</p>;
  const { current, best, waiting, neighbours } = climb;
  const stands = current === null ? undefined : trialOf(trials, current);
  const better = best === null || best === current ? undefined : trialOf(trials, best);
  const [difference] = (current && differencesOf(current.architecture, architecture)) ?? [];
  const own = trials[child - 1];
  return (
    <div className="others">
      <section className="others-main">
        <h3>
          <Term id="local-search">{texts.title}</Term>
        </h3>
        <p>
          {current === null || stands === undefined
            ? texts.begins(child, settings.initialChildren)
            : waiting === 0
              ? texts.extra(child)
              : texts.at(<ChildLink child={stands.number} />, <b>{controllerTexts.childOpens(child)}</b>)}
        </p>
        {waiting > 0 && difference && (
          <p className="others-change">
            <Changed difference={difference} />
          </p>
        )}
        <div className="others-pairs">
          {stands && (
            <Pair
              architecture={stands.architecture}
              name={`${texts.stands} ${controllerTexts.update.trial(stands.number)}`}
              figure={controllerTexts.reward(stands.reward)}
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
        <h3>{texts.candidates}</h3>
        {current !== null && neighbours > 0 && <p>{texts.left(waiting, neighbours)}</p>}
        <h3>{texts.best}</h3>
        <p className="num">
          {better === undefined ? (
            texts.none
          ) : (
            <>
              <ChildLink child={better.number} /> {controllerTexts.reward(better.reward)}
            </>
          )}
        </p>
      </section>
    </div>
  );
}

function climbOf(
  { trials, updates, settings }: Pick<ShownRun, 'trials' | 'updates' | 'settings'>,
  child: number,
) {
  const proposed = trials.slice(0, child - 1).filter(({ promotedFrom }) => promotedFrom === undefined);
  let learned = 0;
  const before = proposed.map(({ architecture, reward, number }) => {
    const known = knownBefore({ updates, settings }, number + 1);
    while ((proposed[learned]?.number ?? Infinity) <= known) learned++;
    return { architecture, reward, learned };
  });
  return climbAfter(searchSpaceOf(settings), settings, before);
}

const trialOf = (trials: readonly Trial[], { architecture }: Member): Trial | undefined =>
  trials.find((one) => one.architecture === architecture);
