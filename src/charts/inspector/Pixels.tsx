import { type ReactElement, useEffect, useRef } from 'react';
import type { Pixels as PixelsOf } from '../../drawings/inspector/maps.ts';
import './Pixels.css';

/** A small picture, its pixels seen as squares. Its words stand beside it. */
export function Pixels({ picture }: { readonly picture: PixelsOf }): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, bytes } = picture;
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(new ImageData(bytes, width, height), 0, 0);
  }, [bytes, width, height]);
  return <canvas ref={canvas} className="pixels" width={width} height={height} />;
}
