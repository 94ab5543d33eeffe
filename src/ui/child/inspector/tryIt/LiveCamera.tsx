import { type ReactElement, useEffect, useRef } from 'react';
import type { Tried } from '../../../../store/shown/inspection.ts';
import { useCamera } from '../../../hooks/useCamera.ts';
import { tryItTexts } from '../../../texts/child/layer/tryIt.ts';
import type { ShowPicture } from './useShowPicture.ts';
import './TryIt.css';

const says = tryItTexts.camera;
/** From an answer to the next frame. */
const PAUSE_MS = 150;

export interface LiveCameraProps {
  readonly tried: Tried;
  readonly show: ShowPicture;
  /** It goes out; a sentence, or null where the answer to a frame was why. */
  readonly onEnd: (why: string | null) => void;
}

/** Shows the child what a camera sees: the next frame only once it has answered to the last. */
export function LiveCamera({ tried, show, onEnd }: LiveCameraProps): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  const { isOn, lacks } = useCamera(video, 'environment');
  const end = useRef(onEnd);
  end.current = onEnd;
  // What an earlier picture met with is no matter of the camera's.
  const { current: before } = useRef(tried.refused);
  const isRefused = tried.refused !== null && tried.refused !== before;
  const isFree = tried.asked === null && !isRefused;
  useEffect(() => {
    const film = video.current;
    if (!isOn || !isFree || film === null) return;
    let isOver = false;
    let timer = 0;
    const look = async (): Promise<void> => {
      if (film.readyState < film.HAVE_CURRENT_DATA) return wait();
      const frame = await createImageBitmap(film);
      if (isOver) return frame.close();
      const why = await show(says.frame, frame);
      if (why !== null && !isOver) end.current(why);
    };
    const wait = (): void => {
      timer = window.setTimeout(() => {
        look().catch(() => {
          if (!isOver) end.current(says.unread);
        });
      }, PAUSE_MS);
    };
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isOn, isFree, show]);
  useEffect(() => {
    if (lacks !== null) end.current(says[lacks]);
  }, [lacks]);
  useEffect(() => {
    if (isRefused) end.current(null);
  }, [isRefused]);
  return <video ref={video} className="try-it-film" aria-label={says.film} muted playsInline />;
}
