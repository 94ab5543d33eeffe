import type { ReactElement } from 'react';
import type { RunHead } from '../../run/run.ts';
import { NONE, percent } from '../format.ts';
import { Figure } from '../parts/Figure.tsx';
import { runsTexts } from '../texts/runs/runs.ts';
import './RunRow.css';

/** What a run came to: as the card at its end has it, or before its end the best of its trials; which of them, in a word. */
export function Accuracy({ best, final }: Pick<RunHead, 'best' | 'final'>): ReactElement {
  const figure = final ?? best;
  if (figure === null) return <span className="runs-best">{NONE}</span>;
  const { text, says } = runsTexts.accuracy[final === undefined ? 'best' : 'final'];
  return (
    <span className="runs-best" data-tip={says}>
      {text(<Figure figure={percent(figure)} unit="%" />)}
    </span>
  );
}
