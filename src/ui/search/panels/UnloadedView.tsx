import type { ReactElement } from 'react';
import { commonTexts } from '../../texts/common.ts';
import './UnloadedView.css';

/** In the place of a view whose script can't be had; the rest of the page stays. */
export function UnloadedView(): ReactElement {
  return (
    <p className="view-unloaded" role="alert">
      {commonTexts.unloaded.says}
    </p>
  );
}
