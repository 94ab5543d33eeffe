import type { KeyboardEvent, ReactElement } from 'react';
import { sliderTarget } from '../sliderTarget.ts';
import { ChartSlider } from './ChartSlider.tsx';

interface Dot {
  readonly x: number;
  readonly y: number;
}

export interface DotSliderProps<Placed extends Dot> {
  readonly label: string;
  /** At least one, in the order of the walk. */
  readonly dots: readonly Placed[];
  readonly idOf: (dot: Placed) => number;
  readonly active: number | null;
  /** Where it stands while nothing is lit. */
  readonly rests: 'first' | 'last';
  readonly onActive: (id: number | null) => void;
  /** Absent where nothing can be chosen. */
  readonly onSelect?: ((id: number) => void) | undefined;
  /** What a screen reader says of a dot. */
  readonly sentenceOf: (id: number) => string;
}

/** One tab stop for all dots: arrows walk from one to the next, Enter chooses. A ring around the dot shows the focus. */
export function DotSlider<Placed extends Dot>(props: DotSliderProps<Placed>): ReactElement {
  const { label, dots, idOf, active, rests, onActive, onSelect, sentenceOf } = props;
  const last = dots.length - 1;
  const found = dots.findIndex((dot) => idOf(dot) === active);
  const index = found < 0 ? (rests === 'last' ? last : 0) : found;
  const dot = dots[index]!;
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = sliderTarget(event.key, index, last);
    if (to !== null) onActive(idOf(dots[to]!));
    else if (onSelect && (event.key === 'Enter' || event.key === ' ')) onSelect(idOf(dot));
    else if (event.key === 'Escape') onActive(null);
    else return;
    event.preventDefault();
  };
  return (
    <ChartSlider
      label={label}
      text={sentenceOf(idOf(dot))}
      range={[1, dots.length]}
      value={index + 1}
      at={dot}
      isMarked
      onFocus={() => onActive(idOf(dot))}
      onBlur={() => onActive(null)}
      onKeyDown={onKeyDown}
    />
  );
}
