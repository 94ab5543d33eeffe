import { type ReactElement, useEffect, useRef, useState } from 'react';
import { className } from '../../data/own/place.ts';
import { usePlayground } from '../../store/context.ts';
import { useCamera } from '../hooks/useCamera.ts';
import { tip } from '../parts/tips/tip.ts';
import { ownTexts } from '../texts/own.ts';
import '../parts/styles/button.css';
import './OwnDialog.css';

const texts = ownTexts.camera;
/** Between two frames, so that they differ. */
const PAUSE_MS = 150;

/** Takes frames of the camera for one class after another, as long as a button is held. */
export function Camera(): ReactElement {
  const video = useRef<HTMLVideoElement>(null);
  const add = usePlayground((state) => state.importPictures);
  const busy = usePlayground((state) => state.importing.reading !== null);
  const { lacks } = useCamera(video, 'any');
  const [label, setLabel] = useState('');
  const [taken, setTaken] = useState<number | null>(null);
  const frames = useRef<Promise<Blob | null>[]>([]);
  const isHeld = taken !== null;
  useEffect(() => {
    if (!isHeld) return;
    const take = (): void => {
      const shown = video.current;
      if (shown === null || shown.videoWidth === 0) return;
      frames.current.push(frameOf(shown));
      setTaken(frames.current.length);
    };
    take();
    const timer = setInterval(take, PAUSE_MS);
    return () => clearInterval(timer);
  }, [isHeld]);

  const named = className(label);
  const blocked = named === '' ? texts.noName : busy ? texts.busy : null;
  const hold = (): void => {
    if (blocked === null && !isHeld) setTaken(0);
  };
  const release = async (): Promise<void> => {
    if (!isHeld) return;
    setTaken(null);
    const all = await Promise.all(frames.current.splice(0));
    const some = all.filter((frame) => frame !== null);
    if (some.length > 0) add({ type: 'frames', label: named, frames: some });
  };
  if (lacks !== null) return <p role="alert">{texts.none}</p>;
  return (
    <section className="own-camera" aria-label={texts.name}>
      <video ref={video} muted playsInline />
      <label>
        {texts.label}
        <input value={label} maxLength={40} onChange={(event) => setLabel(event.currentTarget.value)} />
      </label>
      <button
        type="button"
        className="button"
        aria-disabled={blocked !== null}
        {...tip(blocked ?? texts.holdSays)}
        onPointerDown={hold}
        onPointerUp={() => void release()}
        onPointerLeave={() => void release()}
        onBlur={() => void release()}
        onKeyDown={({ key }) => key === ' ' && hold()}
        onKeyUp={({ key }) => key === ' ' && void release()}
      >
        {isHeld ? texts.taken(taken) : texts.hold}
      </button>
    </section>
  );
}

/** The whole frame, without loss: importing cuts and scales it as it does a file. */
function frameOf(shown: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = shown.videoWidth;
  canvas.height = shown.videoHeight;
  canvas.getContext('2d')?.drawImage(shown, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve));
}
