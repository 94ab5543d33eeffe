import type { ReactElement } from 'react';
import type { LiveRun } from '../../run/live.ts';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { STRATEGIES } from '../../strategies/list.ts';
import { TABULATED_GRAPHS } from '../../studies/tabulated/space.ts';
import { roughly } from '../format.ts';
import { usePaced } from '../hooks/usePaced.ts';
import { paceOf, presetSeconds } from '../settings/presetTime.ts';
import { firstVisitTexts as texts } from '../texts/firstVisit.ts';
import './Headline.css';

/** Over the cells of a page that was just opened: what is being searched, and that its rewards were trained beforehand. */
export function Headline(): ReactElement | null {
  const run = usePlayground((state) => (state.run?.isPreview ? state.run.settings : null));
  const time = usePaced(timeHere);
  if (run === null) return null;
  return (
    <section className="headline" aria-label={texts.section}>
      <div>
        <h2>{texts.title(TABULATED_GRAPHS)}</h2>
        <p>{texts.says(proposerOf(run), run.validationImages, <b>{texts.lookedUp}</b>, TABULATED_GRAPHS)}</p>
      </div>
      <p className="headline-start">
        {time !== '' && <b>{time}</b>}
        <span>{texts.start}</span>
      </p>
    </section>
  );
}

function proposerOf({ strategy }: LiveRun['settings']): string {
  const hasController = STRATEGIES.some(({ id, settings }) => id === strategy && 'entropyWeight' in settings);
  return hasController ? texts.proposers.controller : texts.proposers.search;
}

/** Of Start's settings, at a pace that was measured here; empty where none was. */
function timeHere({ settings, previous, capabilities }: PlaygroundState): string {
  const pace = paceOf(previous);
  if (pace === null) return '';
  const time = roughly(presetSeconds(settings, pace));
  const { gpu } = capabilities;
  return gpu?.ok && !gpu.software ? texts.onGpu(time) : texts.onProcessor(time);
}
