import { type ReactElement, useContext, useEffect, useState } from 'react';
import { isSynthetic } from '../../data/infos.ts';
import { ranked } from '../../run/figures.ts';
import { StoreContext, usePlayground } from '../../store/context.ts';
import { isActive, type PlaygroundState } from '../../store/store.ts';
import { Spoken } from '../parts/Spoken.tsx';
import { trialSentence } from '../reward/trialWords.tsx';
import { barTexts } from '../texts/bar.ts';

/** What is told where the page isn't seen: each trial that ends, to a screen reader; how far the run is, in the tab's title. */
export function Announced(): ReactElement {
  const store = useContext(StoreContext);
  const title = usePlayground(titleOf);
  const [text, setText] = useState('');
  useEffect(
    () => store?.subscribe((state, before) => setText((said) => endedTrial(state, before) ?? said)),
    [store],
  );
  useEffect(() => {
    document.title = title;
  }, [title]);
  return <Spoken text={text} />;
}

/** A run that is opened ends no trial, though more are there than before. */
export function endedTrial(
  { run }: Pick<PlaygroundState, 'run'>,
  before: Pick<PlaygroundState, 'run'>,
): string | null {
  if (run === null || run.id !== before.run?.id || run.trials.length <= before.run.trials.length) return null;
  const trial = run.trials.at(-1)!;
  const rank = ranked(run.trials).indexOf(trial) + 1;
  return trialSentence(trial, rank, isSynthetic(run.settings.dataset));
}

function titleOf({ run }: PlaygroundState): string {
  if (!isActive(run)) return barTexts.name;
  const { trials, settings, phase } = run;
  return barTexts.title(trials.length, settings.trials, barTexts.status[phase]);
}
