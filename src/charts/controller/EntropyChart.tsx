import type { KeyboardEvent, PointerEvent, ReactElement, ReactNode } from 'react';
import {
  ENTROPY_HEIGHT,
  type EntropyInput,
  type EntropyLayout,
  nearestChild,
} from '../../drawings/controller/entropy.ts';
import { ChartSlider } from '../parts/ChartSlider.tsx';
import { pointerIn } from '../pointerIn.ts';
import { sliderTarget } from '../sliderTarget.ts';
import './EntropyChart.css';

export interface EntropyChartProps {
  readonly input: EntropyInput;
  readonly layout: EntropyLayout;
  readonly width: number;
  /** Accessible name of the handle, and what a screen reader says of where it is. */
  readonly label: string;
  readonly text: string;
  /** Beside the handle. */
  readonly note: ReactNode;
  readonly tick: (trial: number | null) => string;
  readonly onMove: (child: number) => void;
}

const RADIUS = 6;
const TICKS = 48;

/** Mean entropy over a run; wherever it is pressed, the handle comes there, and the score shows that child. */
export function EntropyChart(props: EntropyChartProps): ReactElement {
  const { input, layout, width, label, text, note, tick, onMove } = props;
  const { plot, line, later, x, y, ticks, flip } = layout;
  const { children, child } = input;
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    const to = nearestChild(input, layout, pointerIn(event, width).x);
    if (to !== null && to !== child) onMove(to);
  };
  const index = children.indexOf(child);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = sliderTarget(event.key, Math.max(0, index), children.length - 1);
    const target = to === null ? undefined : children[to];
    if (target === undefined) return;
    event.preventDefault();
    onMove(target);
  };
  return (
    <div className="entropy-chart" style={{ width, height: ENTROPY_HEIGHT }}>
      <svg
        width={width}
        height={ENTROPY_HEIGHT}
        viewBox={`0 0 ${width} ${ENTROPY_HEIGHT}`}
        aria-hidden="true"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && move(event)}
      >
        <rect className="entropy-reach" width={width} height={ENTROPY_HEIGHT} />
        <path className="entropy-axis" d={`M${plot.left},${plot.bottom}H${plot.right}`} />
        {ticks.map(({ x: at, trial }) => (
          <g key={trial ?? 0}>
            <path className="entropy-axis" d={`M${at},${plot.bottom}v4`} />
            <text
              className="entropy-tick"
              x={at}
              y={TICKS}
              textAnchor={trial === null ? 'start' : at > plot.right - 12 ? 'end' : 'middle'}
            >
              {tick(trial)}
            </text>
          </g>
        ))}
        <path className="entropy-later" d={later} />
        <path className="entropy-steps" d={line} />
        {children.length > 0 && (
          <>
            <path className="entropy-now" d={`M${x},${Math.min(y, plot.top)}V${plot.bottom}`} />
            <circle className="entropy-handle" cx={x} cy={plot.bottom} r={RADIUS} />
          </>
        )}
      </svg>
      {children.length > 0 && (
        <>
          <p className="entropy-said" style={flip ? { right: width - x + 10 } : { left: x + 10 }}>
            {note}
          </p>
          <ChartSlider
            label={label}
            text={text}
            range={[children[0]!, children.at(-1)!]}
            value={child}
            at={{ x, y: plot.bottom }}
            onKeyDown={onKeyDown}
          />
        </>
      )}
    </div>
  );
}
