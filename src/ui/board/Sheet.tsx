import { type ReactElement, useCallback, useMemo, useRef, useState } from 'react';
import { isSynthetic } from '../../data/infos.ts';
import { usePlayground } from '../../store/context.ts';
import { percent } from '../format.ts';
import { Figure } from '../parts/Figure.tsx';
import { Icon } from '../parts/Icon.tsx';
import { MAIN } from '../parts/main.ts';
import { boardTexts } from '../texts/board.ts';
import { commonTexts } from '../texts/common.ts';
import { counts } from '../texts/counts.ts';
import { bestOf } from './groups/best.ts';
import { Leaderboard } from './Leaderboard.tsx';
import { Thumbnail } from './Thumbnails.tsx';
import './Sheet.css';

/** On a phone the leaderboard is a sheet at the bottom: the best trial, and all of them when it is pulled up. */
export function Sheet(): ReactElement {
  const [open, setOpen] = useState(false);
  const trials = usePlayground((state) => state.run?.trials);
  const finalists = usePlayground((state) => state.run?.finalists);
  const settings = usePlayground((state) => state.run?.settings);
  const best = useMemo(
    () => (trials && finalists && settings ? bestOf({ settings, trials, finalists }) : null),
    [trials, finalists, settings],
  );
  const synthetic = usePlayground((state) => isSynthetic(state.run?.settings.dataset));
  const head = useRef<HTMLButtonElement>(null);
  // What a row changes lies behind the sheet.
  const lookAtCells = useCallback(() => {
    head.current?.focus({ preventScroll: true });
    setOpen(false);
    document.getElementById(MAIN)?.scrollIntoView();
  }, []);
  return (
    <aside className="sheet" aria-label={commonTexts.leaderboard} data-open={open || undefined}>
      <button
        ref={head}
        type="button"
        className="sheet-head"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <span className="sheet-words">
          <b>{commonTexts.leaderboard}</b>
          <span className="hint">
            {best
              ? boardTexts.sheet.best(trials?.length ?? 0, best.trial.number, synthetic)
              : trials?.length
                ? counts.trials(trials.length)
                : boardTexts.sheet.none}
          </span>
        </span>
        {best && (
          <>
            <Thumbnail cell={best.trial.architecture.normal} kind="normal" />
            <span className="live-figure">
              <Figure figure={percent(best.accuracy)} unit="%" />
            </span>
          </>
        )}
        <Icon sign="up" />
      </button>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: focus that enters a folded sheet opens it */}
      <div className="sheet-content" onFocus={() => setOpen(true)}>
        <Leaderboard onShow={lookAtCells} />
      </div>
    </aside>
  );
}
