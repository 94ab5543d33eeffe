import { type ReactElement, Suspense } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import './Projector.css';

/** What of a projected page is there from the start: the places of what is loaded when the page has time. */

interface ClosedProps {
  readonly onClose: () => void;
}

const openBoard = loadedDialog<ClosedProps>(async () => (await import('./loaded.ts')).BoardDrawer);
const openCaption = loadedDialog<ClosedProps>(async () => (await import('./loaded.ts')).Caption);

/** The leaderboard over the page. */
export function ProjectedBoard({ onClose }: ClosedProps): ReactElement {
  const BoardDrawer = openBoard();
  return (
    <Suspense>
      <BoardDrawer onClose={onClose} />
    </Suspense>
  );
}

/** At the foot of the page. */
export function ProjectedCaption(): ReactElement {
  const leave = usePlayground((state) => state.setProjector);
  const Caption = openCaption();
  return (
    <Suspense fallback={<footer className="projector-caption" />}>
      <Caption onClose={() => leave(false)} />
    </Suspense>
  );
}
