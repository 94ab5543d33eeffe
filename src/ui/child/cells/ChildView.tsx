import { lazy, type ReactElement, Suspense, useCallback, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CellNode } from '../../../drawings/cell/nodes.ts';
import type { CellKind } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { isEndShown, shownPair } from '../../../store/shown/selectors.ts';
import { shownSlot, shownWave } from '../../../store/shown/wave.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { rem } from '../../hooks/useScale.ts';
import { loadedPart } from '../../parts/loadedDialog.tsx';
import type { FinishCardProps } from '../../search/finish/FinishCard.tsx';
import { PanelFacts } from '../../search/panels/facts.tsx';
import { UnloadedView } from '../../search/panels/UnloadedView.tsx';
import type { ViewProps } from '../../search/panels/view.ts';
import type { PopulationProps } from '../../search/population/PopulationView.tsx';
import { commonTexts } from '../../texts/common.ts';
import { EditButton } from '../layer/EditButton.tsx';
import { InspectButton } from '../layer/InspectButton.tsx';
import { BuildLargeButton } from '../made/BuildLargeButton.tsx';
import { TestFigure } from '../made/TestFigure.tsx';
import { MadeActs, TrainRow, TrainThisPair, useTrainRow } from '../made/TrainThisPair.tsx';
import { CellColumn, CellPlace } from './CellColumn.tsx';
import { bodyHeight, projectedBody } from './cellHeight.ts';
import { PairFacts } from './PairFacts.tsx';
import { useCellHeight, useIsProjected } from './useCellHeight.ts';
import '../../parts/styles/cellTab.css';
import './ChildView.css';

/** The pair that is drawn: its two cells, what it costs, and how its training goes; at the end of a search the winner's card. */
export function ChildView({ mode }: ViewProps): ReactElement {
  const height = useCellHeight(mode);
  const isEnd = usePlayground(isEndShown);
  const isWave = usePlayground((state) => shownWave(state) !== null);
  const slot = usePlayground(({ shown }) => (shown.source === 'slot' ? shown.slot : null));
  const chosen = useRef<number | null>(null);
  if (slot !== null) chosen.current = slot;
  const isProjected = useIsProjected();
  if (isWave) {
    const all = isProjected && mode !== 'phone' ? projectedBody(height) : bodyHeight(mode, height);
    const Population = openPopulation();
    return (
      <Suspense fallback={<div style={{ height: rem(all) }} />}>
        <Population mode={mode} height={all} from={chosen.current} />
      </Suspense>
    );
  }
  if (!isEnd) return <Pair mode={mode} height={height} />;
  const Card = openCard();
  return (
    <Suspense>
      <Card mode={mode} height={height} />
    </Suspense>
  );
}

function Pair({ mode, height }: { readonly mode: Mode; readonly height: number }): ReactElement {
  const { architecture, decisions } = usePlayground(useShallow(shownPair));
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const animate = usePlayground((state) => !isQuick(state));
  const [kind, setKind] = useState<CellKind>('normal');
  const training = useTrainRow();
  const open = usePlayground((state) => state.openEditor);
  const edit = useCallback(
    (tab: CellKind, node: CellNode) => open(undefined, undefined, { tab, node }),
    [open],
  );
  const isProjected = useIsProjected();
  const isSlot = usePlayground((state) => shownSlot(state) !== null);
  const Strip = openStrip();
  const single = mode === 'single' || mode === 'phone';
  const kinds: readonly CellKind[] = single ? [kind] : ['normal', 'reduction'];
  return (
    <>
      <PanelFacts>
        <PairFacts settings={settings} />
        <MadeActs />
        {training.isUntrained && <TrainThisPair isOpen={training.isOpen} onToggle={training.toggle} />}
        <BuildLargeButton architecture={architecture} />
        <InspectButton />
        <EditButton />
      </PanelFacts>
      <TestFigure />
      {training.isOpen && <TrainRow onTrain={training.close} />}
      {single && (
        <div className="cell-choice">
          <CellTab kind="normal" chosen={kind} onChoose={setKind} />
          <CellTab kind="reduction" chosen={kind} onChoose={setKind} />
          {mode === 'single' && <CellPlace kind={kind} settings={settings} />}
        </div>
      )}
      <div className="cells">
        {kinds.map((one) => (
          <CellColumn
            key={one}
            architecture={architecture}
            kind={one}
            decisions={decisions}
            settings={settings}
            height={height}
            caption={!single}
            large={isProjected || (!single && settings.rewards === 'table')}
            animate={animate}
            onEdit={edit}
          />
        ))}
      </div>
      <Suspense fallback={<div className="curves-place" />}>{isSlot ? <Strip /> : <CurveStrip />}</Suspense>
    </>
  );
}

/** Curves and what draws them come after the first load, at once. */
const CurveStrip = lazy(() => import('./curves/CurveStrip.tsx'));

/** Only searches in waves have them. */
const openPopulation = loadedPart<PopulationProps>(
  async () => (await import('../../search/population/PopulationView.tsx')).PopulationView,
  UnloadedView,
);
const openStrip = loadedPart<object>(
  async () => (await import('../../search/population/SlotStrip.tsx')).SlotStrip,
  UnloadedView,
);

/** The end of a search comes late: the first load goes without. */
const openCard = loadedPart<FinishCardProps>(
  async () => (await import('../../search/finish/FinishCard.tsx')).FinishCard,
  UnloadedView,
);

/** Children are looked up, and replayed, faster than they could be drawn block by block; what is sought is there at once. */
function isQuick({ run, replay, speed }: PlaygroundState): boolean {
  if (replay !== null) return !replay.playing || speed > 1;
  return run?.settings.rewards === 'table' && run.phase === 'running';
}

interface CellTabProps {
  readonly kind: CellKind;
  readonly chosen: CellKind;
  readonly onChoose: (kind: CellKind) => void;
}

function CellTab({ kind, chosen, onChoose }: CellTabProps): ReactElement {
  return (
    <button type="button" className="cell-tab" aria-pressed={kind === chosen} onClick={() => onChoose(kind)}>
      {commonTexts.cellNames[kind]}
    </button>
  );
}
