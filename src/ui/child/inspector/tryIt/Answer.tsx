import { type ReactElement, useMemo } from 'react';
import { Pixels } from '../../../../charts/inspector/Pixels.tsx';
import type { ValidationImages } from '../../../../protocol/inspection.ts';
import type { TriedPicture } from '../../../../store/shown/inspection.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { tryItTexts } from '../../../texts/child/layer/tryIt.ts';
import { imagePixels } from '../images/imagePixels.ts';
import { likeliest } from './likeliest.ts';
import './TryIt.css';

const says = tryItTexts.answer;
const MOST = 5;

export interface AnswerProps {
  readonly picture: TriedPicture;
  /** What the child's images are like. */
  readonly images: Pick<ValidationImages, 'height' | 'width' | 'channels'>;
  readonly classes: readonly string[];
  /** Whether its maps are shown. */
  readonly isPicked: boolean;
  readonly onPick: () => void;
}

/** A person's own picture as the child sees it, and what it takes it for. */
export function Answer({ picture, images, classes, isPicked, onPick }: AnswerProps): ReactElement {
  const { pixels, probabilities } = picture;
  const { height, width, channels } = images;
  const seen = useMemo(
    () => imagePixels({ height, width, channels, pixels }, 0),
    [height, width, channels, pixels],
  );
  return (
    <>
      <button
        type="button"
        className="try-it-seen"
        aria-label={says.picture}
        aria-pressed={isPicked}
        {...tip(says.seen(width))}
        onClick={onPick}
      >
        <Pixels picture={seen} />
      </button>
      <ol className="try-it-classes" aria-label={says.classes}>
        {likeliest(probabilities, MOST).map(({ index, probability }) => (
          <li key={index}>
            <span className="try-it-class" title={classes[index]}>
              {classes[index]}
            </span>
            <span className="try-it-bar" style={{ width: `${100 * probability}%` }} />
            <span className="num">{says.share(probability)}</span>
          </li>
        ))}
      </ol>
    </>
  );
}
