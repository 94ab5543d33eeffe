import { type ReactElement, useState } from 'react';
import { ranked } from '../../run/figures.ts';
import { usePlayground } from '../../store/context.ts';
import { counted, percent } from '../format.ts';
import { Figure } from '../parts/Figure.tsx';
import { Icon } from '../parts/Icon.tsx';
import { Leaderboard } from './Leaderboard.tsx';
import { Thumbnail } from './Thumbnails.tsx';
import './Sheet.css';

/** On a phone the leaderboard is a sheet at the bottom: the best trial, and all of them when it is pulled up. */
export function Sheet(): ReactElement {
  const [open, setOpen] = useState(false);
  const trials = usePlayground((state) => state.run?.trials);
  const synthetic = usePlayground((state) => state.run?.settings.dataset === 'synthetic');
  const best = trials ? ranked(trials).find(({ accuracy }) => accuracy !== null) : undefined;
  return (
    <aside className="sheet" aria-label="Leaderboard" data-open={open || undefined}>
      <button type="button" className="sheet-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="sheet-words">
          <b>Leaderboard</b>
          <span className="hint">
            {best
              ? `best of ${trials?.length}: trial ${best.number}${synthetic ? ', synthetic' : ''}`
              : trials?.length
                ? counted(trials.length, 'trial', 'trials')
                : 'no trials yet'}
          </span>
        </span>
        {best && (
          <>
            <Thumbnail cell={best.architecture.normal} kind="normal" />
            <span className="live-figure">
              <Figure figure={percent(best.accuracy ?? 0)} unit="%" />
            </span>
          </>
        )}
        <Icon sign="up" />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: focus that enters a folded sheet opens it */}
      <div className="sheet-content" onFocus={() => setOpen(true)}>
        <Leaderboard />
      </div>
    </aside>
  );
}
