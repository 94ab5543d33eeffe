import type { ReactElement } from 'react';
import { CellThumbnail } from '../../../charts/cell/CellThumbnail.tsx';
import type { Architecture } from '../../../space/architecture.ts';
import './Pair.css';

/** Both cells of a child over its name. */
export function Pair({
  architecture,
  name,
  figure,
}: {
  readonly architecture: Architecture;
  readonly name: string;
  readonly figure: string;
}): ReactElement {
  return (
    <figure className="pair">
      <div className="pair-cells">
        <CellThumbnail cell={architecture.normal} box={NORMAL} />
        <CellThumbnail cell={architecture.reduction} box={REDUCTION} />
      </div>
      <figcaption>
        <b>{name}</b> <span className="num">{figure}</span>
      </figcaption>
    </figure>
  );
}

const NORMAL = { width: 120, height: 96 } as const;
const REDUCTION = { width: 96, height: 96 } as const;
