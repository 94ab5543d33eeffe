import { type ReactElement, Suspense, useContext } from 'react';
import { createPortal } from 'react-dom';
import { useStore } from 'zustand';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import { besideFrame } from '../../parts/tips/besideFrame.ts';
import { OpenedContext } from './opened.ts';
import type { Ways } from './places.ts';
import type { TermCardProps } from './TermCard.tsx';

const openCard = loadedDialog<TermCardProps>(async () => (await import('./TermCard.tsx')).TermCard);

export interface TermLayerProps {
  readonly isPhone: boolean;
  readonly ways: Ways;
}

/** The term that was pressed, explained beside the word; in a dialog where the word is in one, since all else is inert then. */
export function TermLayer({ isPhone, ways }: TermLayerProps): ReactElement | null {
  const store = useContext(OpenedContext);
  const opened = useStore(store, (state) => state.opened);
  if (opened === null) return null;
  const Card = openCard();
  return createPortal(
    <Suspense>
      <Card
        opened={opened}
        isPhone={isPhone}
        ways={ways}
        onTerm={(term) => store.setState({ opened: { ...opened, term } })}
        onClose={() => store.setState({ opened: null })}
      />
    </Suspense>,
    opened.from.closest('dialog') ?? besideFrame(),
  );
}
