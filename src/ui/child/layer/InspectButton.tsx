import type { ReactElement } from 'react';
import type { CellKind } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { tip } from '../../parts/tips/tip.ts';
import { layerTexts } from '../../texts/child/layer/layer.ts';

export interface InspectButtonProps {
  /** A chosen cell of its network, from 1, and of which kind it is. */
  readonly cell?: number;
  readonly kind?: CellKind;
}

/** Opens the child that is shown. */
export function InspectButton({ cell = 1, kind = 'normal' }: InspectButtonProps): ReactElement {
  const open = usePlayground((state) => state.openInspector);
  return (
    <button
      type="button"
      className="button"
      data-opens="inspector"
      {...tip(layerTexts.inspectSays)}
      onClick={() => open({ cell, tab: kind })}
    >
      {layerTexts.inspect}
    </button>
  );
}
