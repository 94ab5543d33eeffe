import { lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { CellKind } from '../../space/architecture.ts';
import { usePlayground } from '../../store/context.ts';
import { isEndShown, lastChild, shownPair } from '../../store/selectors.ts';
import type { PlaygroundState } from '../../store/store.ts';
import type { FinishCardProps } from '../finish/FinishCard.tsx';
import type { Mode } from '../hooks/useMode.ts';
import { useWindowHeight } from '../hooks/useWindowHeight.ts';
import { loadedPart } from '../parts/loadedDialog.tsx';
import { PanelHead } from '../parts/Panel.tsx';
import { cellsTexts } from '../texts/cells.ts';
import { commonTexts } from '../texts/common.ts';
import { CellColumn, CellPlace } from './CellColumn.tsx';
import { cellHeight } from './cellHeight.ts';
import { PairFacts } from './PairFacts.tsx';
import '../parts/cellTab.css';
import './CellPanel.css';

export interface CellPanelProps {
  readonly mode: Mode;
  /** Rows that stand under the tabs. */
  readonly notices: ReactNode;
}

/** The pair that is drawn: its two cells, what it costs, and how its training goes. */
export function CellPanel({ mode, notices }: CellPanelProps): ReactElement {
  const shown = usePlayground(useShallow(shownPair));
  const { architecture, decisions } = shown;
  const settings = usePlayground((state) => state.run?.settings ?? state.settings);
  const animate = usePlayground((state) => !isQuick(state));
  const [kind, setKind] = useState<CellKind>('normal');
  const single = mode === 'single' || mode === 'phone';
  const height = cellHeight(mode, useWindowHeight());
  const isEnd = usePlayground(isEndShown);
  if (isEnd) {
    const Card = openCard();
    return (
      <section className="cell-panel" aria-label={cellsTexts.panel}>
        <Suspense fallback={<PanelHead title={cellsTexts.title({ ...shown, kind: 'child' })} />}>
          <Card mode={mode} height={height} notices={notices} />
        </Suspense>
      </section>
    );
  }
  const kinds: readonly CellKind[] = single ? [kind] : ['normal', 'reduction'];
  return (
    <section className="cell-panel" aria-label={cellsTexts.panel}>
      <PanelHead title={cellsTexts.title(shown)} beside={<BackToLive />}>
        <PairFacts settings={settings} />
      </PanelHead>
      {notices}
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
            animate={animate}
          />
        ))}
      </div>
      <Suspense fallback={<div className="curves-place" />}>
        <CurveStrip />
      </Suspense>
    </section>
  );
}

/** Curves and what draws them come after the first load, at once. */
const CurveStrip = lazy(() => import('./curves/CurveStrip.tsx'));

/** The end of a search comes late: the first load goes without. */
const openCard = loadedPart<FinishCardProps>(
  async () => (await import('../finish/FinishCard.tsx')).FinishCard,
  UnloadedCard,
);

function UnloadedCard({ notices }: FinishCardProps): ReactElement {
  const title = usePlayground((state) => cellsTexts.title({ ...shownPair(state), kind: 'child' }));
  return (
    <>
      <PanelHead title={title} />
      {notices}
      <p className="cell-panel-unloaded" role="alert">
        {commonTexts.unloaded.says}
      </p>
    </>
  );
}

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

/** From a trial or a shared pair back to the child in training. */
function BackToLive(): ReactElement | null {
  const text = usePlayground(backText);
  const show = usePlayground((state) => state.show);
  if (text === null) return null;
  return (
    <button type="button" className="link" onClick={() => show({ source: 'live' })}>
      {text}
    </button>
  );
}

function backText({ shown, run }: PlaygroundState): string | null {
  if (shown.source === 'live') return null;
  if (run?.current) return cellsTexts.back(run.current.number);
  const last = run === null ? undefined : lastChild(run);
  return last ? cellsTexts.back(last.number) : cellsTexts.backToPreset;
}
