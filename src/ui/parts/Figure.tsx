import type { ReactElement } from 'react';
import { SPACE } from '../format.ts';
import './Figure.css';

/** A figure with its unit thin beside it. */

export interface FigureProps {
  readonly figure: string;
  readonly unit?: string;
  readonly title?: string;
}

export function Figure({ figure, unit = '', title }: FigureProps): ReactElement {
  return (
    <span className="figure" title={title}>
      <b>{figure}</b>
      {unit !== '' && (
        <span className="unit">
          {SPACE}
          {unit}
        </span>
      )}
    </span>
  );
}
