import { type CSSProperties, type ReactElement, type ReactNode, useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { CellThumbnail, PlacedThumbnail } from '../../../charts/cell/CellThumbnail.tsx';
import type { Room } from '../../../drawings/cell/fit.ts';
import type { FittedPairs } from '../../../drawings/cell/fitPairs.ts';
import type { Axis } from '../../../drawings/plot/axis.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownWave } from '../../../store/shown/wave.ts';
import { useIsProjected } from '../../child/cells/useCellHeight.ts';
import { compactText, NONE } from '../../format.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { rem } from '../../hooks/useScale.ts';
import { useSize } from '../../hooks/useSize.ts';
import { Figure } from '../../parts/Figure.tsx';
import { Spoken } from '../../parts/Spoken.tsx';
import { populationTexts as says } from '../../texts/search/population.ts';
import { PanelFacts } from '../panels/facts.tsx';
import { columnsOf, type Look, lookOf, projectedRoom, ROOMS } from './looks.ts';
import { SlotCurve } from './SlotCurve.tsx';
import type { Slot } from './slot.ts';
import { useFittedPairs } from './useFittedPairs.ts';
import { useSlots } from './useSlots.ts';
import { walk } from './walk.ts';
import './PopulationView.css';

export interface PopulationProps {
  readonly mode: Mode;
  /** Of all of it, in px. */
  readonly height: number;
  /** The place that was chosen before, which has the focus again. */
  readonly from: number | null;
}

/** All children of a wave that is in training, beside each other on one scale. */
export function PopulationView({ mode, height, from }: PopulationProps): ReactElement {
  const { slots, axis, best } = useSlots();
  const show = usePlayground((state) => state.show);
  const spoken = usePlayground((state) => {
    const wave = shownWave(state);
    return wave === null ? '' : says.spoken(wave.first, wave.last);
  });
  const [list, size] = useSize<HTMLUListElement>();
  useEffect(() => {
    if (from === null || document.activeElement !== document.body) return;
    list.current?.querySelectorAll('button')[from]?.focus({ preventScroll: true });
  }, [list, from]);
  const isProjected = useIsProjected();
  const columns = columnsOf(mode, slots.length, isProjected);
  const look = lookOf(mode, slots.length, isProjected);
  const room =
    size === null || look !== 'projected'
      ? null
      : projectedRoom({ width: size.width, height }, columns, Math.ceil(slots.length / columns));
  const fitted = useFittedPairs(
    slots.map(({ one }) => one.architecture),
    room,
  );
  const named = slots.findIndex(({ accuracy }) => accuracy.steps > 0);
  return (
    <>
      <PanelFacts>
        <Standing />
      </PanelFacts>
      <Spoken text={spoken} />
      <ul
        ref={list}
        className="slots"
        aria-label={says.list}
        data-look={look}
        style={{ height: rem(height), '--columns': columns } as CSSProperties}
        onKeyDown={(event) => {
          if (walk(event, columns) !== null) event.preventDefault();
        }}
      >
        {slots.map((slot, place) => (
          <SlotItem
            // A place stays, whoever comes to it: so does the focus.
            // biome-ignore lint/suspicious/noArrayIndexKey: a slot is its place
            key={place}
            slot={slot}
            look={look}
            cells={
              look === 'projected' ? (
                <ProjectedCells fitted={fitted} place={place} room={room} />
              ) : (
                <SlotCells architecture={slot.one.architecture} look={look} />
              )
            }
            axis={axis}
            best={best}
            name={best !== null && place === named ? says.bestSoFar(best.toFixed(1)) : undefined}
            onPress={() => show({ source: 'slot', slot: place })}
          />
        ))}
      </ul>
    </>
  );
}

const NONE_YET = { coming: 0, training: 0, waiting: 0, ended: 0 } as const;

/** How many of the whole wave are at what. */
function Standing(): ReactElement {
  const counts = usePlayground(useShallow((state) => shownWave(state)?.counts ?? NONE_YET));
  const parts = [
    [counts.training, says.inTraining],
    [counts.waiting, says.waiting],
    [counts.coming, says.toCome],
  ] as const;
  return (
    <>
      {parts.map(
        ([many, words], index) =>
          (many > 0 || index === 0) && (
            <span key={words} className="fact num">
              <b>{many}</b> {words}
            </span>
          ),
      )}
    </>
  );
}

interface SlotItemProps {
  readonly slot: Slot;
  readonly look: Look;
  readonly cells: ReactNode;
  readonly axis: Axis;
  readonly best: number | null;
  readonly name: string | undefined;
  readonly onPress: () => void;
}

function SlotItem({ slot, look, cells, axis, best, name, onPress }: SlotItemProps): ReactElement {
  const { one, accuracy, figure, line, said } = slot;
  const { cost } = one;
  const named = <span className="slot-named">{slot.named}</span>;
  // Four heads in a row have no room for it beside the costs.
  const isBelow = look === 'tall';
  return (
    <li>
      <button
        type="button"
        className="slot"
        data-stands={one.stands}
        aria-label={says.child(one.number)}
        aria-description={said}
        onClick={onPress}
      >
        <span className="slot-head">
          <span className="slot-name">
            <b>{one.number}</b>
            {cost && (
              <span className="slot-cost">
                {compactText(cost.trainable)}, {compactText(cost.multiplyAdds)}
              </span>
            )}
          </span>
          <span className="slot-figure">
            {!isBelow && named}
            <Figure figure={figure ?? NONE} unit={figure === null ? '' : '%'} />
          </span>
        </span>
        <span className="slot-line num">
          <span>{line}</span>
          {isBelow && named}
        </span>
        <span className="slot-cells">{cells}</span>
        <SlotCurve input={accuracy} axis={axis} best={best} name={name} />
      </button>
    </li>
  );
}

function SlotCells({
  architecture,
  look,
}: {
  readonly architecture: Architecture;
  readonly look: Exclude<Look, 'projected'>;
}): ReactElement {
  const { normal, reduction } = ROOMS[look];
  return (
    <>
      <CellThumbnail cell={architecture.normal} box={normal} />
      {reduction && <CellThumbnail cell={architecture.reduction} box={reduction} />}
    </>
  );
}

interface ProjectedCellsProps {
  /** Null while they are searched. */
  readonly fitted: FittedPairs | null;
  readonly place: number;
  /** Of both cells; null before it is measured. */
  readonly room: Room | null;
}

function ProjectedCells({ fitted, place, room }: ProjectedCellsProps): ReactElement {
  if (fitted === null) return <PlacedThumbnail layout={undefined} box={room ?? { width: 0, height: 0 }} />;
  const { normal, reduction, isStacked, room: box, zoom } = fitted;
  return (
    <span className="slot-pair" data-stacked={isStacked || undefined}>
      <PlacedThumbnail layout={normal[place]} box={box} zoom={zoom} />
      {reduction && <PlacedThumbnail layout={reduction[place]} box={box} zoom={zoom} />}
    </span>
  );
}
