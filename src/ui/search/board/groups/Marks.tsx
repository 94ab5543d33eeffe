import type { ReactElement } from 'react';
import { rem } from '../../../hooks/useScale.ts';
import type { Bracket, Stretch } from './lines.ts';
import './Marks.css';

export interface MarksProps {
  readonly brackets: readonly Bracket[];
  /** Along what a touched row can't be told from. */
  readonly reach: readonly Stretch[];
}

/** Left of the rows: a bracket about each group, and a blue line beside what the touched row can't be told from. */
export function Marks({ brackets, reach }: MarksProps): ReactElement {
  return (
    <div className="board-marks" aria-hidden="true">
      {brackets.map(({ top, height, isOpen }) => (
        <i
          key={top}
          className="board-bracket"
          style={{ top: rem(top), height: rem(height) }}
          data-open={isOpen || undefined}
        />
      ))}
      {reach.map(({ top, height }) => (
        <i key={top} className="board-reach" style={{ top: rem(top), height: rem(height) }} />
      ))}
    </div>
  );
}
