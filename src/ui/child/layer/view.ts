import type { LayerTab } from '../../../store/shown/layer.ts';
import type { Mode } from '../../hooks/useMode.ts';

/** What every view of the layer is given. Facts at the right of its tabs: panels/facts.tsx. */
export interface LayerViewProps {
  readonly mode: Mode;
  readonly tab: LayerTab;
}
