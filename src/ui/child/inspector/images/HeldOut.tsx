import { type KeyboardEvent, type ReactElement, useMemo, useRef, useState } from 'react';
import { Pixels } from '../../../../charts/inspector/Pixels.tsx';
import { type DatasetId, datasetInfo, isSynthetic } from '../../../../data/infos.ts';
import type { ConfusionPlace } from '../../../../drawings/inspector/confusion.ts';
import type { Inspected } from '../../../../protocol/inspection.ts';
import { Term } from '../../../classroom/glossary/Term.tsx';
import { SPACE } from '../../../format.ts';
import { Words } from '../../../parts/Words.tsx';
import { inspectorTexts } from '../../../texts/child/layer/inspector.ts';
import { shortClasses } from '../../cells/curves/seen.ts';
import { imagePixels } from './imagePixels.ts';
import { gridTarget, IMAGE_ORDERS, type ImageOrder, type JudgedImage, orderedImages } from './order.ts';
import './Confusion.css';
import './HeldOut.css';

const says = inspectorTexts.images;
const FIRST = 15;
const MORE = 30;

export interface HeldOutProps {
  readonly images: readonly JudgedImage[];
  readonly inspected: Inspected;
  readonly dataset: DatasetId;
  /** Of the confusion matrix: only its images. */
  readonly square: ConfusionPlace | null;
  /** Place of the picked one among the validation images. */
  readonly picked: number;
  readonly onPick: (image: number) => void;
  readonly onAll: () => void;
}

/** The images that judged the child, each with what it is taken for: one tab stop, arrows walk, Enter picks. */
export function HeldOut(props: HeldOutProps): ReactElement {
  const { images, inspected, dataset, square, picked, onPick, onAll } = props;
  const [order, setOrder] = useState<ImageOrder>('wrong');
  const [most, setMost] = useState(FIRST);
  const grid = useRef<HTMLDivElement>(null);
  const all = useMemo(() => orderedImages(images, order, square), [images, order, square]);
  const shown = all.slice(0, most);
  const [left, setLeft] = useState<number | null>(null);
  const found = [left, picked]
    .map((one) => shown.findIndex(({ index }) => index === one))
    .find((at) => at >= 0);
  const stop = found ?? 0;

  const showMore = (): void => {
    // The button leaves with the last of them.
    if (all.length <= most + MORE) grid.current?.focus();
    setMost(most + MORE);
  };
  const onKeyDown = (event: KeyboardEvent, at: number): void => {
    const tiles = [...(grid.current?.querySelectorAll<HTMLElement>('.held-out-image') ?? [])];
    const columns = tiles.filter(({ offsetTop }) => offsetTop === tiles[0]?.offsetTop).length;
    const to = gridTarget(event.key, at, tiles.length, columns);
    if (to === null) return;
    event.preventDefault();
    tiles[to]?.focus();
  };
  return (
    <section className="held-out">
      <div className="low-head held-out-head">
        <h3>
          <Term id="held-out-accuracy">{says.title}</Term>
        </h3>
        {square !== null && (
          <button
            type="button"
            className="link"
            onClick={() => {
              grid.current?.focus();
              onAll();
            }}
          >
            {inspectorTexts.confusion.all}
          </button>
        )}
        <Words
          name={says.order}
          words={IMAGE_ORDERS.map((one) => [one, says.orders[one], null] as const)}
          chosen={order}
          onChoose={setOrder}
        />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form controls */}
      <div ref={grid} className="held-out-images" role="group" aria-label={says.title} tabIndex={-1}>
        {shown.map((image, at) => (
          <Tile
            key={image.index}
            image={image}
            inspected={inspected}
            dataset={dataset}
            isPicked={image.index === picked}
            isStop={at === stop}
            onKeyDown={(event) => onKeyDown(event, at)}
            onFocus={() => setLeft(image.index)}
            onPick={() => onPick(image.index)}
          />
        ))}
      </div>
      {all.length === 0 && <p className="low-says">{says.nothing}</p>}
      <p className="low-says held-out-foot">
        <span>{says.shown(shown.length, all.length)}</span>
        {all.length > shown.length && (
          <button type="button" className="link" onClick={showMore}>
            {says.more(Math.min(MORE, all.length - shown.length))}
          </button>
        )}
      </p>
    </section>
  );
}

interface TileProps extends Pick<HeldOutProps, 'inspected' | 'dataset'> {
  readonly image: JudgedImage;
  readonly isPicked: boolean;
  readonly isStop: boolean;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onPick: () => void;
}

function Tile(props: TileProps): ReactElement {
  const { image, inspected, dataset, isPicked, isStop, onKeyDown, onFocus, onPick } = props;
  const { index, truth, taken, probability } = image;
  const { classes } = datasetInfo(dataset);
  const names = shortClasses(dataset);
  const isThing = !isSynthetic(dataset);
  const picture = useMemo(() => imagePixels(inspected.images, index), [inspected, index]);
  return (
    <button
      type="button"
      className="held-out-image"
      aria-description={says.says(classes[taken] ?? '', probability, classes[truth] ?? '', isThing)}
      aria-pressed={isPicked}
      tabIndex={isStop ? 0 : -1}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onClick={onPick}
    >
      <span className="held-out-picture">
        <Pixels picture={picture} />
      </span>
      <span className="held-out-taken">
        <b>{names[taken]}</b>
        <span>
          {Math.round(100 * probability)}
          {SPACE}%
        </span>
      </span>
      <span className="held-out-truth">
        {taken === truth ? says.right : says.is(names[truth] ?? '', isThing)}
      </span>
    </button>
  );
}
