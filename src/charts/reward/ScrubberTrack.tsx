import type { PointerEvent, ReactElement, Ref } from 'react';
import { nearestMoment, SCRUBBER_HEIGHT, type ScrubberLayout } from '../../drawings/reward/scrubber.ts';
import { ChartSlider } from '../parts/ChartSlider.tsx';
import { pointerIn } from '../pointerIn.ts';
import './ScrubberTrack.css';

export interface ScrubberTrackProps {
  readonly layout: ScrubberLayout;
  readonly width: number;
  /** Accessible name of the handle, and what a screen reader says of its place. */
  readonly label: string;
  readonly text: string;
  readonly moment: number;
  /** Of the handle, which has the focus; its keys are whose it is. */
  readonly handle: Ref<HTMLDivElement>;
  /** The handle was taken, moved to a moment, let go. */
  readonly onTake: () => void;
  readonly onMove: (moment: number) => void;
  readonly onLetGo: () => void;
}

const MIDDLE = SCRUBBER_HEIGHT / 2;
/** Of the handle, px. */
const RADIUS = 7;

/** The track of a replay, its ticks and its handle; wherever it is pressed, the handle comes there. */
export function ScrubberTrack(props: ScrubberTrackProps): ReactElement {
  const { layout, width, label, text, moment, handle, onTake, onMove, onLetGo } = props;
  const { xs, x, done, coming } = layout;
  const first = xs[0]!;
  const last = xs[xs.length - 1]!;
  const move = (event: PointerEvent<SVGSVGElement>): void =>
    onMove(nearestMoment(layout, pointerIn(event, width).x));
  return (
    <div className="scrubber-track">
      <svg
        className="scrubber-image"
        width={width}
        height={SCRUBBER_HEIGHT}
        viewBox={`0 0 ${width} ${SCRUBBER_HEIGHT}`}
        aria-hidden="true"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          onTake();
          move(event);
        }}
        onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && move(event)}
        onLostPointerCapture={onLetGo}
      >
        {/* What can be pressed: the track at its whole height. */}
        <rect
          className="scrubber-reach"
          x={first - RADIUS}
          width={Math.max(0, last - first) + 2 * RADIUS}
          height={SCRUBBER_HEIGHT}
        />
        <path className="scrubber-coming" d={coming} />
        <path className="scrubber-coming scrubber-line" d={`M${x},${MIDDLE}H${last}`} />
        <path className="scrubber-done" d={done} />
        <path className="scrubber-done scrubber-line" d={`M${first},${MIDDLE}H${x}`} />
        <circle className="scrubber-handle" cx={x} cy={MIDDLE} r={RADIUS} />
      </svg>
      <ChartSlider
        handle={handle}
        label={label}
        text={text}
        range={[0, xs.length - 1]}
        value={moment}
        at={{ x, y: MIDDLE }}
      />
    </div>
  );
}
