import { type RefObject, useEffect, useState, useSyncExternalStore } from 'react';

/** `refused`: by a person or the browser's settings; `none`: there is none, or it was taken away. */
export type CameraLack = 'refused' | 'none';

export interface CameraState {
  /** Frames come. */
  readonly isOn: boolean;
  readonly lacks: CameraLack | null;
}

/** Shows a camera in a video as long as it is wanted and the page is seen: one that nobody looks at goes out. */
export function useCamera(
  video: RefObject<HTMLVideoElement | null>,
  facing: 'any' | 'environment',
  isWanted = true,
): CameraState {
  const isSeen = useSyncExternalStore(followVisibility, isVisible);
  const [isOn, setOn] = useState(false);
  const [lacks, setLacks] = useState<CameraLack | null>(null);
  const opens = isWanted && isSeen && lacks === null;
  useEffect(() => {
    if (!opens) return;
    let stream: MediaStream | null = null;
    let isOver = false;
    const end = (): void => {
      isOver = true;
      setOn(false);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const fail = (lack: CameraLack): void => {
      if (isOver) return;
      end();
      setLacks(lack);
    };
    const begin = async (): Promise<void> => {
      const wish = facing === 'any' ? true : { facingMode: facing };
      stream = await navigator.mediaDevices.getUserMedia({ video: wish });
      const shown = video.current;
      if (isOver || shown === null) return end();
      for (const track of stream.getTracks()) track.onended = () => fail('none');
      shown.srcObject = stream;
      await shown.play();
      if (!isOver) setOn(true);
    };
    begin().catch((thrown: unknown) => {
      const isRefused = thrown instanceof DOMException && thrown.name === 'NotAllowedError';
      fail(isRefused ? 'refused' : 'none');
    });
    return end;
  }, [video, facing, opens]);
  return { isOn, lacks };
}

const isVisible = (): boolean => document.visibilityState === 'visible';

function followVisibility(onChange: () => void): () => void {
  document.addEventListener('visibilitychange', onChange);
  return () => document.removeEventListener('visibilitychange', onChange);
}
