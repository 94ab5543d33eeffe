import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { Pixels } from '../../../../charts/inspector/Pixels.tsx';
import { mapPixels, mostVaried } from '../../../../drawings/inspector/maps.ts';
import type { NodePlace } from '../../../../network/nodes.ts';
import type { Inspected } from '../../../../protocol/inspection.ts';
import { usePlayground } from '../../../../store/context.ts';
import type { FeatureMaps, ShownInspection } from '../../../../store/shown/inspection.ts';
import { Marked } from '../../../classroom/glossary/Marked.tsx';
import { useTheme } from '../../../hooks/useTheme.ts';
import { refusalText } from '../../../texts/child/layer/inspection.ts';
import { inspectorTexts } from '../../../texts/child/layer/inspector.ts';
import { imagePixels } from './imagePixels.ts';
import './Maps.css';

const says = inspectorTexts.maps;
/** With the image itself three rows of three. */
const MOST = 8;

export interface MapsProps {
  readonly inspection: ShownInspection;
  readonly inspected: Inspected;
  readonly place: NodePlace;
  /** Below 0: the person's own picture. */
  readonly image: number;
}

/** The picked image and what the chosen node makes of it. */
export function Maps({ inspection, inspected, place, image }: MapsProps): ReactElement {
  const want = usePlayground((state) => state.wantMaps);
  const { id } = inspection;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another inspection is asked anew
  useEffect(() => want(place, image), [want, place, image, id]);
  const maps = useLastMaps(inspection.maps);
  const [isWhole, setWhole] = useState(false);
  const own = image < 0 ? inspection.tried.answer : null;
  const picture = useMemo(
    () =>
      own === null
        ? imagePixels(inspected.images, image)
        : imagePixels({ ...inspected.images, pixels: own.pixels }, 0),
    [inspected, image, own],
  );
  const refusal = inspection.notAnswered && refusalText(inspection.notAnswered);
  const channels = useMemo(
    () => (maps === null ? [] : mostVaried(maps, isWhole ? maps.channels : MOST)),
    [maps, isWhole],
  );
  const count = maps?.channels ?? 0;
  return (
    <section className="inspector-part">
      <div className="part-head">
        <h3>{says.title}</h3>
        <span>
          <Marked
            text={refusal === null ? headOf(count, channels.length) : says.none}
            terms={['feature-map']}
          />
        </span>
      </div>
      <div className="maps" aria-busy={refusal === null && inspection.maps === null}>
        <span className="maps-image">
          <Pixels picture={picture} />
        </span>
        {refusal === null && maps && <Stack maps={maps} channels={channels} />}
      </div>
      {refusal !== null && (
        <p className="part-says">
          {refusal.what} {refusal.rest}
        </p>
      )}
      {refusal === null && count > MOST && (
        <button type="button" className="link maps-more" onClick={() => setWhole(!isWhole)}>
          {isWhole ? says.fewer : says.more(count - MOST)}
        </button>
      )}
    </section>
  );
}

function headOf(count: number, shown: number): string {
  if (count === 0) return says.waiting;
  return shown < count ? says.some(shown, count) : says.all(count);
}

/** While others are on their way the last ones stay, so that nothing flickers. */
function useLastMaps(maps: FeatureMaps | null): FeatureMaps | null {
  const [last, setLast] = useState(maps);
  if (maps !== null && maps !== last) setLast(maps);
  return maps ?? last;
}

interface StackProps {
  readonly maps: FeatureMaps;
  readonly channels: readonly number[];
}

function Stack({ maps, channels }: StackProps): ReactElement {
  const theme = useTheme();
  const pictures = useMemo(
    () => channels.map((channel) => ({ channel, picture: mapPixels(maps, channel, theme) })),
    [maps, channels, theme],
  );
  return (
    <>
      <span className="hidden-text">{says.label(maps.channels)}</span>
      {pictures.map(({ channel, picture }) => (
        <span key={channel} className="map" title={says.map(channel)}>
          <Pixels picture={picture} />
        </span>
      ))}
    </>
  );
}
