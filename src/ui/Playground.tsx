import { type ReactElement, useState } from 'react';
import '../charts/tokens.css';
import './fonts.css';
import './base.css';
import './parts/styles/text.css';
import './parts/styles/link.css';
import './parts/styles/button.css';
import './parts/styles/term.css';
import { usePlayground } from '../store/context.ts';
import { useIsProjected } from './child/cells/useCellHeight.ts';
import { Layer } from './child/layer/Layer.tsx';
import { useLayer } from './child/layer/useLayer.ts';
import { ClassBoard } from './classroom/classBoard/ClassBoard.tsx';
import { Headline } from './classroom/firstVisit/Headline.tsx';
import { Glossary } from './classroom/glossary/Glossary.tsx';
import { createOpened, OpenedContext } from './classroom/glossary/opened.ts';
import { TermLayer } from './classroom/glossary/TermLayer.tsx';
import { LessonsPlace } from './classroom/lessons/LessonsPlace.tsx';
import { ProjectedBoard, ProjectedCaption } from './classroom/projector/Entry.tsx';
import { Teacher } from './classroom/teacher/Teacher.tsx';
import { createHovered, HoveredContext } from './hooks/hovered.ts';
import { createPlaces, PlacesContext } from './hooks/places.ts';
import { type KnownRecipes, NO_RECIPES, RecipesContext } from './hooks/recipes.ts';
import { useMode } from './hooks/useMode.ts';
import { Announced } from './notices/Announced.tsx';
import { DropZone } from './notices/DropZone.tsx';
import { Notices } from './notices/Notices.tsx';
import { PasteZone } from './notices/PasteZone.tsx';
import { TakeFilesContext, useGivenFiles } from './notices/useGivenFiles.ts';
import { MAIN } from './parts/main.ts';
import { SkipLink } from './parts/SkipLink.tsx';
import { TipLayer } from './parts/tips/TipLayer.tsx';
import { More } from './phone/More.tsx';
import { PhoneBar } from './phone/PhoneBar.tsx';
import { type Destination, usePhone } from './phone/usePhone.ts';
import { TopBar } from './search/bar/TopBar.tsx';
import { Leaderboard } from './search/board/Leaderboard.tsx';
import { LowerPanel } from './search/panels/LowerPanel.tsx';
import { UpperPanel } from './search/panels/UpperPanel.tsx';
import { ReplayBanner } from './search/replay/Entry.tsx';
import { Drawer } from './search/settings/Drawer.tsx';
import { SettingsColumn } from './search/settings/SettingsColumn.tsx';
import { commonTexts } from './texts/common.ts';
import { phoneTexts } from './texts/phone.ts';
import './Playground.css';

export interface PlaygroundProps {
  /** What is known of recipes beforehand; without it accuracies are as sure as their images alone say. */
  readonly recipes?: KnownRecipes;
}

/** The Search screen. It needs a StoreContext above it, and nothing else. */
export function Playground({ recipes = NO_RECIPES }: PlaygroundProps): ReactElement {
  const isProjected = useIsProjected();
  const room = useMode();
  // One cell at a time, with the settings and the leaderboard folded.
  const mode = isProjected && room !== 'phone' ? 'single' : room;
  const { layer, isOpenedHere } = useLayer();
  const read = usePlayground(({ reading }) => reading?.view ?? null);
  const isBoard = read === 'board';
  const isCovered = layer !== null || isBoard;
  const phone = usePhone(
    mode === 'phone',
    usePlayground(({ replay }) => replay !== null),
  );
  const [hovered] = useState(createHovered);
  const [places] = useState(createPlaces);
  const [opened] = useState(createOpened);
  const isFirstVisit = useFirstVisit();
  const isLearning = usePlayground(({ lessons }) => lessons !== null) || read === 'glossary';
  const isFolded = isProjected && mode !== 'phone' && !isLearning;
  const [drawer, setDrawer] = useState(false);
  const [board, setBoard] = useState(false);
  const { given, take, takeText, forget } = useGivenFiles();
  const ways = {
    openSettings: () => setDrawer(true),
    goTo: (to: Destination) => {
      if (phone.at !== null) phone.goTo(to);
    },
  };
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
            <OpenedContext value={opened}>
              <div
                className="frame"
                data-mode={mode}
                data-projector={isProjected || undefined}
                inert={read === 'teacher'}
              >
                <SkipLink />
                <TopBar
                  mode={mode}
                  onSettings={() => setDrawer(true)}
                  onBoard={isFolded ? () => setBoard(true) : undefined}
                  headline={
                    phone.at === 'search' &&
                    !phone.isChildOpen &&
                    !isCovered &&
                    !isBoard && <Headline isShort />
                  }
                />
                {mode === 'wide' && (
                  <aside
                    className="column column-settings"
                    aria-label={commonTexts.settings}
                    inert={isCovered}
                  >
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
                  {phone.at === null && !isProjected && <Headline />}
                  <UpperPanel mode={mode} notices={layer?.view === 'editor' ? null : notices} />
                  <LowerPanel mode={mode} />
                </main>
                {!isFolded && (
                  <aside
                    className={phone.at === null ? 'column column-board' : 'phone-board'}
                    role={phone.at === null ? undefined : 'main'}
                    aria-label={commonTexts.leaderboard}
                    inert={read === 'glossary' || isBoard}
                    hidden={phone.at !== null && (isCovered || phone.at !== 'board' || phone.isChildOpen)}
                  >
                    <Leaderboard onShow={phone.at === null ? undefined : phone.openChild} />
                  </aside>
                )}
                {!isBoard && <LessonsPlace mode={mode} />}
                <Glossary isPhone={phone.at !== null} ways={ways} />
                <ClassBoard mode={mode} />
                {layer && !isBoard && (
                  <Layer
                    layer={layer}
                    mode={mode}
                    takesFocus={isOpenedHere}
                    notices={layer.view === 'editor' && notices}
                  />
                )}
                {phone.at !== null && (
                  <>
                    <More hidden={isCovered || phone.at !== 'more'} onSettings={() => setDrawer(true)} />
                    <PhoneBar phone={phone} />
                  </>
                )}
                {isProjected && <ProjectedCaption />}
              </div>
              {board && isFolded && <ProjectedBoard onClose={() => setBoard(false)} />}
              {drawer && mode !== 'wide' && <Drawer onClose={() => setDrawer(false)} />}
              <Teacher />
              {!isBoard && <DropZone takeText={takeText} />}
              {!isBoard && <PasteZone take={take} takeText={takeText} />}
              <TermLayer isPhone={phone.at !== null} ways={ways} />
              <TipLayer />
              <Announced />
            </OpenedContext>
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
