import type { ReactElement, ReactNode } from 'react';
import { lastChild } from '../../run/children/lastChild.ts';
import { usePlayground } from '../../store/context.ts';
import type { PlaygroundState } from '../../store/store.ts';
import { useBodyHeight } from '../cells/useCellHeight.ts';
import type { Mode } from '../hooks/useMode.ts';
import { rem } from '../hooks/useScale.ts';
import { cellsTexts } from '../texts/cells.ts';
import { panelsTexts } from '../texts/panels.ts';
import { ViewPanel } from './ViewPanel.tsx';
import { UPPER_VIEWS } from './views.ts';
import './UpperPanel.css';

export interface UpperPanelProps {
  readonly mode: Mode;
  /** Rows that stand under the tabs. */
  readonly notices: ReactNode;
}

/** The pair that is drawn, and what made it. */
export function UpperPanel({ mode, notices }: UpperPanelProps): ReactElement {
  const height = useBodyHeight(mode);
  return (
    <section className="cell-panel" aria-label={cellsTexts.panel}>
      <ViewPanel
        panel="upper"
        views={UPPER_VIEWS}
        mode={mode}
        label={panelsTexts.upper}
        beside={<BackToLive />}
        notices={notices}
        waiting={<div style={{ height: rem(height) }} />}
      />
    </section>
  );
}

/** From a trial or a shared pair back to the child in training. */
function BackToLive(): ReactElement | null {
  const child = usePlayground(backTo);
  const show = usePlayground((state) => state.show);
  if (child === undefined) return null;
  const long = child === null ? cellsTexts.backToPreset : cellsTexts.back(child);
  const short = child === null ? cellsTexts.backToPresetShort : cellsTexts.backShort(child);
  return (
    <button type="button" className="link back" aria-label={long} onClick={() => show({ source: 'live' })}>
      <span className="back-long">{long}</span>
      <span className="back-short">{short}</span>
    </button>
  );
}

/** A child's number; null: the pair before the first. Undefined where that is what is drawn. */
function backTo({ shown, run }: PlaygroundState): number | null | undefined {
  if (shown.source === 'live') return undefined;
  if (run?.current) return run.current.number;
  return (run === null ? undefined : lastChild(run))?.number ?? null;
}
