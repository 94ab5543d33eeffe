import { type ReactElement, useEffect, useState } from 'react';
import { archivedInfo } from '../../data/infos.ts';
import { usePlayground } from '../../store/context.ts';
import { pageTexts } from '../texts/page.ts';
import { isWritten } from './PasteZone.tsx';
import { type TakeText, useTakeFiles } from './useGivenFiles.ts';
import './DropZone.css';

export interface DropZoneProps {
  readonly takeText: TakeText;
  /** What may be dropped; the page's own kinds unless given. */
  readonly says?: string;
}

type Carried = 'files' | 'text' | null;

/** Files and text may be dropped anywhere on the page; without this, the browser would leave the page for them. */
export function DropZone({ takeText, says }: DropZoneProps): ReactElement | null {
  const take = useTakeFiles();
  const file = usePlayground((state) => archivedInfo(state.settings.dataset).archive.file);
  const [over, setOver] = useState(false);
  useEffect(() => {
    /** What is dragged from one place of the page to another is none of its business. */
    let isOwn = false;
    const carried = (event: DragEvent): Carried => {
      const types = event.dataTransfer?.types ?? [];
      if (types.includes('Files')) return 'files';
      return types.includes('text/plain') && !isOwn && !isWritten(event.target) ? 'text' : null;
    };
    const onStart = (): void => {
      isOwn = true;
    };
    const onEnd = (): void => {
      isOwn = false;
    };
    // A view takes what it has a use for itself.
    const onOver = (event: DragEvent): void => {
      const what = event.defaultPrevented ? null : carried(event);
      setOver(what !== null);
      if (what !== null) event.preventDefault();
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      const what = event.defaultPrevented ? null : carried(event);
      if (what === null) return;
      event.preventDefault();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (what === 'text') void takeText(event.dataTransfer?.getData('text/plain') ?? '');
      else if (files.length > 0) void take(files);
    };
    const heard = { dragstart: onStart, dragend: onEnd, dragover: onOver, dragleave: onLeave, drop: onDrop };
    const all = Object.entries(heard) as [keyof typeof heard, (event: DragEvent) => void][];
    for (const [type, listener] of all) window.addEventListener(type, listener);
    return () => {
      for (const [type, listener] of all) window.removeEventListener(type, listener);
    };
  }, [take, takeText]);
  if (!over) return null;
  return (
    <div className="drop">
      <p>{says ?? pageTexts.drop(file)}</p>
    </div>
  );
}
