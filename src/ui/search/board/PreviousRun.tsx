import type { ReactElement } from 'react';
import { isSynthetic } from '../../../data/infos.ts';
import { usePlayground } from '../../../store/context.ts';
import { isActive, type PlaygroundState } from '../../../store/store.ts';
import { percentText } from '../../format.ts';
import { boardTexts } from '../../texts/search/board.ts';
import { bestOf } from './groups/best.ts';
import './Leaderboard.css';

/** The way back to the run before, while none is in progress. */
export function PreviousRun(): ReactElement | null {
  const text = usePlayground(previousText);
  const show = usePlayground((state) => state.showPreviousRun);
  if (text === null) return null;
  return (
    <button type="button" className="link board-previous" onClick={show}>
      {text}
    </button>
  );
}

function previousText({ run, previous }: PlaygroundState): string | null {
  if (previous === null || isActive(run)) return null;
  const best = bestOf(previous);
  const { trials, settings } = previous;
  return boardTexts.previous(
    trials.length,
    best && percentText(best.accuracy),
    isSynthetic(settings.dataset),
  );
}
