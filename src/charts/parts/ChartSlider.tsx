import type { KeyboardEvent, ReactElement, Ref } from 'react';
import './ChartSlider.css';

export interface ChartSliderProps {
  /** Accessible name. */
  readonly label: string;
  /** What a screen reader says of where it stands. */
  readonly text: string;
  readonly range: readonly [first: number, last: number];
  readonly value: number;
  /** Of its middle, in the chart. */
  readonly at: { readonly x: number; readonly y: number };
  /** A mark of the drawing shows the focus, which needs no outline then. */
  readonly isMarked?: boolean;
  readonly handle?: Ref<HTMLDivElement>;
  readonly onFocus?: () => void;
  readonly onBlur?: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

/** A chart's one tab stop: what is drawn is moved by its keys, and by the pointer in the drawing. */
export function ChartSlider(props: ChartSliderProps): ReactElement {
  const { label, text, range, value, at, isMarked, handle, onFocus, onBlur, onKeyDown } = props;
  return (
    <div
      ref={handle}
      className="chart-slider"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={range[0]}
      aria-valuemax={range[1]}
      aria-valuenow={value}
      aria-valuetext={text}
      data-marked={isMarked || undefined}
      style={{ left: at.x, top: at.y }}
      onFocus={onFocus}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
    />
  );
}
