import { type ReactElement, useContext, useEffect, useState } from 'react';
import type { Trial } from '../../search/trial.ts';
import { StoreContext, usePlayground } from '../../store/context.ts';
import { isFollowed } from '../../store/replay/followed.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { PlacesContext } from '../hooks/places.ts';
import { type KnownRecipes, useRecipes } from '../hooks/recipes.ts';
import { Spoken } from '../parts/Spoken.tsx';
import { finalistSentence, trialSentence } from '../search/reward/trialWords.tsx';
import { barTexts } from '../texts/search/bar.ts';
import { toldOfMade } from './toldOfMade.ts';

/** What is told where the page isn't seen: each training that ends, to a screen reader; how far the run is, in the tab's title. */
export function Announced(): ReactElement {
  const store = useContext(StoreContext);
  const places = useContext(PlacesContext);
  const title = usePlayground(titleOf);
  const recipes = useRecipes();
  const [text, setText] = useState('');
  useEffect(() => {
    if (store === null) return;
    let waiting: Trial | null = null;
    /** Once the leaderboard has it. */
    const place = (): void => {
      const { run } = store.getState();
      const words = waiting === null ? null : places.getState().says(waiting.number);
      if (waiting === null || run === null || words === null) return;
      const { settings } = run;
      setText(
        trialSentence({ trial: waiting, place: words, settings, deviation: recipes.deviationOf(settings) }),
      );
      waiting = null;
    };
    const unfollow = places.subscribe(place);
    const unsubscribe = store.subscribe((state, before) => {
      // Beside a replay too.
      const byHand = toldOfMade(state, before);
      if (byHand !== null) setText(byHand);
      // Of a replay the slider says where it is.
      if ((state.replay !== null || before.replay !== null) && !hasGrown(state, before)) return;
      if (state.run?.id !== before.run?.id) waiting = null;
      const again = endedAgain(state, before, recipes);
      if (again !== null) setText(again);
      waiting = endedTrial(state, before) ?? waiting;
      place();
    });
    return () => {
      unfollow();
      unsubscribe();
    };
  }, [store, places, recipes]);
  useEffect(() => {
    document.title = title;
  }, [title]);
  return <Spoken text={text} />;
}

/** A search elsewhere, which is followed. */
const hasGrown = (state: PlaygroundState, before: PlaygroundState): boolean =>
  isFollowed(state) && isFollowed(before) && state.replay?.whole !== before.replay?.whole;

type Seen = Pick<PlaygroundState, 'run'>;

/** The trial that ended; of look-ups, which nobody can follow by ear, only one that was asked for. A run that is opened ends none. */
export function endedTrial({ run }: Seen, before: Seen): Trial | null {
  if (run === null || run.id !== before.run?.id || run.trials.length <= before.run.trials.length) return null;
  if (run.settings.rewards === 'table' && !run.stepping) return null;
  return run.trials.at(-1) ?? null;
}

/** A finalist's training that ended, in a sentence. */
export function endedAgain({ run }: Seen, before: Seen, recipes: KnownRecipes): string | null {
  if (run === null || run.id !== before.run?.id) return null;
  const { finalists, settings } = run;
  if (finalists.length <= before.run.finalists.length) return null;
  return finalistSentence(finalists.at(-1)!, settings, recipes.deviationOf(settings));
}

function titleOf(state: PlaygroundState): string {
  const { run } = state;
  const grows = isFollowed(state) && state.followed?.standing === 'growing';
  if (run === null || !(isActive(run) || grows)) return barTexts.name;
  const { trials, settings, phase } = run;
  return barTexts.title(trials.length, settings.trials, grows ? '' : barTexts.status[phase]);
}
