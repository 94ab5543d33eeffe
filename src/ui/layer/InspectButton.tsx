import type { ReactElement } from 'react';
import { usePlayground } from '../../store/context.ts';
import { tip } from '../parts/tips/tip.ts';
import { layerTexts } from '../texts/layer.ts';

/** Opens the child that is shown, by a cell of its network where one is chosen. */
export function InspectButton({ cell }: { readonly cell?: number }): ReactElement {
  const open = usePlayground((state) => state.openInspector);
  return (
    <button
      type="button"
      className="button"
      {...tip(layerTexts.inspectSays)}
      onClick={() => open(cell === undefined ? {} : { cell })}
    >
      {layerTexts.inspect}
    </button>
  );
}
