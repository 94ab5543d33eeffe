import { type ReactElement, type ReactNode, Suspense, useEffect, useId, useRef, useState } from 'react';
import { usePlayground } from '../../../store/context.ts';
import type { Layer as OpenLayer } from '../../../store/shown/layer.ts';
import type { Mode } from '../../hooks/useMode.ts';
import { MAIN } from '../../parts/main.ts';
import { PanelHead } from '../../parts/Panel.tsx';
import { Tabs, tabIds } from '../../parts/Tabs.tsx';
import { FactsPlace } from '../../search/panels/facts.tsx';
import { layerTexts } from '../../texts/child/layer/layer.ts';
import { LAYER_VIEWS } from './views.ts';
import './Layer.css';

export interface LayerProps {
  readonly layer: OpenLayer;
  readonly mode: Mode;
  /** It was opened on this page, and takes the focus; not where an address named it. */
  readonly takesFocus: boolean;
  /** Rows that stand under the tabs. */
  readonly notices: ReactNode;
}

/** Over the settings and the panels: one child, opened or edited. What it covers is inert; bar and leaderboard stay. */
export function Layer({ layer, mode, takesFocus, notices }: LayerProps): ReactElement {
  const base = useId();
  const [facts, setFacts] = useState<HTMLElement | null>(null);
  const turn = usePlayground((state) => state.turnLayer);
  const close = usePlayground((state) => state.closeLayer);
  const back = useRef<HTMLButtonElement>(null);
  const views = LAYER_VIEWS[layer.view];
  const name = layerTexts[layer.view];
  const chosen = views.find(({ id }) => id === layer.tab) ?? views[0];
  const View = chosen.open();
  useEffect(() => {
    if (takesFocus) back.current?.focus();
  }, [takesFocus]);
  return (
    <main id={MAIN} className="layer" data-view={layer.view} tabIndex={-1} aria-label={name}>
      {/* A tab is no heading, and whoever walks the page by its headings finds the layer by this one. */}
      <h2 className="hidden-text">{name}</h2>
      <PanelHead
        head={
          <>
            <button ref={back} type="button" className="link layer-back" onClick={close}>
              {layerTexts.back}
            </button>
            <Tabs
              label={layerTexts.tabs[layer.view]}
              tabs={views}
              chosen={chosen.id}
              base={base}
              onChoose={(tab) => turn({ tab })}
            />
          </>
        }
        facts={setFacts}
      />
      {notices}
      <div
        className="layer-view"
        role="tabpanel"
        id={tabIds.panel(base)}
        aria-labelledby={tabIds.tab(base, chosen.id)}
      >
        <FactsPlace value={facts}>
          <Suspense>
            <View mode={mode} tab={chosen.id} />
          </Suspense>
        </FactsPlace>
      </div>
    </main>
  );
}
