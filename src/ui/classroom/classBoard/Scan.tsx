import { type ReactElement, useEffect, useRef, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import { useCamera } from '../../hooks/useCamera.ts';
import { classBoardTexts } from '../../texts/classroom/classBoard/classBoard.ts';
import './Scan.css';

const texts = classBoardTexts.scan;
/** Between two looks. */
const PAUSE_MS = 150;

export interface ScanProps {
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** The camera, whose pictures are looked at here and kept nowhere. */
export function Scan({ onText, onClose }: ScanProps): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  const [isUnread, setUnread] = useState(false);
  const { isOn, lacks } = useCamera(video, 'environment', !isUnread);
  const [read, setRead] = useState(0);
  const openPictures = usePlayground(({ boardPorts }) => boardPorts.openPictures);
  const latest = useRef(onText);
  latest.current = onText;
  const seen = useRef(new Set<string>());
  useEffect(() => {
    const shown = video.current;
    if (!isOn || shown === null) return;
    const reader = openPictures();
    let timer = 0;
    let isOver = false;
    const look = async (): Promise<void> => {
      const isThere = shown.readyState >= shown.HAVE_CURRENT_DATA;
      const text = isThere ? await reader.read(await createImageBitmap(shown)) : null;
      if (isOver) return;
      if (text !== null && !seen.current.has(text)) {
        seen.current.add(text);
        setRead(seen.current.size);
        latest.current(text);
      }
      timer = window.setTimeout(begin, PAUSE_MS);
    };
    const begin = (): void => {
      look().catch(() => {
        if (!isOver) setUnread(true);
      });
    };
    begin();
    return () => {
      isOver = true;
      clearTimeout(timer);
      reader.close();
    };
  }, [isOn, openPictures]);
  const lack = isUnread ? 'unread' : lacks;
  return (
    <section className="cb-scan" aria-label={texts.name}>
      {lack !== null ? (
        <p role="alert">{texts[lack]}</p>
      ) : (
        <>
          <video ref={video} muted playsInline />
          <p>{texts.says}</p>
          <p role="status">{read > 0 && texts.read(read)}</p>
        </>
      )}
      <button type="button" className="button" onClick={onClose}>
        {texts.close}
      </button>
    </section>
  );
}
