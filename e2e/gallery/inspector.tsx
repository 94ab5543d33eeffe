import { type ReactElement, useMemo } from 'react';
import { exp } from '../../src/base/exactMath/exp.ts';
import { createRandom } from '../../src/base/random.ts';
import { Pixels } from '../../src/charts/inspector/Pixels.tsx';
import { synthetic } from '../../src/data/synthetic/info.ts';
import { makeSynthetic } from '../../src/data/synthetic/synthetic.ts';
import type { ConfusionPlace } from '../../src/drawings/inspector/confusion.ts';
import { type MapStack, mapPixels, mostVaried } from '../../src/drawings/inspector/maps.ts';
import type { Theme } from '../../src/drawings/tokens.ts';
import type { Inspected } from '../../src/protocol/inspection.ts';
import { Confusion } from '../../src/ui/child/inspector/images/Confusion.tsx';
import { Filters } from '../../src/ui/child/inspector/images/Filters.tsx';
import { HeldOut } from '../../src/ui/child/inspector/images/HeldOut.tsx';
import { judgedImages } from '../../src/ui/child/inspector/images/order.ts';
import { Answer } from '../../src/ui/child/inspector/tryIt/Answer.tsx';
import { Part, Tile } from './Tile.tsx';

/** Synthetic images; what a child takes them for is made up. */

const CLASSES = synthetic.classes.length;
const COUNT = 400;

/** `sure`: how far the true class stands out. */
function made(sure: number): Inspected {
  const { images: pixels, labels } = makeSynthetic(COUNT, 5);
  const { height, width } = synthetic;
  const random = createRandom(3);
  const probabilities = new Float32Array(COUNT * CLASSES);
  const predicted = new Uint8Array(COUNT);
  const confusion = new Uint32Array(CLASSES * CLASSES);
  for (let image = 0; image < COUNT; image++) {
    const truth = labels[image]!;
    const scores = Array.from({ length: CLASSES }, (_, one) => {
      const alike = one === truth ? sure : Math.abs(one - truth) === 1 ? 0.5 * sure : 0;
      return exp(alike + 2 * random.uniform());
    });
    const sum = scores.reduce((a, b) => a + b);
    scores.forEach((score, one) => {
      probabilities[image * CLASSES + one] = score / sum;
    });
    const taken = scores.indexOf(Math.max(...scores));
    predicted[image] = taken;
    confusion[truth * CLASSES + taken] = confusion[truth * CLASSES + taken]! + 1;
  }
  const values = Float32Array.from({ length: 27 * 24 }, () => random.uniform() - 0.5);
  return {
    again: null,
    environment: { engine: 'wasm', backend: 'wasm', adapter: 'processor' },
    images: { count: COUNT, height, width, channels: 3, pixels, labels },
    ...{ probabilities, predicted, confusion },
    nodes: [],
    filters: { height: 3, width: 3, channels: 3, count: 24, values },
  } as Inspected;
}

/** Differences of an image's neighbours in some directions: what edges a map may have. */
function stackOf({ images }: Inspected, image: number, channels: number): MapStack {
  const { height, width, pixels } = images;
  const values = new Float32Array(height * width * channels);
  const at = (y: number, x: number): number =>
    pixels[3 * ((image * height + ((y + height) % height)) * width + ((x + width) % width)) + 1]!;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let channel = 0; channel < channels; channel++) {
        const [down, right] = [(channel % 3) - 1, (Math.floor(channel / 3) % 3) - 1];
        values[(y * width + x) * channels + channel] = at(y, x) - at(y + down, x + right);
      }
  return { height, width, channels, values };
}

interface InspectorState {
  readonly title: string;
  readonly sure: number;
  readonly square?: ConfusionPlace;
}

const STATES: readonly InspectorState[] = [
  { title: 'confusion and images', sure: 1.6 },
  { title: 'confusion and images, a square chosen', sure: 1.6, square: { truth: 3, taken: 4 } },
  { title: 'confusion and images, hardly a mistake', sure: 4 },
];

const nothing = (): void => {};

export function Inspectors({ wide, theme }: { readonly wide: boolean; readonly theme: Theme }): ReactElement {
  return (
    <Part title="Inside a child">
      {STATES.map((state) => (
        <Tile key={state.title} title={state.title}>
          <Low {...state} width={wide ? 816 : 350} />
        </Tile>
      ))}
      {[
        { title: 'a picture that was tried', image: 2, sure: 3 },
        { title: 'a picture that was tried, hardly surer of one class', image: 0, sure: 0.4 },
      ].map(({ title, ...state }) => (
        <Tile key={title} title={title}>
          <TriedPicture {...state} />
        </Tile>
      ))}
      <Tile title="the stem’s filters">
        <div style={{ width: 224 }}>
          <Filters filters={made(1).filters} />
        </div>
      </Tile>
      <Tile title="maps of an image">
        <MapTiles theme={theme} />
      </Tile>
    </Part>
  );
}

function Low({ sure, square, width }: InspectorState & { readonly width: number }): ReactElement {
  const inspected = useMemo(() => made(sure), [sure]);
  const images = useMemo(() => judgedImages(inspected), [inspected]);
  const shared = { inspected, dataset: 'synthetic' as const };
  return (
    <div style={{ display: width < 800 ? 'block' : 'flex', gap: 44, width }}>
      <Confusion {...shared} chosen={square ?? null} onChoose={nothing} />
      <HeldOut
        {...shared}
        images={images}
        square={square ?? null}
        picked={images[0]!.index}
        onPick={nothing}
        onAll={nothing}
      />
    </div>
  );
}

function TriedPicture({ image, sure }: { readonly image: number; readonly sure: number }): ReactElement {
  const { images, probabilities } = useMemo(() => made(sure), [sure]);
  const bytes = images.height * images.width * images.channels;
  const picture = {
    image: -1,
    pixels: images.pixels.slice(image * bytes, (image + 1) * bytes),
    probabilities: probabilities.slice(image * CLASSES, (image + 1) * CLASSES),
  };
  return (
    <div className="try-it-shown" style={{ width: 350 }}>
      <Answer
        picture={picture}
        images={images}
        classes={synthetic.classes}
        isPicked={sure > 1}
        onPick={nothing}
      />
    </div>
  );
}

function MapTiles({ theme }: { readonly theme: Theme }): ReactElement {
  const stack = useMemo(() => stackOf(made(1), 0, 9), []);
  return (
    <div style={{ display: 'grid', gridTemplateColumns: 'repeat(4, 64px)', gap: 12 }}>
      {mostVaried(stack, 8).map((channel) => (
        <span key={channel} style={{ width: 64, height: 64 }}>
          <Pixels picture={mapPixels(stack, channel, theme)} />
        </span>
      ))}
    </div>
  );
}
