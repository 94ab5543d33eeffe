import { type ReactElement, type ReactNode, useMemo } from 'react';
import { CurveChart } from '../../../charts/curve/CurveChart.tsx';
import { RungChart } from '../../../charts/curve/RungChart.tsx';
import { isSynthetic } from '../../../data/infos.ts';
import type { CurveSize } from '../../../drawings/curve/layout.ts';
import type { Settings } from '../../../settings/settings.ts';
import { usePlayground } from '../../../store/context.ts';
import { NONE, percent } from '../../format.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Figure } from '../../parts/Figure.tsx';
import { curveTexts } from '../../texts/charts/charts.ts';
import { cellsTexts } from '../../texts/child/cells.ts';
import { inspectorTexts } from '../../texts/child/layer/inspector.ts';
import { ACCURACY_AXIS, accuracyText, LOSS_AXIS, lastOf, lossText } from '../cells/curves/axes.ts';
import { curvesOf } from '../cells/curves/shownTraining.ts';
import type { ShownChild } from './child.ts';
import './ChildCurves.css';
import './images/Maps.css';

const HEIGHT = 70;

export interface ChildCurvesProps {
  readonly child: ShownChild;
  readonly settings: Settings;
}

/** How the child learned; nothing of one that was never trained. */
export function ChildCurves({ child, settings }: ChildCurvesProps): ReactElement | null {
  if (child.kind === 'looked-up') return <LookedUp child={child} />;
  return child.kind === 'trained' ? <Trained child={child} settings={settings} /> : null;
}

type Of<Kind extends ShownChild['kind']> = { readonly child: Extract<ShownChild, { kind: Kind }> };

function LookedUp({ child: { trial } }: Of<'looked-up'>): ReactElement {
  const rungs = useMemo(
    () => (trial.rungs ?? []).map(([epoch, accuracy]) => ({ epoch, value: accuracy * 100 })),
    [trial],
  );
  const { title } = cellsTexts.lookedUp;
  return (
    <section className="inspector-part" aria-label={inspectorTexts.curves}>
      <Curve name={title} figure={trial.accuracy === null ? null : percent(trial.accuracy)} unit="%">
        {(size) => (
          <RungChart
            rungs={rungs}
            size={size}
            label={title}
            texts={curveTexts}
            axisKey={`${trial.number}`}
            rule={ACCURACY_AXIS}
            empty={[0, 100]}
          />
        )}
      </Curve>
    </section>
  );
}

function Trained({ child, settings }: Of<'trained'> & Pick<ChildCurvesProps, 'settings'>): ReactElement {
  const { trial, training } = child;
  const finalist = usePlayground(({ run }) =>
    training === null
      ? undefined
      : run?.finalists.find((one) => one.trial === trial.number && one.training === training),
  );
  const { epochs, labelSmoothing, dataset } = settings;
  const curves = useMemo(() => {
    const { budget: _, ...whole } = trial;
    return curvesOf(
      { kind: 'done', trial: finalist ? { ...whole, epochs: finalist.epochs } : trial },
      epochs,
    );
  }, [trial, finalist, epochs]);
  const key = `inspected ${trial.number} ${training ?? ''}`;
  const loss = cellsTexts.loss(labelSmoothing > 0);
  const accuracy = cellsTexts.accuracy(isSynthetic(dataset));
  return (
    <section className="inspector-part" aria-label={inspectorTexts.curves}>
      <Curve name={loss} figure={lastOf(curves.loss, 3)} unit="">
        {(size) => (
          <CurveChart
            input={curves.loss}
            size={size}
            label={loss}
            texts={curveTexts}
            tone="loss"
            childKey={key}
            rule={LOSS_AXIS}
            empty={[1, 3]}
            format={lossText}
          />
        )}
      </Curve>
      <Curve name={accuracy} figure={lastOf(curves.accuracy, 1)} unit="%">
        {(size) => (
          <CurveChart
            input={curves.accuracy}
            size={size}
            label={accuracy}
            texts={curveTexts}
            tone="accuracy"
            childKey={key}
            rule={ACCURACY_AXIS}
            empty={[0, 100]}
            format={accuracyText}
          />
        )}
      </Curve>
    </section>
  );
}

interface CurveProps {
  readonly name: string;
  readonly figure: string | null;
  readonly unit: string;
  readonly children: (size: CurveSize) => ReactNode;
}

function Curve({ name, figure, unit, children }: CurveProps): ReactElement {
  const [box, size] = useSize<HTMLDivElement>();
  const width = size?.width ?? null;
  const measured = useMemo(() => (width === null ? null : { width, height: HEIGHT }), [width]);
  return (
    <>
      <div className="part-head">
        <span>{name}</span>
        <Figure figure={figure ?? NONE} unit={figure === null ? '' : unit} />
      </div>
      <div ref={box} className="child-curve">
        {measured && children(measured)}
      </div>
    </>
  );
}
