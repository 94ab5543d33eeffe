import type { ReactElement } from 'react';
import { compact, SPACE, whole } from '../format.ts';

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

/** 72.4 k, with the full number on hover. */
export function CompactFigure({
  value,
  noun,
}: {
  readonly value: number;
  readonly noun: string;
}): ReactElement {
  return <Figure {...compact(value)} title={`${whole(value)} ${noun}`} />;
}
