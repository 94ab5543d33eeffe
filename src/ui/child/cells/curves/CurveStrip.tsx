import { type ReactElement, useMemo, useRef } from 'react';
import { CurveChart, type CurveChartProps } from '../../../../charts/curve/CurveChart.tsx';
import { isSynthetic } from '../../../../data/infos.ts';
import type { CurrentTrial } from '../../../../run/live.ts';
import type { Finalist } from '../../../../search/finalists.ts';
import { isMade, type MadeChild } from '../../../../search/made.ts';
import type { Trial } from '../../../../search/trial.ts';
import { usePlayground } from '../../../../store/context.ts';
import { endedChild, shownPair } from '../../../../store/shown/selectors.ts';
import { usePaced } from '../../../hooks/usePaced.ts';
import { curveTexts } from '../../../texts/charts/charts.ts';
import { cellsTexts } from '../../../texts/child/cells.ts';
import { ACCURACY_AXIS, accuracyText, LOSS_AXIS, lastOf, lossText } from './axes.ts';
import { CurveBox } from './CurveBox.tsx';
import { LookedUp } from './LookedUp.tsx';
import { SeenStrip } from './SeenStrip.tsx';
import { seenBy } from './seen.ts';
import { currentOf, curvesOf, trainingKey, trainingOf } from './shownTraining.ts';
import './CurveStrip.css';

const NO_TRIALS: readonly Trial[] = [];
const NO_MADE: readonly MadeChild[] = [];
const NO_FINALISTS: readonly Finalist[] = [];

/** How the pair that is drawn learns, and what it takes the shown images for. */
export default function CurveStrip(): ReactElement {
  const shown = usePlayground((state) => shownPair(state).trial);
  const kind = usePlayground((state) => shownPair(state).kind);
  const trials = usePlayground((state) => state.run?.trials ?? NO_TRIALS);
  const finalists = usePlayground((state) => state.run?.finalists ?? NO_FINALISTS);
  const made = usePlayground((state) => state.run?.made ?? NO_MADE);
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const run = usePlayground((state) => state.run?.id ?? '');
  const current = usePaced(currentOf, trainingKey);
  const held = useHeld(current, run);
  const { epochs } = settings;
  const training = useMemo(
    () => trainingOf(current ?? held, { trials, finalists, made }, { trial: shown, kind }),
    [current, held, trials, finalists, made, shown, kind],
  );
  const curves = useMemo(() => curvesOf(training, epochs), [training, epochs]);
  const { dataset } = settings;
  const seen = useMemo(() => seenBy(training, dataset), [training, dataset]);
  const again = training.kind === 'live' ? (training.trial.again ?? '') : '';
  const key = `${run} ${shown} ${training.kind} ${again}`;
  const trial = endedChild({ trials, made }, shown) ?? null;
  const isTrained =
    shown !== null && isMade(shown) && (training.kind === 'live' || trial?.rungs === undefined);
  if (settings.rewards === 'table' && !isTrained) {
    return (
      <div className="curves">
        <LookedUp trial={trial} settings={settings} run={run} />
        <SeenStrip dataset={dataset} images={seen} lookedUp />
      </div>
    );
  }
  return (
    <div className="curves">
      <Curve
        name={cellsTexts.loss(settings.labelSmoothing > 0)}
        term="cross-entropy"
        tone="loss"
        childKey={key}
        input={curves.loss}
        rule={LOSS_AXIS}
        empty={[1, 3]}
        format={lossText}
        figure={lastOf(curves.loss, 3)}
        unit=""
      />
      <Curve
        name={cellsTexts.accuracy(isSynthetic(dataset))}
        tone="accuracy"
        childKey={key}
        input={curves.accuracy}
        rule={ACCURACY_AXIS}
        empty={[0, 100]}
        format={accuracyText}
        figure={lastOf(curves.accuracy, 1)}
        unit="%"
      />
      <SeenStrip dataset={dataset} images={seen} lookedUp={false} />
    </div>
  );
}

/** Between two children the last one's curves stay as they were. */
function useHeld(current: CurrentTrial | null, run: string): CurrentTrial | null {
  const held = useRef<{ readonly run: string; readonly child: CurrentTrial } | null>(null);
  if (current !== null) held.current = { run, child: current };
  return held.current?.run === run ? held.current.child : null;
}

type CurveProps = Omit<CurveChartProps, 'size' | 'label' | 'texts'> & {
  readonly name: string;
  readonly term?: 'cross-entropy';
  readonly figure: string | null;
  readonly unit: string;
};

function Curve({ name, term, figure, unit, ...chart }: CurveProps): ReactElement {
  return (
    <CurveBox name={name} {...(term === undefined ? {} : { term })} figure={figure} unit={unit}>
      {(size) => <CurveChart {...chart} size={size} label={name} texts={curveTexts} />}
    </CurveBox>
  );
}
