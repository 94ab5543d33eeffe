import type { ComponentType } from 'react';
import type { Layer, LayerTab } from '../../../store/shown/layer.ts';
import { loadedPart } from '../../parts/loadedDialog.tsx';
import { UnloadedView } from '../../search/panels/UnloadedView.tsx';
import { layerTexts } from '../../texts/child/layer/layer.ts';
import { commonTexts } from '../../texts/common.ts';
import type { LayerViewProps } from './view.ts';

/** A tab of a layer. One more is one more line here, in their order; its view is loaded when the page has time. */
export interface LayerView {
  readonly id: LayerTab;
  readonly name: string;
  /** Tabs with the same view keep it, with all that is chosen in it. */
  readonly open: () => ComponentType<LayerViewProps>;
}

const loadedView = (load: () => Promise<ComponentType<LayerViewProps>>) =>
  loadedPart<LayerViewProps>(load, UnloadedView);

const inspector = loadedView(async () => (await import('../inspector/InspectorView.tsx')).InspectorView);
const editor = loadedView(async () => (await import('../editor/EditorView.tsx')).EditorView);

const cells = (open: LayerView['open']): [LayerView, LayerView] => [
  { id: 'normal', name: commonTexts.cellNames.normal, open },
  { id: 'reduction', name: commonTexts.cellNames.reduction, open },
];

export const LAYER_VIEWS: Readonly<Record<Layer['view'], readonly [LayerView, ...LayerView[]]>> = {
  inspector: [
    ...cells(inspector),
    {
      id: 'differences',
      name: layerTexts.differences,
      open: loadedView(async () => (await import('../differences/DifferencesView.tsx')).DifferencesView),
    },
  ],
  editor: cells(editor),
};
