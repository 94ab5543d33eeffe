import { lazy, type ReactElement, Suspense, useState } from 'react';
import '../charts/tokens.css';
import './fonts.css';
import './base.css';
import './parts/text.css';
import './parts/link.css';
import './parts/button.css';
import { usePlayground } from '../store/context.ts';
import { TopBar } from './bar/TopBar.tsx';
import { Leaderboard } from './board/Leaderboard.tsx';
import { Sheet } from './board/Sheet.tsx';
import { CellPanel } from './cells/CellPanel.tsx';
import { Headline } from './firstVisit/Headline.tsx';
import { createHovered, HoveredContext } from './hooks/hovered.ts';
import { createPlaces, PlacesContext } from './hooks/places.ts';
import { type KnownRecipes, NO_RECIPES, RecipesContext } from './hooks/recipes.ts';
import { useMode } from './hooks/useMode.ts';
import { Announced } from './notices/Announced.tsx';
import { DropZone } from './notices/DropZone.tsx';
import { Notices } from './notices/Notices.tsx';
import { TakeFilesContext, useGivenFiles } from './notices/useGivenFiles.ts';
import { MAIN } from './parts/main.ts';
import { SkipLink } from './parts/SkipLink.tsx';
import { TipLayer } from './parts/tips/TipLayer.tsx';
import { ReplayBanner } from './replay/Entry.tsx';
import { Drawer } from './settings/Drawer.tsx';
import { SettingsColumn } from './settings/SettingsColumn.tsx';
import { commonTexts } from './texts/common.ts';
import './Playground.css';

export interface PlaygroundProps {
  /** What is known of recipes beforehand; without it accuracies are as sure as their images alone say. */
  readonly recipes?: KnownRecipes;
}

/** What the charts and their statistics take comes after the page's first load, at once. */
const RewardPanel = lazy(() => import('./reward/RewardPanel.tsx'));

/** The Search screen. It needs a StoreContext above it, and nothing else. */
export function Playground({ recipes = NO_RECIPES }: PlaygroundProps): ReactElement {
  const mode = useMode();
  const [hovered] = useState(createHovered);
  const [places] = useState(createPlaces);
  const isFirstVisit = useFirstVisit();
  const [drawer, setDrawer] = useState(false);
  const { given, take, forget } = useGivenFiles();
  const notices = (
    <>
      <ReplayBanner />
      <Notices given={given} onRead={forget} />
    </>
  );
  return (
    <TakeFilesContext value={take}>
      <RecipesContext value={recipes}>
        <HoveredContext value={hovered}>
          <PlacesContext value={places}>
            <div className="frame" data-mode={mode}>
              <SkipLink />
              <TopBar
                mode={mode}
                onSettings={() => setDrawer(true)}
                headline={mode === 'phone' && <Headline isShort />}
              />
              {mode === 'wide' && (
                <aside className="column column-settings" aria-label={commonTexts.settings}>
                  <SettingsColumn />
                </aside>
              )}
              <main
                id={MAIN}
                className="column column-main"
                tabIndex={-1}
                data-first-visit={isFirstVisit || undefined}
              >
                {mode !== 'phone' && <Headline />}
                <CellPanel mode={mode} notices={notices} />
                <Suspense fallback={<section className="reward-place" />}>
                  <RewardPanel mode={mode} />
                </Suspense>
              </main>
              {mode === 'phone' ? (
                <Sheet />
              ) : (
                <aside className="column column-board" aria-label={commonTexts.leaderboard}>
                  <Leaderboard />
                </aside>
              )}
            </div>
            {drawer && mode !== 'wide' && <Drawer onClose={() => setDrawer(false)} />}
            <DropZone />
            <TipLayer />
            <Announced />
          </PlacesContext>
        </HoveredContext>
      </RecipesContext>
    </TakeFilesContext>
  );
}

/** Whether a search played by itself as the page was opened; until it is left, so that nothing changes places under a finger. */
function useFirstVisit(): boolean {
  const plays = usePlayground(({ run }) => run?.isPreview === true);
  const [has, setHas] = useState(false);
  if (plays && !has) setHas(true);
  return has || plays;
}
