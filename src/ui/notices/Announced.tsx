import { type ReactElement, useContext, useEffect, useState } from 'react';
import { ranked } from '../../run/figures.ts';
import { StoreContext, usePlayground } from '../../store/context.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { type KnownRecipes, useRecipes } from '../hooks/recipes.ts';
import { Spoken } from '../parts/Spoken.tsx';
import { finalistSentence, trialSentence } from '../reward/trialWords.tsx';
import { barTexts } from '../texts/bar.ts';

/** What is told where the page isn't seen: each training that ends, to a screen reader; how far the run is, in the tab's title. */
export function Announced(): ReactElement {
  const store = useContext(StoreContext);
  const title = usePlayground(titleOf);
  const recipes = useRecipes();
  const [text, setText] = useState('');
  useEffect(
    () =>
      store?.subscribe((state, before) => {
        // Of a replay the slider says where it is.
        if (state.replay !== null || before.replay !== null) return;
        setText((said) => ended(state, before, recipes) ?? said);
      }),
    [store, recipes],
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
  return <Spoken text={text} />;
}

/** A trial or a finalist's training; a run that is opened ends none, though more are there than before. */
export function ended(
  { run }: Pick<PlaygroundState, 'run'>,
  before: Pick<PlaygroundState, 'run'>,
  recipes: KnownRecipes,
): string | null {
  if (run === null || run.id !== before.run?.id) return null;
  const { trials, finalists, settings } = run;
  const deviation = recipes.deviationOf(settings);
  if (finalists.length > before.run.finalists.length)
    return finalistSentence(finalists.at(-1)!, settings, deviation);
  if (trials.length <= before.run.trials.length) return null;
  const trial = trials.at(-1)!;
  const rank = ranked(trials).indexOf(trial) + 1;
  return trialSentence({ trial, rank, settings, deviation });
}

function titleOf({ run }: PlaygroundState): string {
  if (!isActive(run)) return barTexts.name;
  const { trials, settings, phase } = run;
  return barTexts.title(trials.length, settings.trials, barTexts.status[phase]);
}
