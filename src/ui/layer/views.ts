import type { ComponentType } from 'react';
import type { LayerTab } from '../../store/layer.ts';
import { UnloadedView } from '../panels/UnloadedView.tsx';
import { loadedPart } from '../parts/loadedDialog.tsx';
import { commonTexts } from '../texts/common.ts';
import { layerTexts } from '../texts/layer.ts';
import type { LayerViewProps } from './view.ts';

/** A view of the layer. One more is one more line here, in the order of the tabs; it is loaded when the page has time. */
export interface LayerView {
  readonly id: LayerTab;
  readonly name: string;
  /** Tabs with the same view keep it, with all that is chosen in it. */
  readonly open: () => ComponentType<LayerViewProps>;
}

const loadedView = (load: () => Promise<ComponentType<LayerViewProps>>) =>
  loadedPart<LayerViewProps>(load, UnloadedView);

const inspector = loadedView(async () => (await import('../inspector/InspectorView.tsx')).InspectorView);

export const LAYER_VIEWS: readonly [LayerView, ...LayerView[]] = [
  { id: 'normal', name: commonTexts.cellNames.normal, open: inspector },
  { id: 'reduction', name: commonTexts.cellNames.reduction, open: inspector },
  {
    id: 'differences',
    name: layerTexts.differences,
    open: loadedView(async () => (await import('../differences/DifferencesView.tsx')).DifferencesView),
  },
];
