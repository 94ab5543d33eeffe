import { type ReactElement, useState } from 'react';
import '../charts/tokens.css';
import './fonts.css';
import './base.css';
import './parts/text.css';
import './parts/link.css';
import './parts/button.css';
import { TopBar } from './bar/TopBar.tsx';
import { Leaderboard } from './board/Leaderboard.tsx';
import { Sheet } from './board/Sheet.tsx';
import { Headline } from './firstVisit/Headline.tsx';
import { createHovered, HoveredContext } from './hooks/hovered.ts';
import { type KnownRecipes, NO_RECIPES, RecipesContext } from './hooks/recipes.ts';
import { useMode } from './hooks/useMode.ts';
import { Announced } from './notices/Announced.tsx';
import { DropZone } from './notices/DropZone.tsx';
import { Notices } from './notices/Notices.tsx';
import { TakeFilesContext, useGivenFiles } from './notices/useGivenFiles.ts';
import { LowerPanel } from './panels/LowerPanel.tsx';
import { UpperPanel } from './panels/UpperPanel.tsx';
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

/** The Search screen. It needs a StoreContext above it, and nothing else. */
export function Playground({ recipes = NO_RECIPES }: PlaygroundProps): ReactElement {
  const mode = useMode();
  const [hovered] = useState(createHovered);
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
          <div className="frame" data-mode={mode}>
            <SkipLink />
            <TopBar mode={mode} onSettings={() => setDrawer(true)} />
            {mode === 'wide' && (
              <aside className="column column-settings" aria-label={commonTexts.settings}>
                <SettingsColumn />
              </aside>
            )}
            <main id={MAIN} className="column column-main" tabIndex={-1}>
              <Headline />
              <UpperPanel mode={mode} notices={notices} />
              <LowerPanel mode={mode} />
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
        </HoveredContext>
      </RecipesContext>
    </TakeFilesContext>
  );
}
