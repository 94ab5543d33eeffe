import type { ReactElement } from 'react';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { tip } from '../../parts/tips/tip.ts';
import { layerTexts } from '../../texts/child/layer/layer.ts';

export interface EditButtonProps {
  readonly text?: string;
  /** Of the run that is shown; left out: the pair that is drawn. */
  readonly child?: { readonly architecture: Architecture; readonly number: number };
}

/** Opens a copy of a pair, to be changed by hand. */
export function EditButton({ text = layerTexts.edit, child }: EditButtonProps): ReactElement {
  const open = usePlayground((state) => state.openEditor);
  const run = usePlayground((state) => state.run?.id ?? null);
  const act = (): void => {
    if (child === undefined) open();
    else open(child.architecture, { kind: 'child', run, number: child.number });
  };
  return (
    <button type="button" className="button" data-opens="editor" {...tip(layerTexts.editSays)} onClick={act}>
      {text}
    </button>
  );
}
