import { type ComponentType, type ReactElement, Suspense, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Architecture } from '../../../space/architecture.ts';
import { loadedPart } from '../../parts/loadedDialog.tsx';
import { besideFrame } from '../../parts/tips/besideFrame.ts';
import { tip } from '../../parts/tips/tip.ts';
import { buildLargeTexts } from '../../texts/child/buildLarge.ts';
import { commonTexts } from '../../texts/common.ts';
import type { BuildLargeProps } from './BuildLarge.tsx';
import '../../parts/loadedDialog.css';

const openDialog = loadedPart<BuildLargeProps>(
  async () => (await import('./BuildLarge.tsx')).BuildLarge,
  ({ onClose }) => (
    <dialog open className="unloaded" aria-label={commonTexts.unloaded.name}>
      <p role="alert">{commonTexts.unloaded.says}</p>
      <button type="button" className="button" onClick={onClose}>
        {commonTexts.close}
      </button>
    </dialog>
  ),
);

/** The way from a pair to its full training. */
export function BuildLargeButton({ architecture }: { readonly architecture: Architecture }): ReactElement {
  const [Dialog, setDialog] = useState<ComponentType<BuildLargeProps> | null>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        data-opens="build-large"
        {...tip(buildLargeTexts.says)}
        onClick={() => setDialog(() => openDialog())}
      >
        {buildLargeTexts.name}
      </button>
      {Dialog &&
        createPortal(
          <Suspense>
            <Dialog architecture={architecture} onClose={() => setDialog(null)} />
          </Suspense>,
          besideFrame(),
        )}
    </>
  );
}
