import { memo, type ReactElement } from 'react';
import { environmentName } from '../../../run/environments.ts';
import type { Trial } from '../../../search/trial.ts';
import { NONE, percent } from '../../format.ts';
import { Figure } from '../../parts/Figure.tsx';
import { Icon } from '../../parts/Icon.tsx';
import { tip, tipBeside } from '../../parts/tips/tip.ts';
import { layerTexts } from '../../texts/child/layer/layer.ts';
import { madeTexts } from '../../texts/child/made.ts';
import { commonTexts } from '../../texts/common.ts';
import { counts } from '../../texts/counts.ts';
import { boardTexts } from '../../texts/search/board.ts';
import { Cost } from './Cost.tsx';
import { Thumbnail } from './Thumbnails.tsx';
import './table.css';
import './TrialRow.css';

/** Letters of a rank that fit their column at the usual size. */
const SHORT_RANK = 5;

export interface TrialRowProps {
  readonly trial: Trial;
  /** As in groups/standing.ts. */
  readonly figure: number | null;
  readonly from: 'search' | 'fresh' | 'final';
  readonly was: number | null;
  readonly reason: string | null;
  /** Its ± where it isn't the column's. */
  readonly own: string | null;
  /** Of one made by hand, by whom, and what else there is to say (madeSays.ts). */
  readonly by?: string;
  readonly note?: string | null;
  readonly noteSays?: string | null;
  /** Null inside a group, whose line bears it. */
  readonly rank: string | null;
  /** Its row's number in the whole table with all groups open, from 1, the head included. */
  readonly place: number;
  /** From the top of all rows, px at the page's first size. */
  readonly top: number;
  readonly isLast: boolean;
  /** Its tooltip. */
  readonly says: string;
  readonly synthetic: boolean;
  readonly lit: boolean;
  /** Its pair is drawn above. */
  readonly shown: boolean;
  readonly pinned: boolean;
  readonly onHover: (trial: number | null) => void;
  /** It has the focus, or no longer. */
  readonly onHold: (trial: number | null) => void;
  /** `beside`: to be held against the one that is shown. */
  readonly onShow: (trial: number, beside: boolean) => void;
  readonly onPin: (trial: Trial) => void;
}

/** Rank over trial, the two cells, accuracy over parameters over multiply-adds. */
export const TrialRow = memo(function TrialRow(props: TrialRowProps): ReactElement {
  const { trial, place, top, isLast, says, lit, shown, pinned, onHover, onHold, onShow, onPin } = props;
  const { number, architecture, status } = trial;
  return (
    <tr
      className="board-row"
      aria-rowindex={place}
      data-lit={lit || undefined}
      data-shown={shown || undefined}
      data-by={props.by === undefined ? undefined : ''}
      data-last={isLast || undefined}
      data-row={number}
      data-key={number}
      data-top={top}
      onPointerEnter={() => onHover(number)}
      onPointerLeave={() => onHover(null)}
      onFocus={() => {
        onHover(number);
        onHold(number);
      }}
      onBlur={() => {
        onHover(null);
        onHold(null);
      }}
    >
      <td className="board-rank">
        <button
          type="button"
          className="board-show"
          aria-label={boardTexts.show(number)}
          aria-pressed={shown}
          {...tipBeside(says)}
          {...(shown ? { 'aria-description': layerTexts.again(says) } : {})}
          onClick={(event) => onShow(number, event.shiftKey)}
        />
        <Naming {...props} />
      </td>
      <td>
        <Thumbnail cell={architecture.normal} kind="normal" low={props.by !== undefined} />
      </td>
      {status === 'failed' ? (
        <Failed trial={trial} />
      ) : (
        <>
          <td>
            <Thumbnail cell={architecture.reduction} kind="reduction" low={props.by !== undefined} />
          </td>
          <Figures {...props} />
        </>
      )}
      <td className="board-tools">
        {trial.accuracy !== null && (
          <button
            type="button"
            className="pin"
            aria-label={pinned ? boardTexts.unpin(number) : boardTexts.pin(number)}
            aria-pressed={pinned}
            {...tip(pinned ? boardTexts.unpinSays : boardTexts.pinSays)}
            onClick={() => onPin(trial)}
          >
            <Icon sign="pin" />
          </button>
        )}
      </td>
    </tr>
  );
});

/** Its rank over its number, or its number alone; below, whose child it is and what chose it. */
function Naming({ trial, rank, was, by }: TrialRowProps): ReactElement {
  const { number, status, reusedFrom, promotedFrom } = trial;
  return (
    <>
      {rank === null ? (
        <span className="board-number">{boardTexts.groups.trial(number)}</span>
      ) : (
        <span className="board-place" data-long={rank.length > SHORT_RANK || undefined}>
          {rank}
        </span>
      )}
      {status === 'reused' && (
        <span className="board-same" title={boardTexts.sameAsSays(reusedFrom)}>
          {boardTexts.sameAs(reusedFrom)}
        </span>
      )}
      {promotedFrom !== undefined && (
        <span className="board-same" title={boardTexts.promotedSays(promotedFrom)}>
          ↑ #{promotedFrom}
        </span>
      )}
      {by !== undefined && (
        <span className="board-same board-by" title={madeTexts.bySay(by)}>
          {madeTexts.byName(by)}
        </span>
      )}
      {was !== null && (
        <span className="board-same board-was" title={boardTexts.groups.wasSays(was)}>
          {boardTexts.groups.was(was)}
        </span>
      )}
      {rank !== null && <span className="board-trial">{boardTexts.groups.trial(number)}</span>}
    </>
  );
}

function Figures({
  trial,
  figure,
  from,
  reason,
  own,
  synthetic,
  note,
  noteSays,
}: TrialRowProps): ReactElement {
  const { trainable, multiplyAdds, inherited, budget, environment } = trial;
  const epochs = budget === undefined ? null : counts.epochs(budget);
  const notes = commonTexts.facts([
    reason === null ? null : commonTexts.failed,
    note ?? null,
    epochs,
    synthetic ? commonTexts.synthetic : null,
  ]);
  const how = commonTexts.facts([
    reason,
    inherited === undefined ? null : commonTexts.inherits(inherited, trainable),
    environment === undefined ? null : commonTexts.trainedOn(environmentName(environment)),
  ]);
  return (
    <td className="board-figures" data-own={own !== null || undefined}>
      <span className="board-accuracy" data-from={from} title={how === '' ? undefined : how}>
        {figure === null ? NONE : <Figure figure={percent(figure)} unit="%" />}
      </span>
      {own !== null && <span className="board-own">{own}</span>}
      <Cost trainable={trainable} multiplyAdds={multiplyAdds} />
      {notes !== '' && (
        <span className="board-set" title={noteSays ?? undefined}>
          {notes}
        </span>
      )}
    </td>
  );
}

function Failed({ trial }: { readonly trial: Trial }): ReactElement {
  const reason = trial.reason ?? commonTexts.unknownReason;
  return (
    <td className="board-failed" colSpan={2} title={reason}>
      <b>{commonTexts.failed}</b>
      <span>{reason}</span>
    </td>
  );
}
