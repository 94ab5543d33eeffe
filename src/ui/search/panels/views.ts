import type { ComponentType } from 'react';
import { isEndShown, shownPair } from '../../../store/shown/selectors.ts';
import type { OpenTabs } from '../../../store/shown/view.ts';
import { shownWave } from '../../../store/shown/wave.ts';
import type { PlaygroundState } from '../../../store/store.ts';
import { hasController } from '../../../strategies/list.ts';
import { ChildView } from '../../child/cells/ChildView.tsx';
import { loadedPart } from '../../parts/loadedDialog.tsx';
import { panelsTexts } from '../../texts/search/panels.ts';
import { UnloadedView } from './UnloadedView.tsx';
import type { ViewProps } from './view.ts';

/** The views of the page's two panels. One more is one more line here, in the order of the tabs. */

export interface PanelView<Id extends string = string> {
  readonly id: Id;
  /** Of its tab. */
  readonly name: (state: PlaygroundState) => string;
  /** What stands in the panel below the tabs; from the second on it is loaded when the page has time. */
  readonly open: () => ComponentType<ViewProps>;
}

export type Views<Panel extends keyof OpenTabs> = readonly [
  PanelView<OpenTabs[Panel]>,
  ...PanelView<OpenTabs[Panel]>[],
];

const loadedView = (load: () => Promise<ComponentType<ViewProps>>) =>
  loadedPart<ViewProps>(load, UnloadedView);

export const UPPER_VIEWS: Views<'upper'> = [
  { id: 'child', name: childName, open: () => ChildView },
  {
    id: 'controller',
    name: ({ run, settings }) =>
      hasController((run?.settings ?? settings).strategy) ? panelsTexts.controller : panelsTexts.strategy,
    open: loadedView(async () => (await import('../controller/ControllerView.tsx')).ControllerView),
  },
  {
    id: 'network',
    name: () => panelsTexts.network,
    open: loadedView(async () => (await import('../network/NetworkPanel.tsx')).NetworkPanel),
  },
];

export const LOWER_VIEWS: Views<'lower'> = [
  {
    id: 'reward',
    name: () => panelsTexts.reward,
    open: loadedView(async () => (await import('../reward/RewardView.tsx')).RewardView),
  },
  {
    id: 'trade-off',
    name: () => panelsTexts.tradeoff,
    open: loadedView(async () => (await import('../tradeoff/TradeoffPanel.tsx')).TradeoffPanel),
  },
];

/** The card at the end of a search is the child's, even where it came by the winner's row. */
function childName(state: PlaygroundState): string {
  const wave = shownWave(state);
  if (wave !== null) return panelsTexts.children(wave.first, wave.last);
  const pair = shownPair(state);
  return panelsTexts.child(isEndShown(state) ? { ...pair, kind: 'child' } : pair);
}
