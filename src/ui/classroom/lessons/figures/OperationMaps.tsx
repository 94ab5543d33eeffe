import { type ReactElement, useEffect, useMemo } from 'react';
import { Pixels } from '../../../../charts/inspector/Pixels.tsx';
import type { DatasetId } from '../../../../data/infos.ts';
import { mapPixels } from '../../../../drawings/inspector/maps.ts';
import type { ShownPictures } from '../../../../protocol/protocol.ts';
import { usePlayground } from '../../../../store/context.ts';
import { useTheme } from '../../../hooks/useTheme.ts';
import { lessonsTexts } from '../../../texts/classroom/lessons/lessons.ts';
import { edges, greyOf, maxPool, rampMap, separableEdges } from './operate.ts';
import './OperationMaps.css';

const texts = lessonsTexts.maps;

/** Real images where they lie beside the page, else those that are made in code. */
const SETS = ['cifar10', 'synthetic'] as const satisfies readonly DatasetId[];

export interface OperationMapsProps {
  /** Whether the operations are named. */
  readonly isNamed: boolean;
}

/** One of the six images that everybody is shown, and what four operations make of it. */
export function OperationMaps({ isNamed }: OperationMapsProps): ReactElement | null {
  const want = usePlayground((state) => state.wantPictures);
  const pictures = usePlayground((state) => state.pictures);
  const isLacking = pictures[SETS[0]]?.ok === false;
  useEffect(() => {
    want(SETS[0]);
    if (isLacking) want(SETS[1]);
  }, [want, isLacking]);
  const found = SETS.map((set) => pictures[set]).find((one) => one?.ok);
  if (!found?.ok) return <p>{texts.waiting}</p>;
  return (
    <>
      <Maps pictures={found.value} isNamed={isNamed} />
      {isNamed && <p>{texts.told}</p>}
    </>
  );
}

interface MapsProps extends OperationMapsProps {
  readonly pictures: ShownPictures;
}

function Maps({ pictures, isNamed }: MapsProps): ReactElement {
  const theme = useTheme();
  const { image, maps, key } = useMemo(() => {
    const grey = greyOf(pictures, 0);
    return {
      image: imagePixels(pictures, 0),
      maps: [edges(grey), separableEdges(grey), maxPool(grey), grey].map((map) => mapPixels(map, 0, theme)),
      key: mapPixels(rampMap(), 0, theme),
    };
  }, [pictures, theme]);
  return (
    <div role="img" aria-label={texts.label}>
      <div className="lesson-maps">
        <figure className="lesson-map">
          <Pixels picture={image} />
          <figcaption>{texts.image}</figcaption>
        </figure>
        {maps.map((picture, index) => (
          <figure key={texts.names[index]} className="lesson-map">
            <Pixels picture={picture} />
            <figcaption>
              {texts.names[index]}
              {isNamed && (
                <>
                  <br />
                  {texts.operations[index]}
                </>
              )}
            </figcaption>
          </figure>
        ))}
      </div>
      <p className="lesson-maps-key hint">
        {texts.key[0]} <Pixels picture={key} /> {texts.key[1]}
      </p>
    </div>
  );
}

/** Four bytes a pixel. */
function imagePixels({ height, width, pixels }: ShownPictures, image: number) {
  const size = height * width;
  const bytes = new Uint8ClampedArray(4 * size);
  for (let at = 0; at < size; at++) {
    bytes.set(pixels.subarray(3 * (image * size + at), 3 * (image * size + at + 1)), 4 * at);
    bytes[4 * at + 3] = 255;
  }
  return { height, width, bytes };
}
