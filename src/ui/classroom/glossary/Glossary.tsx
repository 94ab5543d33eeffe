import { type ReactElement, Suspense, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import type { GlossaryViewProps } from './GlossaryView.tsx';
import type { Ways } from './places.ts';

const openView = loadedDialog<GlossaryViewProps>(
  async () => (await import('./GlossaryView.tsx')).GlossaryView,
);

export interface GlossaryProps {
  readonly isPhone: boolean;
  readonly ways: Ways;
}

/** All terms, while they are read. */
export function Glossary(props: GlossaryProps): ReactElement | null {
  const isOpen = usePlayground(({ reading }) => reading?.view === 'glossary');
  return isOpen ? <Open {...props} /> : null;
}

function Open({ isPhone, ways }: GlossaryProps): ReactElement {
  const close = usePlayground((state) => state.closeReading);
  const [before] = useState(() => document.activeElement);
  const View = openView();
  return (
    <Suspense>
      <View isPhone={isPhone} ways={ways} onClose={close} before={before} />
    </Suspense>
  );
}
