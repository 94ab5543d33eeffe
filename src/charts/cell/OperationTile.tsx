import type { ReactElement } from 'react';
import { operationTile, type TileScale } from '../../drawings/cell/operationMarks.ts';
import type { OperationId } from '../../space/operations/index.ts';
import { Marks } from '../Marks.tsx';
import './OperationTile.css';

export interface OperationTileProps {
  readonly operation: OperationId;
  readonly scale?: TileScale;
  /** An operation that is left out: its outline and glyph remain, the fill goes. */
  readonly off?: boolean;
}

/** A square tile of one operation, hidden from the accessibility tree: the control around it bears the name. */
export function OperationTile({ operation, scale = 'small', off = false }: OperationTileProps): ReactElement {
  const { side, marks } = operationTile(operation, scale, off);
  return (
    <svg className="operation-tile" width={side} height={side} aria-hidden="true" focusable="false">
      <Marks marks={marks} prefix="cell" />
    </svg>
  );
}
