import { type ReactElement, useEffect, useState } from 'react';
import { archivedInfo } from '../../data/infos.ts';
import { usePlayground } from '../../store/context.ts';
import { pageTexts } from '../texts/page.ts';
import { useTakeFiles } from './useGivenFiles.ts';
import './DropZone.css';

/** Files may be dropped anywhere on the page; without this, the browser would leave the page for them. */
export function DropZone(): ReactElement | null {
  const take = useTakeFiles();
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
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) void take(files);
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
