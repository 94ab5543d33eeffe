import type { ReactElement, ReactNode } from 'react';
import { CellThumbnail } from '../../charts/cell/CellThumbnail.tsx';
import type { Trial } from '../../search/trial.ts';
import { useRecipes } from '../hooks/recipes.ts';
import { isAlike } from '../search/board/groups/lines.ts';
import { useStanding } from '../search/board/useStanding.ts';
import { commonTexts } from '../texts/common.ts';
import { shareTexts } from '../texts/share.ts';
import type { Shared } from './useShared.ts';
import './Head.css';

/** Room of a cell's drawing, in its own px. */
const BOX = { width: 180, height: 92 } as const;

export interface HeadProps {
  readonly shared: Shared;
  /** Whether both cells stand below. */
  readonly isDrawn?: boolean;
}

/** "Child 13, rank 1, 44.9 %", and what it looks like. */
export function Head({ shared, isDrawn = true }: HeadProps): ReactElement {
  const { architecture, name, trial, isTraining } = shared;
  return (
    <div className="share-pair">
      <h2>
        {trial === null ? (
          shareTexts.facts([<b key="name">{name}</b>, ...(isTraining ? [shareTexts.head.inTraining] : [])])
        ) : (
          <Ended name={name} trial={trial} />
        )}
      </h2>
      {isDrawn && (
        <div className="share-cells">
          <CellThumbnail cell={architecture.normal} box={BOX} />
          <CellThumbnail cell={architecture.reduction} box={BOX} />
        </div>
      )}
    </div>
  );
}

function Ended({ name, trial }: { readonly name: string; readonly trial: Trial }): ReactNode {
  const { standing } = useStanding(useRecipes().deviationOf);
  const place = standing.places.get(trial.number);
  const figure = place?.row.figure ?? trial.accuracy;
  const facts = [
    ...(place !== undefined && isAlike(place.group)
      ? [shareTexts.rank(place.group.first, place.group.last)]
      : []),
    figure === null ? commonTexts.failed : <b key="figure">{shareTexts.accuracy(figure)}</b>,
  ];
  return shareTexts.facts([<b key="name">{name}</b>, ...facts]);
}
