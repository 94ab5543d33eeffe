import { type ReactElement, useState } from 'react';
import '../charts/tokens.css';
import './fonts.css';
import './base.css';
import './parts/text.css';
import './parts/link.css';
import './parts/button.css';
import { usePlayground } from '../store/context.ts';
import { TopBar } from './bar/TopBar.tsx';
import { Leaderboard } from './board/Leaderboard.tsx';
import { Headline } from './firstVisit/Headline.tsx';
import { createHovered, HoveredContext } from './hooks/hovered.ts';
import { createPlaces, PlacesContext } from './hooks/places.ts';
import { type KnownRecipes, NO_RECIPES, RecipesContext } from './hooks/recipes.ts';
import { useMode } from './hooks/useMode.ts';
import { Layer } from './layer/Layer.tsx';
import { useLayer } from './layer/useLayer.ts';
import { Announced } from './notices/Announced.tsx';
import { DropZone } from './notices/DropZone.tsx';
import { Notices } from './notices/Notices.tsx';
import { TakeFilesContext, useGivenFiles } from './notices/useGivenFiles.ts';
import { LowerPanel } from './panels/LowerPanel.tsx';
import { UpperPanel } from './panels/UpperPanel.tsx';
import { MAIN } from './parts/main.ts';
import { SkipLink } from './parts/SkipLink.tsx';
import { TipLayer } from './parts/tips/TipLayer.tsx';
import { More } from './phone/More.tsx';
import { PhoneBar } from './phone/PhoneBar.tsx';
import { usePhone } from './phone/usePhone.ts';
import { ReplayBanner } from './replay/Entry.tsx';
import { Drawer } from './settings/Drawer.tsx';
import { SettingsColumn } from './settings/SettingsColumn.tsx';
import { commonTexts } from './texts/common.ts';
import { phoneTexts } from './texts/phone.ts';
import './Playground.css';

export interface PlaygroundProps {
  /** What is known of recipes beforehand; without it accuracies are as sure as their images alone say. */
  readonly recipes?: KnownRecipes;
}

/** The Search screen. It needs a StoreContext above it, and nothing else. */
export function Playground({ recipes = NO_RECIPES }: PlaygroundProps): ReactElement {
  const mode = useMode();
  const { layer, isOpenedHere } = useLayer();
  const isCovered = layer !== null;
  const phone = usePhone(mode === 'phone');
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
                headline={phone.at === 'search' && !phone.isChildOpen && <Headline isShort />}
              />
              {mode === 'wide' && (
                <aside className="column column-settings" aria-label={commonTexts.settings} inert={isCovered}>
                  <SettingsColumn />
                </aside>
              )}
              <main
                id={isCovered ? undefined : MAIN}
                className="column column-main"
                tabIndex={-1}
                hidden={phone.at !== null && (isCovered || (phone.at !== 'search' && !phone.isChildOpen))}
                inert={isCovered}
                data-child={phone.isChildOpen || undefined}
                data-first-visit={isFirstVisit || undefined}
              >
                {phone.isChildOpen && (
                  <button type="button" className="link phone-back" onClick={phone.back}>
                    {phoneTexts.back}
                  </button>
                )}
                {phone.at === null && <Headline />}
                <UpperPanel mode={mode} notices={notices} />
                <LowerPanel mode={mode} />
              </main>
              <aside
                className={phone.at === null ? 'column column-board' : 'phone-board'}
                role={phone.at === null ? undefined : 'main'}
                aria-label={commonTexts.leaderboard}
                hidden={phone.at !== null && (isCovered || phone.at !== 'board' || phone.isChildOpen)}
              >
                <Leaderboard onShow={phone.at === null ? undefined : phone.openChild} />
              </aside>
              {layer && <Layer layer={layer} mode={mode} takesFocus={isOpenedHere} />}
              {phone.at !== null && (
                <>
                  <More hidden={isCovered || phone.at !== 'more'} onSettings={() => setDrawer(true)} />
                  <PhoneBar phone={phone} />
                </>
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
