import { useCallback, useEffect, useRef } from 'react';
import type { DatasetId } from '../../../../data/infos.ts';
import { usePlayground } from '../../../../store/context.ts';
import type { SquareReader } from '../../../../store/own/own.ts';
import { noticesTexts } from '../../../texts/notices/notices.ts';
import { unreadText } from '../../../texts/own.ts';

/** Answers a sentence where the picture can't be shown; null where it was, or where another came meanwhile. */
export type ShowPicture = (name: string, picture: Blob | ImageBitmap) => Promise<string | null>;

/** Shows pictures to the child that is open, as images of its data set at `size` pixels; the latest alone counts. */
export function useShowPicture(dataset: DatasetId, size: number): ShowPicture {
  const open = usePlayground((state) => state.openSquares);
  const classify = usePlayground((state) => state.classify);
  const reader = useRef<SquareReader | null>(null);
  const latest = useRef(0);
  const leave = useCallback(() => {
    latest.current++;
    reader.current?.close();
    reader.current = null;
  }, []);
  useEffect(() => leave, [leave]);
  return useCallback(
    async (name, picture) => {
      const mine = ++latest.current;
      try {
        reader.current ??= open();
        const square = await reader.current.read({ name, picture, dataset, size });
        if (mine !== latest.current) return null;
        if ('unread' in square) return unreadText(square.unread);
        classify(square.pixels);
        return null;
      } catch {
        if (mine !== latest.current) return null;
        leave();
        return noticesTexts.readerUnloaded;
      }
    },
    [open, classify, leave, dataset, size],
  );
}
