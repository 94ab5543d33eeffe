import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Trial } from '../../search/trial.ts';
import type { Architecture } from '../../space/architecture.ts';
import { usePlayground } from '../../store/context.ts';
import { shownCurrent, shownPair } from '../../store/shown/selectors.ts';
import { cellsTexts } from '../texts/child/cells.ts';
import { shareTexts } from '../texts/share.ts';

/** The pair that is shared: the one that is drawn. */
export interface Shared {
  readonly architecture: Architecture;
  /** "Child 13", "NASNet-A", "Shared pair". */
  readonly name: string;
  /** Whether it is a child of the run that is shown. */
  readonly isOfRun: boolean;
  /** Whether it is the child in training. */
  readonly isTraining: boolean;
  /** Where it is a trial that has ended. */
  readonly trial: Trial | null;
}

/** The edited pair where the editor is open, else the one that is drawn; null while an edited one was never whole. */
export function useShared(): Shared | null {
  const { architecture, kind, title, trial: number } = usePlayground(useShallow(shownPair));
  const isTraining = usePlayground((state) => shownCurrent(state) !== null);
  const isOfSearch = kind === 'child' || kind === 'trial';
  const trial = usePlayground(({ run }) => run?.trials.find((one) => one.number === number) ?? null);
  const isEdited = usePlayground(({ layer }) => layer?.view === 'editor');
  const edited = usePlayground(({ editor }) => editor?.whole ?? null);
  return useMemo(() => {
    if (isEdited) return edited && { ...EDITED, architecture: edited };
    const isNumbered = isOfSearch && number !== null;
    return {
      architecture,
      name: isNumbered ? shareTexts.head.trial(number) : cellsTexts.title({ kind, title, trial: number }),
      isOfRun: isOfSearch || kind === 'made',
      isTraining,
      trial: isNumbered && !isTraining ? trial : null,
    };
  }, [isEdited, edited, architecture, kind, title, number, isOfSearch, isTraining, trial]);
}

const EDITED = { name: shareTexts.head.edited, isOfRun: false, isTraining: false, trial: null } as const;
