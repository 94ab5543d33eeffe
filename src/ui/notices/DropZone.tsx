import { type ReactElement, useEffect, useState } from 'react';
import { archivedInfo } from '../../data/infos.ts';
import { usePlayground } from '../../store/context.ts';
import { pageTexts } from '../texts/page.ts';
import { useTakeArchive } from './useTakeArchive.ts';
import './DropZone.css';

/** The data set's archive may be dropped anywhere on the page; without this, the browser would leave the page for it. */
export function DropZone(): ReactElement | null {
  const take = useTakeArchive();
  const file = usePlayground((state) => archivedInfo(state.settings.dataset).archive.file);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carriesFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!carriesFile(event)) return;
      event.preventDefault();
      setOver(false);
      const dropped = event.dataTransfer?.files[0];
      if (dropped) take(dropped);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [take]);
  if (!over) return null;
  return (
    <div className="drop">
      <p>{pageTexts.drop(file)}</p>
    </div>
  );
}
