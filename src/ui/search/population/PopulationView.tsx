import { type CSSProperties, type ReactElement, useEffect, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { CellThumbnail } from '../../../charts/cell/CellThumbnail.tsx';
import type { Axis } from '../../../drawings/plot/axis.ts';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownWave } from '../../../store/shown/wave.ts';
import { useIsProjected } from '../../child/cells/useCellHeight.ts';
import { compactText, NONE } from '../../format.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { rem } from '../../hooks/useScale.ts';
import { Figure } from '../../parts/Figure.tsx';
import { Spoken } from '../../parts/Spoken.tsx';
import { populationTexts as says } from '../../texts/search/population.ts';
import { PanelFacts } from '../panels/facts.tsx';
import { columnsOf, type Look, lookOf, ROOMS } from './looks.ts';
import { SlotCurve } from './SlotCurve.tsx';
import type { Slot } from './slot.ts';
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
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => {
    if (from === null || document.activeElement !== document.body) return;
    list.current?.querySelectorAll('button')[from]?.focus({ preventScroll: true });
  }, [from]);
  const isProjected = useIsProjected();
  const columns = columnsOf(mode, slots.length, isProjected);
  const look = lookOf(mode, slots.length, isProjected);
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
  readonly axis: Axis;
  readonly best: number | null;
  readonly name: string | undefined;
  readonly onPress: () => void;
}

function SlotItem({ slot, look, axis, best, name, onPress }: SlotItemProps): ReactElement {
  const { one, accuracy, figure, line, said } = slot;
  const { cost } = one;
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
          <Figure figure={figure ?? NONE} unit={figure === null ? '' : '%'} />
        </span>
        <span className="slot-line num">{line}</span>
        <SlotCells architecture={one.architecture} look={look} />
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
  readonly look: Look;
}): ReactElement {
  const { normal, reduction } = ROOMS[look];
  return (
    <span className="slot-cells">
      <CellThumbnail cell={architecture.normal} box={normal} />
      {reduction && <CellThumbnail cell={architecture.reduction} box={reduction} />}
    </span>
  );
}
