import { type KeyboardEvent, type ReactElement, useMemo, useRef, useState } from 'react';
import {
  type ConfusionPlace,
  type ConfusionSquare,
  layoutConfusion,
} from '../../drawings/inspector/confusion.ts';
import './ConfusionChart.css';

/** A confusion matrix as an image, and over it a grid of its squares for pointer and keys. */

export interface ConfusionTexts {
  readonly name: string;
  /** Accessible name of the squares. */
  readonly squares: string;
  /** A square in words. */
  sentenceOf(square: ConfusionPlace): string;
}

export interface ConfusionChartProps {
  /** [true class, class that it is taken for], images of each. */
  readonly counts: ArrayLike<number>;
  /** Short names of the classes. */
  readonly names: readonly string[];
  readonly width: number;
  readonly texts: ConfusionTexts;
  readonly description: string;
  readonly chosen: ConfusionPlace | null;
  /** A square was pressed; null: the chosen one, once more. */
  readonly onChoose: (square: ConfusionPlace | null) => void;
}

const same = (a: ConfusionPlace | null, b: ConfusionPlace): boolean =>
  a !== null && a.truth === b.truth && a.taken === b.taken;

export function ConfusionChart(props: ConfusionChartProps): ReactElement {
  const { counts, names, width, texts, description, chosen, onChoose } = props;
  const layout = useMemo(() => layoutConfusion({ counts, names, width }), [counts, names, width]);
  const [left, setLeft] = useState<ConfusionPlace>({ truth: 0, taken: 0 });
  const grid = useRef<HTMLDivElement>(null);
  const { square, squares } = layout;
  const shown = squares.find((one) => same(chosen, one));

  const onKeyDown = (event: KeyboardEvent, from: ConfusionSquare): void => {
    const to = targetOf(event.key, from, names.length - 1);
    if (to === null) return;
    event.preventDefault();
    grid.current
      ?.querySelectorAll<HTMLElement>('.confusion-square')
      [to.truth * names.length + to.taken]?.focus();
  };
  return (
    <div className="confusion-chart" style={{ width: layout.width, height: layout.height }}>
      <svg
        role="img"
        aria-label={texts.name}
        aria-description={description}
        width={layout.width}
        height={layout.height}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
      >
        {layout.columns.map(({ name, x, y }) => (
          <text key={x} className="confusion-column" x={x} y={y} textAnchor="middle">
            {name}
          </text>
        ))}
        {layout.rows.map(({ name, x, y }) => (
          <text key={y} className="confusion-row" x={x} y={y} textAnchor="end">
            {name}
          </text>
        ))}
        {squares.map(({ truth, taken, x, y, count, heat, isOnHeat }) => (
          <g key={`${truth} ${taken}`}>
            <rect
              x={x}
              y={y}
              width={square.width}
              height={square.height}
              fill={`color-mix(in lab, var(--heat1) ${heat * 100}%, var(--heat0))`}
            />
            {count > 0 && (
              <text
                className="confusion-count"
                x={x + square.width / 2}
                y={y + 16}
                textAnchor="middle"
                data-on-heat={isOnHeat || undefined}
                data-right={truth === taken || undefined}
              >
                {count}
              </text>
            )}
          </g>
        ))}
        {shown && (
          <rect
            className="confusion-chosen"
            x={shown.x - 1}
            y={shown.y - 1}
            width={square.width + 2}
            height={square.height + 2}
          />
        )}
      </svg>
      {/* Beside the image: what lies inside an element of role img is hidden from assistive technology. */}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
      <div ref={grid} role="group" aria-label={texts.squares}>
        {squares.map((one) => (
          <button
            key={`${one.truth} ${one.taken}`}
            type="button"
            className="confusion-square"
            tabIndex={same(left, one) ? 0 : -1}
            aria-label={texts.sentenceOf(one)}
            aria-pressed={same(chosen, one)}
            style={{ left: one.x, top: one.y, ...square }}
            onFocus={() => setLeft(one)}
            onKeyDown={(event) => onKeyDown(event, one)}
            onClick={() => onChoose(same(chosen, one) ? null : { truth: one.truth, taken: one.taken })}
          />
        ))}
      </div>
    </div>
  );
}

/** Where a key leads from a square; null for a key that is not the grid's. */
function targetOf(key: string, { truth, taken }: ConfusionPlace, last: number): ConfusionPlace | null {
  switch (key) {
    case 'ArrowUp':
      return { truth: Math.max(0, truth - 1), taken };
    case 'ArrowDown':
      return { truth: Math.min(last, truth + 1), taken };
    case 'ArrowLeft':
      return { truth, taken: Math.max(0, taken - 1) };
    case 'ArrowRight':
      return { truth, taken: Math.min(last, taken + 1) };
    case 'Home':
      return { truth, taken: 0 };
    case 'End':
      return { truth, taken: last };
    default:
      return null;
  }
}
