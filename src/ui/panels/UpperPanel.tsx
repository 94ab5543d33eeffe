import type { ReactElement, ReactNode } from 'react';
import { lastChild } from '../../run/lastChild.ts';
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
