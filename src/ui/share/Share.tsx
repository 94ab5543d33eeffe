import { type ReactElement, useState } from 'react';
import { usePlayground } from '../../store/context.ts';
import { useMode } from '../hooks/useMode.ts';
import { Icon } from '../parts/Icon.tsx';
import { Tabs, tabIds } from '../parts/Tabs.tsx';
import { shareTexts } from '../texts/share.ts';
import { Copied } from './Copied.tsx';
import { Embed } from './Embed.tsx';
import { Entries } from './Entries.tsx';
import { Head } from './Head.tsx';
import { cellsLink, settingsLink } from './links.ts';
import { SendLink } from './SendLink.tsx';
import { settingsWords } from './settingsWords.ts';
import { ClassNames } from './taken/ClassNames.tsx';
import { WithWeights } from './taken/WithWeights.tsx';
import { type Shared, useShared } from './useShared.ts';
import { WholeRun } from './WholeRun.tsx';
import './Share.css';

export interface ShareProps {
  readonly onClose: () => void;
}

type What = 'cells' | 'settings' | 'run';

const TABS = (['cells', 'settings', 'run'] as const).map((id) => ({ id, name: shareTexts.tabs[id] }));
const BASE = 'share';

/** All ways to give a pair to somebody. */
export function Share({ onClose }: ShareProps): ReactElement {
  const shared = useShared();
  const close = (
    <button type="button" className="icon-button" aria-label={shareTexts.close} onClick={onClose}>
      <Icon sign="close" />
    </button>
  );
  if (shared !== null) return <Ways shared={shared} close={close} />;
  return (
    <div className="share-head share-none">
      <p>{shareTexts.head.unfinished}</p>
      {close}
    </div>
  );
}

/** Once, as it opens: the device's own sharing, or the link. */
const focusFirst = (ways: HTMLElement | null): void =>
  ways?.querySelector<HTMLElement>('.send-button, .copied-text')?.focus();

function Ways({ shared, close }: { readonly shared: Shared; readonly close: ReactElement }): ReactElement {
  const isPhone = useMode() === 'phone';
  const settings = usePlayground((state) =>
    shared.isOfRun ? (state.run?.settings ?? state.settings) : state.settings,
  );
  const [what, setWhat] = useState<What>('cells');
  const [withNames, setWithNames] = useState(false);
  const { architecture } = shared;
  const cells = cellsLink(architecture);
  const link = what === 'settings' ? settingsLink(architecture, settings) : cells;
  return (
    <div ref={focusFirst}>
      <div className="share-head">
        <Head shared={shared} />
        {close}
      </div>
      {isPhone && <SendLink link={link ?? cells} />}
      <section className="share-part">
        <Tabs label={shareTexts.tabs.name} tabs={TABS} chosen={what} base={BASE} onChoose={setWhat} />
        <div
          role="tabpanel"
          id={tabIds.panel(BASE)}
          aria-labelledby={tabIds.tab(BASE, what)}
          className="share-link"
        >
          {what === 'run' ? (
            <WholeRun withNames={withNames} />
          ) : link === null ? (
            <p>{shareTexts.link.invalid}</p>
          ) : (
            <>
              {/* What was said of one link is not true of the other. */}
              <Copied key={what} field={shareTexts.link.field} name={shareTexts.copy.link} text={link} />
              <p>
                {what === 'cells' ? shareTexts.link.cells : shareTexts.link.settings(settingsWords(settings))}
              </p>
            </>
          )}
        </div>
      </section>
      <Entries
        shared={shared}
        settings={settings}
        link={link ?? cells}
        opens={what === 'settings' && link !== null ? 'settings' : 'cells'}
        isCaptioned={what === 'run'}
      />
      <WithWeights shared={shared} settings={settings} withNames={withNames} />
      <ClassNames settings={settings} chosen={withNames} onChoose={setWithNames} />
      <Embed architecture={architecture} />
    </div>
  );
}
