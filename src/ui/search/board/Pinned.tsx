import { type ReactElement, useMemo } from 'react';
import type { Architecture } from '../../../space/architecture.ts';
import { usePlayground } from '../../../store/context.ts';
import { pairCost } from '../../child/cells/pairCost.ts';
import { NONE, percent } from '../../format.ts';
import { Figure } from '../../parts/Figure.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { tip } from '../../parts/tips/tip.ts';
import { boardTexts } from '../../texts/search/board.ts';
import { Columns } from './Columns.tsx';
import { Cost } from './Cost.tsx';
import { Thumbnail } from './Thumbnails.tsx';
import './table.css';
import './Pinned.css';

/** Pairs that were kept, from this run and earlier ones. */
export function Pinned({ onShow }: { readonly onShow?: (() => void) | undefined }): ReactElement | null {
  const pinned = usePlayground((state) => state.pinned);
  const show = usePlayground((state) => state.show);
  const unpin = usePlayground((state) => state.unpin);
  const inspect = usePlayground((state) => state.openInspector);
  const shown = usePlayground((state) => (state.shown.source === 'pair' ? state.shown.title : null));
  if (pinned.length === 0) return null;
  const blocks = Math.max(...pinned.map(({ architecture }) => architecture.normal.blocks.length));
  return (
    <div className="pinned">
      <table className="board" aria-label={boardTexts.pinned}>
        <Columns />
        <tbody>
          {pinned.map(({ title, architecture, accuracy }) => (
            <tr
              key={title}
              className="board-row pinned-row"
              data-last
              data-shown={shown === title || undefined}
            >
              <td className="board-rank">
                <button
                  type="button"
                  className="board-show"
                  aria-label={boardTexts.showPinned(title)}
                  aria-pressed={shown === title}
                  onClick={() => {
                    if (shown === title && onShow === undefined) return inspect();
                    show({ source: 'pair', architecture, title });
                    onShow?.();
                  }}
                />
                <span className="pinned-title">{title}</span>
              </td>
              <td>
                <Thumbnail cell={architecture.normal} kind="normal" blocks={blocks} />
              </td>
              <td>
                <Thumbnail cell={architecture.reduction} kind="reduction" blocks={blocks} />
              </td>
              <td className="board-figures">
                <span className="board-accuracy">
                  {accuracy === null ? NONE : <Figure figure={percent(accuracy)} unit="%" />}
                </span>
                <PinnedCost architecture={architecture} />
              </td>
              <td className="board-tools">
                <button
                  type="button"
                  className="pin"
                  aria-label={boardTexts.unpinPinned(title)}
                  aria-pressed
                  {...tip(boardTexts.unpinSays)}
                  onClick={() => unpin(title)}
                >
                  <Icon sign="pin" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** As it would be with the settings on the page, like the head above its cells when it is shown. */
function PinnedCost({ architecture }: { readonly architecture: Architecture }): ReactElement {
  const { cellsPerStage, filters, imageSize, dataset } = usePlayground(
    (state) => state.run?.settings ?? state.settings,
  );
  const cost = useMemo(
    () => pairCost(architecture, { cellsPerStage, filters, imageSize, dataset }),
    [architecture, cellsPerStage, filters, imageSize, dataset],
  );
  return <Cost {...cost} />;
}
