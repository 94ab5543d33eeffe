import { type ComponentType, type ReactElement, Suspense, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { FixedComparison } from '../../../../search/fixed.ts';
import { usePlayground } from '../../../../store/context.ts';
import { useRecipes } from '../../../hooks/recipes.ts';
import { loadedDialog } from '../../../parts/loadedDialog.tsx';
import { besideFrame } from '../../../parts/tips/besideFrame.ts';
import { tip } from '../../../parts/tips/tip.ts';
import { fixedTexts as texts } from '../../../texts/runs/fixed.ts';
import type { CompareFixedProps } from './CompareFixed.tsx';
import { isDecided, judgementOf } from './compared.ts';
import './CompareFixedButton.css';

const openDialog = loadedDialog<CompareFixedProps>(
  async () => (await import('./CompareFixed.tsx')).CompareFixed,
);

/** The way from a search's winner to its comparison with fixed networks, and beside it how that stands. */
export function CompareFixedButton({
  settings,
  winner,
}: Pick<CompareFixedProps, 'settings' | 'winner'>): ReactElement {
  const [Dialog, setDialog] = useState<ComponentType<CompareFixedProps> | null>(null);
  const fixed = usePlayground(({ run }) => run?.fixed ?? null);
  const isTraining = usePlayground(({ run }) => run !== null && run.fixing !== null);
  const { deviationOf } = useRecipes();
  const says = useMemo(
    () => standsAt(fixed, isTraining, deviationOf(settings)),
    [fixed, isTraining, settings, deviationOf],
  );
  return (
    <div className="finish-fixed">
      <button
        type="button"
        className="button"
        {...tip(texts.says)}
        onClick={() => setDialog(() => openDialog())}
      >
        {texts.name}
      </button>
      <span>{says}</span>
      {Dialog &&
        createPortal(
          <Suspense>
            <Dialog winner={winner} settings={settings} onClose={() => setDialog(null)} />
          </Suspense>,
          besideFrame(),
        )}
    </div>
  );
}

function standsAt(fixed: FixedComparison | null, isTraining: boolean, deviation: number | null): string {
  if (fixed === null) return texts.asks;
  if (isTraining || !isDecided(fixed))
    return texts.done(fixed.trainings.length, fixed.seeds * fixed.networks.length);
  const judgement = judgementOf(fixed, deviation);
  return judgement === null ? texts.asks : texts.short(judgement.verdict.kind);
}
