import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { shownPair } from '../../store/selectors.ts';
import type { LayerViewProps } from '../layer/view.ts';
import { PanelFacts } from '../panels/facts.tsx';
import { panelsTexts } from '../texts/panels.ts';
import './InspectorView.css';

/** One child, opened: its cell, its nodes, its mistakes and its maps. */
export function InspectorView({ tab }: LayerViewProps): ReactElement {
  const name = usePlayground((state) => panelsTexts.child(shownPair(state)));
  return (
    <section className="inspector" data-cell={tab}>
      <PanelFacts>
        <b>{name}</b>
      </PanelFacts>
    </section>
  );
}
