import { type ReactElement, Suspense, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { loadedDialog } from '../../parts/loadedDialog.tsx';
import type { TeacherViewProps } from './TeacherView.tsx';

const openView = loadedDialog<TeacherViewProps>(async () => (await import('./TeacherView.tsx')).TeacherView);

/** The teacher's pages, while they are read. */
export function Teacher(): ReactElement | null {
  const isOpen = usePlayground(({ reading }) => reading?.view === 'teacher');
  return isOpen ? <Open /> : null;
}

function Open(): ReactElement {
  const close = usePlayground((state) => state.closeReading);
  const [before] = useState(() => document.activeElement);
  const View = openView();
  return (
    <Suspense>
      <View onClose={close} before={before} />
    </Suspense>
  );
}
