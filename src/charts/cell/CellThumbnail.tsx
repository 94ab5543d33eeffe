import type { ReactElement } from 'react';
import { type Room, thumbnailSizes } from '../../drawings/cell/fit.ts';
import type { CellLayout } from '../../drawings/cell/layout/geometry.ts';
import type { Cell } from '../../space/architecture.ts';
import { CellFigure } from './CellFigure.tsx';
import { useCellLayout } from './useCellLayout.ts';
import './CellThumbnail.css';

export interface CellThumbnailProps {
  readonly cell: Cell;
  /** 96 × 68 for a normal cell and 78 × 68 for a reduction cell in the leaderboard. */
  readonly box: Room;
  /** Most blocks of a cell in its list; its own where none is given. */
  readonly blocks?: number;
}

/** A cell in a list: standing on the bottom of a fixed box, hidden from the accessibility tree. */
export function CellThumbnail({ cell, box, blocks = cell.blocks.length }: CellThumbnailProps): ReactElement {
  const drawn = useCellLayout(cell, { room: box, sizes: thumbnailSizes(box, blocks) }, false);
  return <PlacedThumbnail layout={drawn?.layout} box={box} />;
}

export interface PlacedThumbnailProps {
  /** Undefined while it is searched. */
  readonly layout: CellLayout | undefined;
  readonly box: Room;
  /** How much larger than laid out. */
  readonly zoom?: number;
}

export function PlacedThumbnail({ layout, box, zoom = 1 }: PlacedThumbnailProps): ReactElement {
  return (
    <span className="cell-thumbnail" style={box} aria-hidden="true">
      {layout && (
        <svg
          width={layout.width * zoom}
          height={layout.height * zoom}
          viewBox={`0 0 ${layout.width} ${layout.height}`}
          style={{ left: Math.floor((box.width - layout.width * zoom) / 2) }}
          data-size={layout.size}
          aria-hidden="true"
          focusable="false"
        >
          <CellFigure layout={layout} />
        </svg>
      )}
    </span>
  );
}
