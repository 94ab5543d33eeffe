import { type ReactElement, type RefObject, useState } from 'react';
import { type DatasetId, datasetInfo } from '../../../../data/infos.ts';
import type { Inspected } from '../../../../protocol/inspection.ts';
import type { ShownInspection } from '../../../../store/shown/inspection.ts';
import { ChooseFile } from '../../../notices/ChooseFile.tsx';
import { tip } from '../../../parts/tips/tip.ts';
import { refusalText } from '../../../texts/child/layer/inspection.ts';
import { tryItTexts } from '../../../texts/child/layer/tryIt.ts';
import { Answer } from './Answer.tsx';
import { type Given, givenPicture } from './given.ts';
import { LiveCamera } from './LiveCamera.tsx';
import { likeliest } from './likeliest.ts';
import { useGivenPicture } from './useGivenPicture.ts';
import { useShowPicture } from './useShowPicture.ts';
import './TryIt.css';

const says = tryItTexts;

export interface TryItProps {
  readonly inspection: ShownInspection | null;
  readonly dataset: DatasetId;
  /** Where pictures may be dropped. */
  readonly within: RefObject<HTMLElement | null>;
  /** Whether the maps are those of the picture. */
  readonly isPicked: boolean;
  readonly onPick: () => void;
}

/** A picture of one's own, or what a camera sees, shown to the child that is open; of one that is not, why that can't be. */
export function TryIt({ inspection, ...rest }: TryItProps): ReactElement {
  return inspection?.stage.type !== 'open' || inspection.isRecorded ? (
    <Closed within={rest.within} />
  ) : (
    <Open key={inspection.id} {...rest} inspection={inspection} inspected={inspection.stage.inspected} />
  );
}

function Closed({ within }: Pick<TryItProps, 'within'>): ReactElement | null {
  const [isAsked, setAsked] = useState(false);
  useGivenPicture(within, () => setAsked(true));
  return isAsked ? (
    <section className="try-it" aria-label={says.title}>
      <p className="try-it-wrong" role="alert">
        {says.closed}
      </p>
    </section>
  ) : null;
}

interface OpenProps extends TryItProps {
  readonly inspection: ShownInspection;
  readonly inspected: Inspected;
}

function Open({ inspection, inspected, dataset, within, isPicked, onPick }: OpenProps): ReactElement {
  const { tried } = inspection;
  const { asked, answer, refused } = tried;
  const { images } = inspected;
  const { classes } = datasetInfo(dataset);
  const [flaw, setFlaw] = useState<string | null>(null);
  const [isFilming, setFilming] = useState(false);
  /** Files that are being read: a large photograph takes a second. */
  const [reading, setReading] = useState(0);
  const show = useShowPicture(dataset, images.height);

  const take = async (given: Given | null): Promise<void> => {
    if (given === null) return;
    setFilming(false);
    setFlaw(given.kind === 'many' ? says.many(given.count) : null);
    if (given.kind === 'many') return;
    onPick();
    const { file } = given;
    setReading((count) => count + 1);
    const why = await show(file.name, file);
    setReading((count) => count - 1);
    if (why !== null) setFlaw(why);
  };
  const isOver = useGivenPicture(within, (given) => void take(given));
  const turn = (films: boolean): void => {
    setFilming(films);
    setFlaw(null);
    if (films) onPick();
  };
  const wrong = flaw ?? (refused && textOf(refusalText(refused)));
  const isBusy = reading > 0 || asked !== null;
  const [best] = answer === null ? [] : likeliest(answer.probabilities, 1);
  return (
    <section className="try-it" aria-label={says.title} data-over={isOver || undefined} data-takes-picture>
      <div className="try-it-head">
        <h3>{says.title}</h3>
        <ChooseFile
          {...says.choose}
          accept="image/*"
          onChosen={(files) => void take(givenPicture(files, true))}
        />
        <button type="button" className="button" {...tip(says.camera.says)} onClick={() => turn(!isFilming)}>
          {isFilming ? says.camera.close : says.camera.open}
        </button>
        <span className="hint">{says.drop}</span>
      </div>
      {wrong !== null && (
        <p className="try-it-wrong" role="alert">
          {wrong}
        </p>
      )}
      {(isFilming || answer !== null || isBusy) && (
        <div className="try-it-shown" aria-busy={isBusy}>
          {isFilming && (
            <LiveCamera
              tried={tried}
              show={show}
              onEnd={(why) => {
                setFilming(false);
                setFlaw(why);
              }}
            />
          )}
          {answer === null ? (
            <p className="try-it-says">{says.waiting}</p>
          ) : (
            <Answer picture={answer} images={images} classes={classes} isPicked={isPicked} onPick={onPick} />
          )}
        </div>
      )}
      <p className="try-it-says">{says.honest(classes.length)}</p>
      {/* Frames come too fast to be read out. */}
      <p className="hidden-text" role="status">
        {best !== undefined && !isFilming && says.answer.taken(classes[best.index] ?? '', best.probability)}
      </p>
    </section>
  );
}

const textOf = ({ what, rest }: ReturnType<typeof refusalText>): string => `${what} ${rest}`;
