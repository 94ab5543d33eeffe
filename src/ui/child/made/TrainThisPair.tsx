import { lazy, type ReactElement, Suspense, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { shownMade, shownPair } from '../../../store/shown/selectors.ts';
import { tip } from '../../parts/tips/tip.ts';
import { madeTexts } from '../../texts/child/made.ts';
import './TrainThisPair.css';

/** It comes when a person asks for it. */
const TrainIt = lazy(async () => ({ default: (await import('./TrainIt.tsx')).TrainIt }));

/** Whether the pair that is shown is nobody's child; then it can be trained from here. */
export const useUntrained = (): boolean => {
  const kind = usePlayground((state) => shownPair(state).kind);
  return kind === 'titled' || kind === 'shared';
};

/** Opens and closes the bar below. */
export function TrainThisPair({
  isOpen,
  onToggle,
}: {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactElement {
  return (
    <button
      type="button"
      className="button"
      aria-expanded={isOpen}
      {...tip(madeTexts.trainThisSays)}
      onClick={onToggle}
    >
      {madeTexts.trainThis}
    </button>
  );
}

/** Of the pair that is shown. */
export function TrainRow({ onTrain }: { readonly onTrain: () => void }): ReactElement {
  const architecture = usePlayground((state) => shownPair(state).architecture);
  return (
    <div className="train-row">
      <Suspense fallback={null}>
        <TrainIt architecture={architecture} onTrain={onTrain} />
      </Suspense>
    </div>
  );
}

/** Whether the bar is open: for the pair it was opened on. */
export function useTrainRow(): {
  readonly isUntrained: boolean;
  readonly isOpen: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
} {
  const isUntrained = useUntrained();
  const [isOpen, setOpen] = useState(false);
  return {
    isUntrained,
    isOpen: isUntrained && isOpen,
    toggle: () => setOpen(!isOpen),
    close() {
      setOpen(false);
      // The bar goes, and the button that opened it; what looks into the child stays.
      document.querySelector<HTMLElement>('.cell-panel [data-opens="inspector"]')?.focus();
    },
  };
}

/** Of a child by hand that is shown: what is still to be trained of it can be, or is cancelled. */
export function MadeActs(): ReactElement | null {
  const child = usePlayground(shownMade);
  const isQueued = usePlayground(
    ({ run }) => child !== null && (run?.madeQueue.includes(child.number) ?? false),
  );
  const resume = usePlayground((state) => state.resumeMade);
  const cancel = usePlayground((state) => state.cancelMade);
  if (child === null || child.trainings.length >= child.seeds) return null;
  return isQueued ? (
    <button type="button" className="button made-act" onClick={() => cancel(child.number)}>
      {madeTexts.cancel}
    </button>
  ) : (
    <button type="button" className="button train-again made-act" onClick={() => resume(child.number)}>
      {madeTexts.train}
    </button>
  );
}
