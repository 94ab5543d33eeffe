import { type ReactElement, useEffect, useRef } from 'react';
import { type DatasetId, datasetInfo, isOwnId } from '../../../../data/infos.ts';
import type { ShownPictures } from '../../../../protocol/protocol.ts';
import { usePlayground } from '../../../../store/context.ts';
import { NONE } from '../../../format.ts';
import { Figure } from '../../../parts/Figure.tsx';
import { cellsTexts } from '../../../texts/child/cells.ts';
import { canvasPixels, countRight, lackOf, type SeenImage, shortClasses } from './seen.ts';
import './SeenStrip.css';

const says = cellsTexts.seen;

export interface SeenStripProps {
  readonly dataset: DatasetId;
  readonly images: readonly SeenImage[];
  /** It was looked up: the image's own class stands above, and below whether it was right. */
  readonly lookedUp: boolean;
}

/** What the child that is drawn takes the shown images for, which no child ever trains on. */
export function SeenStrip({ dataset, images, lookedUp }: SeenStripProps): ReactElement {
  const pictures = usePlayground((state) => state.pictures[dataset]);
  const want = usePlayground((state) => state.wantPictures);
  // A shared pair is drawn before anything of a data set is fetched.
  const isShared = usePlayground(({ shown, run }) => shown.source === 'link' && run === null);
  useEffect(() => {
    if (!isShared) want(dataset);
  }, [want, dataset, isShared]);
  const right = countRight(images);
  const lack = lackOf(pictures);
  return (
    <section className="seen" aria-label={says.label(right, images.length)}>
      <div className="seen-figure" aria-hidden="true">
        <span className="hint">{says.title}</span>
        <span className="live-figure">
          <Figure figure={right === null ? NONE : String(right)} unit={says.of(images.length)} />
        </span>
      </div>
      {lack !== null && right === null ? (
        <p className="seen-lack" title={lack}>
          {says.lack(lack)}
        </p>
      ) : (
        <ul className="seen-images" data-own={isOwnId(dataset) || undefined}>
          {images.map((image) => (
            <li key={image.label}>
              <Picture pictures={pictures?.ok ? pictures.value : null} index={image.label} />
              <Verdict dataset={dataset} image={image} lookedUp={lookedUp} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface VerdictProps extends Pick<SeenStripProps, 'dataset' | 'lookedUp'> {
  readonly image: SeenImage;
}

function Verdict({ dataset, image: { label, taken }, lookedUp }: VerdictProps): ReactElement {
  const names = shortClasses(dataset);
  const nameOf = (index: number): string => names[index] ?? String(index);
  const isRight = label === taken;
  const { classes } = datasetInfo(dataset);
  const above = taken === null ? NONE : nameOf(lookedUp ? label : taken);
  const wrong = lookedUp ? says.wrong : says.is(nameOf(label));
  const below = taken === null ? '' : isRight ? says.right : wrong;
  return (
    <>
      <span className="hidden-text">
        {says.image(
          classes[label] ?? nameOf(label),
          taken === null ? null : (classes[taken] ?? nameOf(taken)),
        )}
      </span>
      <span className="seen-class" data-right={isRight || undefined} title={above} aria-hidden="true">
        {above}
      </span>
      <span className="seen-note" title={below} aria-hidden="true">
        {below}
      </span>
    </>
  );
}

interface PictureProps {
  readonly pictures: ShownPictures | null;
  readonly index: number;
}

/** Its words stand beside it. */
function Picture({ pictures, index }: PictureProps): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = pictures ?? { width: 1, height: 1 };
  useEffect(() => {
    // Drawn once and small: no memory of the graphics card.
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (context && pictures)
      context.putImageData(new ImageData(canvasPixels(pictures, index), pictures.width), 0, 0);
  }, [pictures, index]);
  return <canvas ref={canvas} className="seen-image" width={width} height={height} />;
}
