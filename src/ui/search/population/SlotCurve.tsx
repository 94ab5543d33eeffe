import { type ReactElement, useMemo } from 'react';
import { SparkChart } from '../../../charts/curve/SparkChart.tsx';
import type { CurveInput } from '../../../drawings/curve/layout.ts';
import { layoutSpark } from '../../../drawings/curve/spark.ts';
import type { Axis } from '../../../drawings/plot/axis.ts';
import { useSize } from '../../hooks/useSize.ts';
import './SlotCurve.css';

export interface SlotCurveProps {
  readonly input: CurveInput;
  readonly axis: Axis;
  readonly best: number | null;
  /** Names the best so far. */
  readonly name?: string | undefined;
}

/** In all the room that there is. */
export function SlotCurve({ input, axis, best, name }: SlotCurveProps): ReactElement {
  const [box, size] = useSize<HTMLSpanElement>();
  const layout = useMemo(() => size && layoutSpark(input, axis, best, size), [input, axis, best, size]);
  return (
    <span ref={box} className="slot-curve">
      {layout && <SparkChart layout={layout} best={name} />}
    </span>
  );
}
