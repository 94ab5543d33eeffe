import { type ReactElement, type ReactNode, Suspense, useId, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { usePlayground } from '../../../store/context.ts';
import type { OpenTabs } from '../../../store/shown/view.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { PanelHead } from '../../parts/Panel.tsx';
import { Tabs, tabIds } from '../../parts/Tabs.tsx';
import { FactsPlace } from './facts.tsx';
import type { Views } from './views.ts';
import '../../parts/Panel.css';
import './ViewPanel.css';

export interface ViewPanelProps<Panel extends keyof OpenTabs> {
  readonly panel: Panel;
  readonly views: Views<Panel>;
  readonly mode: Mode;
  /** Of the row of tabs. */
  readonly label: string;
  /** Beside the tabs. */
  readonly beside?: ReactNode;
  /** Rows under the tabs, whatever view is open. */
  readonly notices?: ReactNode;
  /** In a view's place until it is loaded, as high as the view will be. */
  readonly waiting?: ReactNode;
}

/** A row of tabs, and the view that is open; a panel of one view has its title instead. */
export function ViewPanel<Panel extends keyof OpenTabs>(props: ViewPanelProps<Panel>): ReactElement {
  const { panel, views, mode, label, beside, notices, waiting } = props;
  const base = useId();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const names = usePlayground(useShallow((state) => views.map(({ name }) => name(state))));
  const open = usePlayground((state) => state.tabs[panel]);
  const openTab = usePlayground((state) => state.openTab);
  const index = Math.max(
    0,
    views.findIndex(({ id }) => id === open),
  );
  const chosen = views[index] ?? views[0];
  const View = chosen.open();
  const view = (
    <FactsPlace value={place}>
      <Suspense fallback={waiting}>
        <View mode={mode} />
      </Suspense>
    </FactsPlace>
  );
  if (views.length === 1) {
    return (
      <>
        <PanelHead head={<h2 className="tab">{names[0]}</h2>} beside={beside} facts={setPlace} />
        {notices}
        {view}
      </>
    );
  }
  const tabs = views.map(({ id }, at) => ({ id, name: names[at] ?? '' }));
  return (
    <>
      {/* A tab is no heading, and whoever walks the page by its headings finds the panel by this one. */}
      <h2 className="hidden-text">{names[index]}</h2>
      <PanelHead
        head={
          <Tabs
            label={label}
            tabs={tabs}
            chosen={chosen.id}
            base={base}
            onChoose={(id) => openTab({ [panel]: id } as Partial<OpenTabs>)}
          />
        }
        beside={beside}
        facts={setPlace}
      />
      {notices}
      <div
        className="view"
        role="tabpanel"
        id={tabIds.panel(base)}
        aria-labelledby={tabIds.tab(base, chosen.id)}
      >
        {view}
      </div>
    </>
  );
}
