import type { ReactElement } from 'react';
import type { StateIndex } from '../../../space/architecture.ts';
import { cellsTexts } from '../../texts/child/cells.ts';
import './State.css';

/** A hidden state's name: h with its index for the inputs, a number for the rest. */
export function State({ index }: { readonly index: StateIndex }): ReactElement {
  if (index > 1) return <>{cellsTexts.state(index)}</>;
  return (
    <i className="state">
      h<sub>{index === 0 ? 'i' : 'i−1'}</sub>
    </i>
  );
}
