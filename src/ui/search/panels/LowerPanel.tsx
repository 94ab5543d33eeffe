import type { ReactElement } from 'react';
import { usePlayground } from '../../../store/context.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { rewardTexts } from '../../texts/charts/reward.ts';
import { panelsTexts } from '../../texts/search/panels.ts';
import { ViewPanel } from './ViewPanel.tsx';
import { LOWER_VIEWS } from './views.ts';
import './LowerPanel.css';

/** What the search found so far. */
export function LowerPanel({ mode }: { readonly mode: Mode }): ReactElement {
  const replaying = usePlayground((state) => state.replay !== null);
  return (
    <section className="reward-panel" data-replay={replaying || undefined} aria-label={rewardTexts.panel}>
      <ViewPanel panel="lower" views={LOWER_VIEWS} mode={mode} label={panelsTexts.lower} />
    </section>
  );
}
