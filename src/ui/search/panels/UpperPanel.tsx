import type { ReactElement, ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { lastChild } from '../../../run/children/lastChild.ts';
import { waveOf } from '../../../run/children/wave.ts';
import { samePair } from '../../../space/edit/draft.ts';
import { usePlayground } from '../../../store/context.ts';
import { shownPair } from '../../../store/shown/selectors.ts';
import { beforeFirst } from '../../../store/shown/view.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { useBodyHeight } from '../../child/cells/useCellHeight.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { rem } from '../../hooks/useScale.ts';
import { cellsTexts } from '../../texts/child/cells.ts';
import { panelsTexts } from '../../texts/search/panels.ts';
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
  const words = usePlayground(useShallow(wordsBack));
  const show = usePlayground((state) => state.show);
  if (words === null) return null;
  const { long, short } = words;
  return (
    <button
      type="button"
      className="link back"
      aria-label={long}
      title={long}
      onClick={() => show({ source: 'live' })}
    >
      <span className="back-long">{long}</span>
      <span className="back-short">{short}</span>
    </button>
  );
}

/** Null where what it would lead to is what is drawn. */
function wordsBack(state: PlaygroundState): { readonly long: string; readonly short: string } | null {
  const { shown, run, replay } = state;
  if (shown.source === 'live') return null;
  const wave = run === null || replay !== null ? null : waveOf(run);
  if (shown.source === 'slot')
    return wave && { long: cellsTexts.backToAll(wave.children.length), short: cellsTexts.backToAllShort };
  if (wave !== null) {
    const { first, last } = wave;
    return { long: cellsTexts.backToWave(first, last), short: cellsTexts.backToWaveShort(first, last) };
  }
  const child = (run?.current ?? (run === null ? undefined : lastChild(run)))?.number;
  if (child !== undefined) return { long: cellsTexts.back(child), short: cellsTexts.backShort(child) };
  return samePair(shownPair(state).architecture, beforeFirst.architecture)
    ? null
    : { long: cellsTexts.backToPreset, short: cellsTexts.backToPresetShort };
}
