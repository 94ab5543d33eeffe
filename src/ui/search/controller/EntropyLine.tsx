import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { EntropyChart } from '../../../charts/controller/EntropyChart.tsx';
import { layoutEntropy } from '../../../drawings/controller/entropy.ts';
import { type Decided, undecided } from '../../../run/controller/undecided.ts';
import { usePlayground } from '../../../store/context.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Icon } from '../../parts/Icon.tsx';
import { controllerTexts } from '../../texts/charts/controller.ts';
import { useInTraining, useShownRun } from './useShownRun.ts';
import './EntropyLine.css';

const texts = controllerTexts.line;

/** Between two children while it plays, ms: what an eye can follow. */
const PACE = 160;

/** How undecided the controller was over the run; walking along it shows each child in turn. Nothing without a controller. */
export function EntropyLine({ child }: { readonly child: number | null }): ReactElement | null {
  const { trials } = useShownRun();
  const training = useInTraining();
  const hasAny = [...training, ...trials].some(({ decisions }) => decisions !== undefined);
  return child === null || !hasAny ? null : <Walk child={child} />;
}

function Walk({ child: shown }: { readonly child: number }): ReactElement {
  const { trials, updates, settings } = useShownRun();
  const training = useInTraining();
  const show = usePlayground((state) => state.show);
  const [box, size] = useSize<HTMLDivElement>();
  const [playing, setPlaying] = useState(false);
  const { children, stretches } = useMemo(() => {
    // A child that is trained on was proposed before, by the controller of that time.
    const proposed = trials.filter(({ promotedFrom }) => promotedFrom === undefined);
    const decided: Decided[] = [...proposed, ...training].filter(({ decisions }) => decisions !== undefined);
    return {
      children: decided.map(({ number }) => number),
      stretches: undecided(decided, updates, settings),
    };
  }, [trials, updates, settings, training]);
  const input = useMemo(
    () => ({ children, stretches, total: settings.trials, child: shown }),
    [children, stretches, settings.trials, shown],
  );
  const width = size?.width ?? 0;
  const layout = useMemo(() => layoutEntropy(input, width), [input, width]);
  const goTo = (to: number): void =>
    show(to === training[0]?.number ? { source: 'live' } : { source: 'trial', trial: to });

  const next = children[children.indexOf(shown) + 1];
  const isPlaying = playing && next !== undefined;
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setTimeout(() => show({ source: 'trial', trial: next }), PACE);
    return () => clearTimeout(timer);
  }, [isPlaying, next, show]);
  return (
    <div className="entropy-line">
      <button
        type="button"
        className="icon-button entropy-play"
        aria-label={isPlaying ? texts.hold : texts.play}
        onClick={() => {
          const [first] = children;
          if (!isPlaying && next === undefined && first !== undefined) goTo(first);
          setPlaying(!isPlaying);
        }}
      >
        <Icon sign={isPlaying ? 'pause' : 'play'} />
      </button>
      <div ref={box} className="entropy-box">
        {width > 0 && (
          <EntropyChart
            input={input}
            layout={layout}
            width={width}
            label={texts.slider}
            text={texts.text(shown, layout.share)}
            note={layout.share !== null && texts.said(<b>{texts.share(layout.share)}</b>)}
            tick={texts.tick}
            onMove={(to) => {
              setPlaying(false);
              goTo(to);
            }}
          />
        )}
      </div>
    </div>
  );
}
