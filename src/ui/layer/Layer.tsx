import { type ReactElement, Suspense, useEffect, useId, useRef, useState } from 'react';
import { usePlayground } from '../../store/context.ts';
import type { Layer as OpenLayer } from '../../store/layer.ts';
import type { Mode } from '../hooks/useMode.ts';
import { FactsPlace } from '../panels/facts.tsx';
import { MAIN } from '../parts/main.ts';
import { PanelHead } from '../parts/Panel.tsx';
import { Tabs, tabIds } from '../parts/Tabs.tsx';
import { layerTexts } from '../texts/layer.ts';
import { LAYER_VIEWS } from './views.ts';
import './Layer.css';

export interface LayerProps {
  readonly layer: OpenLayer;
  readonly mode: Mode;
  /** It was opened on this page, and takes the focus; not where an address named it. */
  readonly takesFocus: boolean;
}

/** Over the settings and the panels: one child, opened. What it covers is inert; bar and leaderboard stay. */
export function Layer({ layer, mode, takesFocus }: LayerProps): ReactElement {
  const base = useId();
  const [facts, setFacts] = useState<HTMLElement | null>(null);
  const turn = usePlayground((state) => state.turnLayer);
  const close = usePlayground((state) => state.closeLayer);
  const back = useRef<HTMLButtonElement>(null);
  const chosen = LAYER_VIEWS.find(({ id }) => id === layer.tab) ?? LAYER_VIEWS[0];
  const View = chosen.open();
  useEffect(() => {
    if (takesFocus) back.current?.focus();
  }, [takesFocus]);
  return (
    <main id={MAIN} className="layer" tabIndex={-1} aria-label={layerTexts.inspector}>
      {/* A tab is no heading, and whoever walks the page by its headings finds the layer by this one. */}
      <h2 className="hidden-text">{layerTexts.inspector}</h2>
      <PanelHead
        head={
          <>
            <button ref={back} type="button" className="link layer-back" onClick={close}>
              {layerTexts.back}
            </button>
            <Tabs
              label={layerTexts.tabs}
              tabs={LAYER_VIEWS}
              chosen={chosen.id}
              base={base}
              onChoose={(tab) => turn({ tab })}
            />
          </>
        }
        facts={setFacts}
      />
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
