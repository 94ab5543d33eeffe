import type { ReactElement } from 'react';
import { type CellLook, drawCell } from '../../drawings/cell/cellMarks.ts';
import type { CellLayout } from '../../drawings/cell/layout/geometry.ts';
import { Marks } from '../Marks.tsx';
import './CellFigure.css';

export interface CellFigureProps extends CellLook {
  readonly layout: CellLayout;
}

/** The marks of a cell's drawing, for use inside an svg. */
export function CellFigure({ layout, ...look }: CellFigureProps): ReactElement {
  return <Marks marks={drawCell(layout, look).marks} prefix="cell" />;
}
