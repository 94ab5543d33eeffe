import type { ReactElement } from 'react';
import type { LiveRun } from '../../../run/live.ts';
import { validateSettings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import type { GpuLack } from '../../../store/shown/view.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { hasController } from '../../../strategies/list.ts';
import { TABULATED_GRAPHS } from '../../../studies/tabulated/space.ts';
import { roughly } from '../../format.ts';
import { usePaced } from '../../hooks/usePaced.ts';
import { firstVisitTexts as texts } from '../../texts/classroom/firstVisit.ts';
import { asTerm } from '../glossary/Term.tsx';
import { startSeconds } from './startTime.ts';
import './Headline.css';

export interface HeadlineProps {
  /** On a phone. */
  readonly isShort?: boolean;
}

/** Over the cells of a page that was just opened: what is being searched, and that its rewards were trained beforehand. */
export function Headline({ isShort = false }: HeadlineProps): ReactElement | null {
  const run = usePlayground((state) => (state.run?.isPreview ? state.run.settings : null));
  if (run === null) return null;
  return (
    <section className="headline" aria-label={texts.section}>
      <div>
        <h2>{texts.title(TABULATED_GRAPHS)}</h2>
        <p>
          {isShort
            ? texts.saysShortly(proposerOf(run), <b>{texts.lookedUp}</b>)
            : texts.says(
                proposerOf(run),
                run.validationImages,
                <b>{texts.lookedUp}</b>,
                TABULATED_GRAPHS,
                asTerm,
              )}
        </p>
      </div>
      <Start />
    </section>
  );
}

function proposerOf({ strategy }: LiveRun['settings']): string {
  return hasController(strategy) ? texts.proposers.controller : texts.proposers.search;
}

/** What Start does here, and how long it takes. */
function Start(): ReactElement {
  const time = usePaced(timeHere);
  const children = usePlayground((state) => (isSet(state) ? state.settings.trials : null));
  const { gpu, simd } = usePlayground((state) => state.capabilities);
  if (gpu !== null && !gpu.ok) return <Lack lack={gpu.lack} simd={simd} time={time} count={children} />;
  const on = gpu?.software ? texts.onProcessor : texts.onGpu;
  return (
    <p className="headline-start">
      {/* Its place is kept while the browser is asked for a graphics card. */}
      <b>{gpu === null ? '\u00a0' : on(time, children)}</b>
      <span>{texts.start(time, children)}</span>
    </p>
  );
}

interface LackProps {
  readonly lack: GpuLack['lack'];
  readonly simd: boolean;
  readonly time: string | null;
  readonly count: number | null;
}

/** In ink: nothing is wrong, but training is slower. */
function Lack({ lack, simd, time, count }: LackProps): ReactElement {
  const start = usePlayground((state) => state.start);
  const applyPreset = usePlayground((state) => state.applyPreset);
  const says = texts.lack;
  const train = (): void => {
    applyPreset('demo');
    start('run');
  };
  if (simd)
    return (
      <p className="headline-lack" role="status">
        {says.trains(<b>{says.missing[lack]}</b>, time, count)}
      </p>
    );
  return (
    <p className="headline-lack" role="status">
      {says.looksUp(<b>{says.nothing}</b>)}{' '}
      <button type="button" className="link" onClick={train}>
        {says.anyway}
      </button>
    </p>
  );
}

/** Not while a figure is being typed that no search can have. */
const isSet = ({ settings }: PlaygroundState): boolean => validateSettings(settings).ok;

function timeHere(state: PlaygroundState): string | null {
  if (!isSet(state)) return null;
  const seconds = startSeconds(state);
  return seconds === null ? null : roughly(seconds);
}
